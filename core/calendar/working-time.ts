import { type Calendar, isWorkingDay } from './calendar'
import { addDays, chinaDay, endOfDay, minuteMs, startOfDay } from './china-time'

/** How a deadline counts: only while people work, or by the clock. */
export type ClockMode = 'working' | 'round_the_clock'

/** A calendar and how time is counted on it. */
export interface Timekeeping {
  readonly mode: ClockMode
  readonly calendar: Calendar
}

/** A stretch of working time, epoch milliseconds. */
interface Stretch {
  from: number
  to: number
}

/** Longer than any run of days off: beyond it the calendar itself is wrong. */
const daysWithoutWorkAtMost = 366

/**
 * The first instant at or after `from` by which `minutes` of working time have passed.
 * It lies inside working time, or at the edge a stretch opens or closes with.
 * Throws RangeError for a negative or endless number of minutes.
 */
export function addWorkingMinutes(calendar: Calendar, from: number, minutes: number): number {
  if (!(minutes >= 0 && Number.isFinite(minutes))) throw new RangeError('minutes must be ≥ 0')
  let left = Math.round(minutes * minuteMs)
  for (const stretch of stretchesFrom(calendar, from)) {
    const length = stretch.to - stretch.from
    if (left <= length) return stretch.from + left
    left -= length
  }
  throw new RangeError('the calendar has no working time')
}

/** Working minutes from one instant to another, fractions included; negative when `to` is earlier. */
export function workingMinutesBetween(calendar: Calendar, from: number, to: number): number {
  if (to < from) return -workingMinutesBetween(calendar, to, from)
  let sum = 0
  for (let day = chinaDay(from); startOfDay(day) < to; day = addDays(day, 1)) {
    for (const stretch of stretchesOf(calendar, day)) {
      sum += Math.max(0, Math.min(stretch.to, to) - Math.max(stretch.from, from))
    }
  }
  return sum / minuteMs
}

/** As {@link addWorkingMinutes} or, round the clock, plain addition. */
export function addMinutes(time: Timekeeping, from: number, minutes: number): number {
  if (time.mode === 'working') return addWorkingMinutes(time.calendar, from, minutes)
  return from + Math.round(minutes * minuteMs)
}

/** As {@link workingMinutesBetween} or, round the clock, plain difference. */
export function minutesBetween(time: Timekeeping, from: number, to: number): number {
  if (time.mode === 'working') return workingMinutesBetween(time.calendar, from, to)
  return (to - from) / minuteMs
}

/** The minutes one working day has: N working days are N times as many. */
export function minutesOfWorkingDay(calendar: Calendar): number {
  return calendar.hours.reduce((sum, [from, to]) => sum + to - from, 0)
}

/** Whether people work at an instant, both edges of a stretch included. */
export function isWorkingTime(calendar: Calendar, at: number): boolean {
  return stretchesOf(calendar, chinaDay(at)).some(({ from, to }) => from <= at && at <= to)
}

/** When work begins on the first working day after the one `at` lies in. */
export function startOfNextWorkingDay(calendar: Calendar, at: number): number {
  return addWorkingMinutes(calendar, endOfDay(chinaDay(at)), 0)
}

/** The working time left from an instant on, the stretch it lies in cut to what is left of it. */
function* stretchesFrom(calendar: Calendar, from: number): Generator<Stretch> {
  let daysOff = 0
  for (let day = chinaDay(from); daysOff < daysWithoutWorkAtMost; day = addDays(day, 1)) {
    const stretches = stretchesOf(calendar, day).filter(({ to }) => to >= from)
    for (const { from: opening, to } of stretches) yield { from: Math.max(opening, from), to }
    daysOff = stretches.length === 0 ? daysOff + 1 : 0
  }
}

function stretchesOf(calendar: Calendar, day: string): Stretch[] {
  if (!isWorkingDay(calendar, day)) return []
  const midnight = startOfDay(day)
  return calendar.hours.map(([from, to]) => ({
    from: midnight + from * minuteMs,
    to: midnight + to * minuteMs,
  }))
}
