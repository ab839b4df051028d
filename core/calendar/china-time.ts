/**
 * Days and times of day in China: UTC+8 all year round since 1991, so plain arithmetic serves.
 * Instants are epoch milliseconds; days are `YYYY-MM-DD`, which sort as text.
 */

export const minuteMs = 60_000
export const dayMs = 24 * 60 * minuteMs

const offsetMs = 8 * 60 * minuteMs

/** The calendar day in China at an instant, e.g. `2026-10-01`. */
export function chinaDay(at: number): string {
  return new Date(at + offsetMs).toISOString().slice(0, 10)
}

/** The time of day in China at an instant, e.g. `08:30`. */
export function chinaTime(at: number): string {
  return new Date(at + offsetMs).toISOString().slice(11, 16)
}

/** Minutes since midnight in China, fractions included: 510 at 08:30. */
export function chinaMinuteOfDay(at: number): number {
  return (at - startOfDay(chinaDay(at))) / minuteMs
}

/** The instant a day in China begins. Throws RangeError for text that is no day. */
export function startOfDay(day: string): number {
  const midnight = Date.parse(`${day}T00:00:00Z`)
  if (Number.isNaN(midnight)) throw new RangeError(`not a day: ${day}`)
  return midnight - offsetMs
}

/** The instant the next day in China begins: a day ends before it. */
export function endOfDay(day: string): number {
  return startOfDay(addDays(day, 1))
}

/** The instant of a time of day in China, e.g. `chinaInstant('2026-10-01', '08:30')`. */
export function chinaInstant(day: string, time: string): number {
  const at = Date.parse(`${day}T${time}:00Z`)
  if (Number.isNaN(at)) throw new RangeError(`not a time: ${day} ${time}`)
  return at - offsetMs
}

/** The day `days` after (before, when negative) another. */
export function addDays(day: string, days: number): string {
  return chinaDay(startOfDay(day) + days * dayMs)
}

/** Monday 1 … Sunday 7. */
export function weekday(day: string): number {
  return new Date(startOfDay(day) + offsetMs).getUTCDay() || 7
}

export function yearOf(day: string): number {
  return Number(day.slice(0, 4))
}
