import { chinaDate, inChina } from '../../format/time'

export interface Period {
  from: string
  to: string
}

export const presets = {
  week: '近 7 天',
  month: '本月',
  lastMonth: '上月',
  quarter: '近 90 天',
  year: '今年',
} as const

export type Preset = keyof typeof presets

/** The days of a preset; none reaches beyond today. */
export function periodOf(preset: Preset, now: number): Period {
  const today = chinaDate(now)
  const month = inChina(now).startOf('month')
  switch (preset) {
    case 'week':
      return { from: chinaDate(now, -6), to: today }
    case 'month':
      return { from: month.format('YYYY-MM-DD'), to: today }
    case 'lastMonth': {
      const last = month.subtract(1, 'month')
      return { from: last.format('YYYY-MM-DD'), to: last.endOf('month').format('YYYY-MM-DD') }
    }
    case 'quarter':
      return { from: chinaDate(now, -89), to: today }
    case 'year':
      return { from: `${today.slice(0, 4)}-01-01`, to: today }
  }
}

/** Which preset a period is; null for days chosen by hand. */
export function presetOf({ from, to }: Period, now: number): Preset | null {
  const names = Object.keys(presets) as Preset[]
  const isSame = (name: Preset) => {
    const period = periodOf(name, now)
    return period.from === from && period.to === to
  }
  return names.find(isSame) ?? null
}
