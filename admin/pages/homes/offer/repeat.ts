/** How a session comes back, as the page lets it be chosen; `other` is a rule written elsewhere. */
export type Every = 'day' | 'week' | 'other_week' | 'month_weekday' | 'month_day' | 'other'

export interface Repeat {
  every: Every
  weekdays: Weekday[]
  /** Which of the month's: "1" to "4", "-1" for the last. */
  turns: string[]
  /** Days of the month. */
  dates: string[]
  rule: string
}

export const weekdays = [
  { value: 'MO', label: '一' },
  { value: 'TU', label: '二' },
  { value: 'WE', label: '三' },
  { value: 'TH', label: '四' },
  { value: 'FR', label: '五' },
  { value: 'SA', label: '六' },
  { value: 'SU', label: '日' },
] as const
export type Weekday = (typeof weekdays)[number]['value']

export const turns = [
  { value: '1', label: '第一个' },
  { value: '2', label: '第二个' },
  { value: '3', label: '第三个' },
  { value: '4', label: '第四个' },
  { value: '-1', label: '最后一个' },
] as const

export const everyWords: Record<Exclude<Every, 'other'>, string> = {
  day: '每天',
  week: '每周',
  other_week: '隔一周',
  month_weekday: '每月第几个周几',
  month_day: '每月几号',
}

const blank: Repeat = { every: 'day', weekdays: [], turns: [], dates: [], rule: '' }

const inOrder = <T extends string>(table: readonly { value: T }[], chosen: readonly T[]) =>
  table.map(({ value }) => value).filter((value) => chosen.includes(value))

/** The rule of what was chosen. */
export function ruleOf({ every, weekdays: days, turns: which, dates, rule }: Repeat): string {
  const chosen = inOrder(weekdays, days)
  switch (every) {
    case 'day':
      return 'FREQ=DAILY'
    case 'week':
      return `FREQ=WEEKLY;BYDAY=${chosen.join(',')}`
    case 'other_week':
      return `FREQ=WEEKLY;INTERVAL=2;BYDAY=${chosen.join(',')}`
    case 'month_weekday':
      return `FREQ=MONTHLY;BYDAY=${which.flatMap((turn) => chosen.map((day) => turn + day)).join(',')}`
    case 'month_day':
      return `FREQ=MONTHLY;BYMONTHDAY=${dates.join(',')}`
    case 'other':
      return rule
  }
}

/** What a rule says, if it is one that the page can show. */
export function repeatOf(rule: string): Repeat {
  const candidates = [dayRule, weekRule, monthWeekdayRule, monthDayRule]
  const found = candidates.map((read) => read(rule)).find((one) => one !== null)
  // Only what is written again in the same way may be changed by the fields.
  return found && sameRule(ruleOf(found), rule) ? found : { ...blank, every: 'other', rule }
}

const sameRule = (one: string, other: string) => sorted(one) === sorted(other)
const sorted = (rule: string) =>
  rule
    .split(';')
    .map((part) => part.replace(/=(.*)$/u, (_, list: string) => `=${listOf(list).sort().join()}`))
    .join(';')
const listOf = (text: string) => text.split(',')

const dayRule = (rule: string): Repeat | null => (rule === 'FREQ=DAILY' ? blank : null)

function weekRule(rule: string): Repeat | null {
  const match = /^FREQ=WEEKLY;(INTERVAL=2;)?BYDAY=([A-Z,]+)$/u.exec(rule)
  if (!match?.[2]) return null
  const every = match[1] ? 'other_week' : 'week'
  return { ...blank, every, weekdays: listOf(match[2]) as Weekday[] }
}

function monthWeekdayRule(rule: string): Repeat | null {
  const match = /^FREQ=MONTHLY;BYDAY=([-\dA-Z,]+)$/u.exec(rule)
  if (!match?.[1]) return null
  const parts = listOf(match[1]).map((part) => /^(-?\d)([A-Z]{2})$/u.exec(part))
  const which = [...new Set(parts.map((part) => part?.[1] ?? ''))]
  const days = [...new Set(parts.map((part) => part?.[2] ?? ''))] as Weekday[]
  return { ...blank, every: 'month_weekday', turns: which, weekdays: days }
}

function monthDayRule(rule: string): Repeat | null {
  const match = /^FREQ=MONTHLY;BYMONTHDAY=([\d,]+)$/u.exec(rule)
  return match?.[1] ? { ...blank, every: 'month_day', dates: listOf(match[1]) } : null
}

/** "每周二、四", "每月第二、第四个周六", "每月 10 号". */
export function repeatWords(rule: string): string {
  const { every, weekdays: days, turns: which, dates } = repeatOf(rule)
  const names = labelsOf(weekdays, days).join('、')
  switch (every) {
    case 'day':
      return '每天'
    case 'week':
      return days.length === weekdays.length ? '每天' : `每周${names}`
    case 'other_week':
      return `隔一周的周${names}`
    case 'month_weekday':
      return `每月${labelsOf(turns, which).join('、')}周${names}`
    case 'month_day':
      return `每月 ${dates.join('、')} 号`
    case 'other':
      return rule
  }
}

const labelsOf = (
  table: readonly { value: string; label: string }[],
  chosen: readonly string[],
): string[] => table.filter(({ value }) => chosen.includes(value)).map(({ label }) => label)
