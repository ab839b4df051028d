import { addDays, startOfDay, weekday } from '../calendar'
import { dayMs } from '../calendar'

/** Days in China, YYYY-MM-DD, both included. */
export interface Period {
  from: string
  to: string
}

export type Step = 'day' | 'week' | 'month'

export const longestPeriod = 366

export function daysIn({ from, to }: Period): number {
  return Math.round((startOfDay(to) - startOfDay(from)) / dayMs) + 1
}

/** As many days right before. */
export function periodBefore(period: Period): Period {
  return { from: addDays(period.from, -daysIn(period)), to: addDays(period.from, -1) }
}

/** So fine that a chart has some thirty points, and never more than ninety. */
export function stepOf(period: Period): Step {
  const days = daysIn(period)
  if (days <= 45) return 'day'
  return days <= 190 ? 'week' : 'month'
}

/** The period cut into days, weeks from Monday, or months; the first and last may be cut short. */
export function stretchesOf(period: Period, step: Step): Period[] {
  const stretches: Period[] = []
  for (let from = period.from; from <= period.to;) {
    const end = endOf(from, step)
    const to = end < period.to ? end : period.to
    stretches.push({ from, to })
    from = addDays(to, 1)
  }
  return stretches
}

function endOf(day: string, step: Step): string {
  if (step === 'day') return day
  if (step === 'week') return addDays(day, 7 - weekday(day))
  const nextMonth = addDays(`${day.slice(0, 8)}01`, 31).slice(0, 8)
  return addDays(`${nextMonth}01`, -1)
}
