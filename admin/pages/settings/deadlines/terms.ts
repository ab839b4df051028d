import type { PolicyRow, Term, Terms } from '../../../../typings/settings'

/** How a length of time is written: an hour is sixty stored minutes. */
export type Scale = 'minute' | 'hour' | 'working_day'

export const scaleNames: Record<Scale, string> = {
  minute: '分钟',
  hour: '小时',
  working_day: '工作日',
}

export const modeNames: Record<Terms['mode'], string> = {
  working: '只算工作时间',
  round_the_clock: '全天都算',
}

export const rowNames: Record<PolicyRow, string> = {
  emergency: '紧急',
  urgent: '急',
  inquiry: '咨询',
  normal: '一般',
  complex: '复杂',
}

/** In hours where it comes out even. */
export function scaleOf({ amount, unit }: Term): Scale {
  if (unit === 'working_day') return 'working_day'
  return amount > 0 && amount % 60 === 0 ? 'hour' : 'minute'
}

export function shownAmount({ amount }: Term, scale: Scale): number {
  return scale === 'hour' ? amount / 60 : amount
}

export function termOf(shown: number, scale: Scale): Term {
  if (scale === 'working_day') return { amount: shown, unit: 'working_day' }
  return { amount: scale === 'hour' ? Math.round(shown * 60) : shown, unit: 'minute' }
}

/** What a working day is when nights count as well. */
const minutesOfDay = 24 * 60

function unbroken({ amount, unit }: Term): Term {
  return { amount: unit === 'working_day' ? amount * minutesOfDay : amount, unit: 'minute' }
}

/** The same terms counted the other way; round the clock there are no working days. */
export function inMode(terms: Terms, mode: Terms['mode']): Terms {
  if (mode === 'working') return { ...terms, mode }
  const levels = Object.entries(terms.levels).map(([level, { accept, share }]) => [
    level,
    { accept: unbroken(accept), share: unbroken(share) },
  ])
  return {
    mode,
    levels: Object.fromEntries(levels) as Terms['levels'],
    final: unbroken(terms.final),
    overtime: unbroken(terms.overtime),
  }
}
