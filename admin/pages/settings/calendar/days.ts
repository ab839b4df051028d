import type { DayKind, StoredCalendar } from '../../../../typings/settings'

/** A day of the calendar: what holds, and who says so. */
export interface Day {
  /** YYYY-MM-DD */
  iso: string
  number: number
  kind: DayKind
  /** The ordinary week, the published list, or somebody here. */
  by: 'week' | 'list' | 'staff'
}

export interface Month {
  number: number
  /** Empty places before the first, Monday being the first of a week. */
  offset: number
  days: Day[]
}

/** What would hold if nobody here had said otherwise. */
export function plainKind(iso: string, official: StoredCalendar): DayKind {
  return official.days?.[iso] ?? (weekdayOf(iso) < 6 ? 'work' : 'rest')
}

/** A year, month by month. */
export function monthsOf(year: number, stored: StoredCalendar, official: StoredCalendar): Month[] {
  return Array.from({ length: 12 }, (_, index) => {
    const length = new Date(Date.UTC(year, index + 1, 0)).getUTCDate()
    const days = Array.from({ length }, (__, day) => {
      const iso = new Date(Date.UTC(year, index, day + 1)).toISOString().slice(0, 10)
      return dayOf({ iso, number: day + 1 }, stored, official)
    })
    return { number: index + 1, offset: weekdayOf(days[0]?.iso ?? '') - 1, days }
  })
}

function dayOf(
  at: Pick<Day, 'iso' | 'number'>,
  stored: StoredCalendar,
  official: StoredCalendar,
): Day {
  const own = stored.days?.[at.iso]
  if (own) return { ...at, kind: own, by: 'staff' }
  const by = official.days?.[at.iso] ? 'list' : 'week'
  return { ...at, kind: plainKind(at.iso, official), by }
}

/** The other kind; a day that is as it would be anyway is not stored. */
export function turned(
  { iso, kind }: Day,
  stored: StoredCalendar,
  official: StoredCalendar,
): StoredCalendar {
  const next: DayKind = kind === 'work' ? 'rest' : 'work'
  const { [iso]: _, ...others } = stored.days ?? {}
  const days = next === plainKind(iso, official) ? others : { ...others, [iso]: next }
  return { ...stored, days }
}

/** Monday 1 … Sunday 7. */
function weekdayOf(iso: string): number {
  return new Date(`${iso}T00:00:00Z`).getUTCDay() || 7
}

const kindWords: Record<DayKind, string> = { work: '上班', rest: '休息' }
const byWords: Record<Day['by'], string> = {
  week: '',
  list: '，按国务院的安排',
  staff: '，区里改的',
}

/** "10 月 1 日，休息，按国务院的安排". */
export function dayWords({ iso, kind, by }: Day): string {
  const [, month, day] = iso.split('-').map(Number)
  return `${month} 月 ${day} 日，${kindWords[kind]}${byWords[by]}`
}
