import { holidays, workdays } from 'chinese-days/dist/chinese-days.json'
import type { DayKind, StoredCalendar } from '../../typings/settings'
import { chinaDay, startOfDay, weekday, yearOf } from './china-time'

export type { DayKind, StoredCalendar }

/** Days that differ from the ordinary week: `2026-10-10` → `work`. */
export type DayOverrides = Readonly<Record<string, DayKind>>

/** A stretch of a working day in minutes since midnight, from ≤ t ≤ to. */
export type Span = readonly [from: number, to: number]

/** What says when people work. Plain data, so that it can be stored as it is. */
export interface Calendar {
  /** The stretches of every working day, in order and apart. */
  readonly hours: readonly Span[]
  readonly days: DayOverrides
  /** Years whose list of holidays and make-up days is known. */
  readonly years: readonly number[]
}

/** 08:30–12:00 and 14:30–17:30. */
export const defaultHours: readonly Span[] = [
  [510, 720],
  [870, 1050],
]

const officialDays: DayOverrides = Object.freeze({
  ...kindOf(holidays, 'rest'),
  ...kindOf(workdays, 'work'),
})
const officialYears = yearsWithNationalDay(officialDays)

/**
 * The official holidays and make-up working days of China, each overridable by a stored day.
 * Throws RangeError when stored hours are empty, unordered or overlapping, or a day is none.
 */
export function chinaCalendar(stored: StoredCalendar = {}): Calendar {
  const hours = stored.hours ?? defaultHours
  if (!areHours(hours)) throw new RangeError('working hours must be in order and apart')
  const added = stored.days ?? {}
  Object.keys(added).forEach(startOfDay)
  return {
    hours,
    days: stored.days ? { ...officialDays, ...added } : officialDays,
    years: stored.years ? [...new Set([...officialYears, ...stored.years])] : officialYears,
  }
}

/** What is published of these years, and the hours that stand where staff store none. */
export function officialCalendar(years: readonly number[]): Required<StoredCalendar> {
  const days = Object.entries(officialDays).filter(([day]) => years.includes(yearOf(day)))
  const known = officialYears.filter((year) => years.includes(year))
  return { hours: defaultHours, days: Object.fromEntries(days), years: known }
}

/** Whether people work that day: as listed, else Monday to Friday. */
export function isWorkingDay(calendar: Calendar, day: string): boolean {
  const listed = calendar.days[day]
  return listed ? listed === 'work' : weekday(day) < 6
}

/** The years between two instants, both included, whose holidays are not known yet. */
export function missingYears(calendar: Calendar, from: number, to: number): number[] {
  const first = yearOf(chinaDay(from))
  const last = yearOf(chinaDay(to))
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index).filter(
    (year) => !calendar.years.includes(year),
  )
}

/** What staff are told about such years; null when there is none. */
export function missingYearsWarning(years: readonly number[]): string | null {
  if (years.length === 0) return null
  return `${years.join('、')} 年的放假安排还没有录入，工作日暂按周一至周五计算，节假日前请补录。`
}

function kindOf(days: Record<string, string>, kind: DayKind): DayOverrides {
  return Object.fromEntries(Object.keys(days).map((day) => [day, kind]))
}

/** A published list always names 1 October; days of a neighbouring year's list alone do not count. */
function yearsWithNationalDay(days: DayOverrides): number[] {
  return Object.keys(days)
    .filter((day) => day.endsWith('-10-01'))
    .map(yearOf)
    .sort((a, b) => a - b)
}

function areHours(hours: readonly Span[]): boolean {
  const edges = hours.flat()
  const isRising = edges.every((edge, index) => index === 0 || edge > (edges[index - 1] ?? edge))
  return edges.length > 0 && isRising && edges.every((edge) => edge >= 0 && edge <= 24 * 60)
}
