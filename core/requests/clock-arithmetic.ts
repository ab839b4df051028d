import type { UnitLevel } from '../../typings/domain'
import { type Calendar, type ClockMode, addMinutes, dayMs, minutesBetween } from '../calendar'
import { levels, rankOf } from '../grids/levels'
import type { Deadline, Pause, Timing } from './clocks'
import { type Term, type Terms, minutesOf } from './policy'

/** Counting from `now` on, on the working calendar or round the clock. */
export type Counting = Omit<Timing, 'policy'> & { mode: ClockMode }

/** Where an instant goes to. */
export type Shift = (at: number) => number

const amberShare = 0.5
const redShare = 0.8

export const same: Shift = (at) => at

/** Later by so many working days, or by whole days round the clock. */
export function addDaysIn(mode: ClockMode, calendar: Calendar, days: number): Shift {
  if (mode === 'round_the_clock') return (at) => at + days * dayMs
  const extra = minutesOf({ amount: days, unit: 'working_day' }, calendar)
  return (at) => addMinutes({ mode, calendar }, at, extra)
}

/** What lay ahead when a pause began lies as far ahead when it ends. */
export function afterPause(pause: Pause, mode: ClockMode, calendar: Calendar): Shift {
  const time = { mode, calendar }
  return (at) => {
    if (pause.to === null || at <= pause.from) return at
    return addMinutes(time, pause.to, minutesBetween(time, pause.from, at))
  }
}

export function moved(one: Deadline, later: Shift): Deadline {
  return { ...one, amberAt: later(one.amberAt), redAt: later(one.redAt), by: later(one.by) }
}

/** A deadline that starts now. */
export function deadline(
  { clock, holder }: Pick<Deadline, 'clock' | 'holder'>,
  term: Term,
  { now, calendar, mode }: Counting,
): Deadline {
  const minutes = minutesOf(term, calendar)
  const after = (share: number) => addMinutes({ mode, calendar }, now, minutes * share)
  return {
    clock,
    holder,
    minutes,
    from: now,
    amberAt: after(amberShare),
    redAt: after(redShare),
    by: after(1),
    status: 'running',
  }
}

/** The shares of a level and of all below it: what it has from submission on. */
export function shareUpTo(level: UnitLevel, terms: Terms, calendar: Calendar): Term {
  const upTo = levels.filter((one) => rankOf(one) <= rankOf(level))
  const amount = upTo.reduce((sum, one) => sum + minutesOf(terms.levels[one].share, calendar), 0)
  return { amount, unit: 'minute' }
}
