import chineseDays from 'chinese-days'
import type { Jump } from '../types'

const hour = 3_600_000
const day = 24 * hour
/** China has one zone and no summer time. */
const chinaOffset = 8 * hour
const openingHour = 9

/** Where a jump ends. `machineNow`: the machine's own time; all in epoch milliseconds. */
export function landing(jump: Jump, now: number, machineNow: number): number {
  switch (jump) {
    case 'hour':
      return now + hour
    case 'day':
      return now + day
    case 'working_day':
      return nextWorkingDay(now)
    case 'now':
      return machineNow
  }
}

/**
 * The moments at which the timers run on the way, so that what falls due meanwhile happens
 * near its time and in its order. Going back has one stop: the landing.
 */
export function stops(from: number, to: number, stride: number): number[] {
  if (to <= from) return [to]
  const count = Math.ceil((to - from) / stride)
  return Array.from({ length: count }, (_, index) => Math.min(from + (index + 1) * stride, to))
}

/** Nine o'clock of the next Chinese working day, make-up days counted. */
function nextWorkingDay(now: number): number {
  let midnight = Math.floor((now + chinaOffset) / day) * day
  do midnight += day
  while (!chineseDays.isWorkday(new Date(midnight).toISOString().slice(0, 10)))
  return midnight - chinaOffset + openingHour * hour
}
