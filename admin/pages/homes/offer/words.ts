import type { ServiceDraft } from '../../../../typings/console'
import { repeatWords } from './repeat'

/** "30 分钟", "2 小时", "1 天". */
export function spanOf(minutes: number): string {
  const { amount, unit } = partsOf(minutes)
  return `${amount} ${units[unit]}`
}

export const units = { minute: '分钟', hour: '小时', day: '天' } as const
export type TimeUnit = keyof typeof units
export const minutesIn: Record<TimeUnit, number> = { minute: 1, hour: 60, day: 1440 }

/** Minutes in the largest unit that has no rest. */
export function partsOf(minutes: number): { amount: number; unit: TimeUnit } {
  const unit = minutes > 0 && minutes % 1440 === 0 ? 'day' : minutes % 60 === 0 ? 'hour' : 'minute'
  return minutes === 0 ? { amount: 0, unit: 'hour' } : { amount: minutes / minutesIn[unit], unit }
}

/** "每周二、四 09:00–11:00", one line for each session. */
export const timesOf = ({ sessions, days }: ServiceDraft): string[] =>
  sessions.map(({ rule, from, to }) => {
    const when = days === 'working' ? `${repeatWords(rule)}（只在工作日）` : repeatWords(rule)
    return `${when} ${from}–${to}`
  })

/** "所有人", "60 岁以上", "6–12 岁". */
export function whoOf({ ages, unitIds }: ServiceDraft, names: ReadonlyMap<string, string>): string {
  const who = !ages
    ? '所有人'
    : ages.to >= 150
      ? `${ages.from} 岁以上`
      : `${ages.from}–${ages.to} 岁`
  const where = unitIds.map((id) => names.get(id) ?? id).join('、')
  return where ? `${where}的${who}` : who
}

export const blankService: ServiceDraft = {
  id: null,
  name: '',
  kind: 'activity',
  price: '免费',
  note: '',
  ages: null,
  unitIds: [],
  minutes: 60,
  capacity: 10,
  partyMost: 1,
  waitlistMost: 10,
  leadMinutes: 60,
  horizonDays: 14,
  cancelMinutes: 120,
  perDay: 1,
  perWeek: null,
  needsApproval: false,
  sessions: [{ rule: 'FREQ=WEEKLY;BYDAY=SA', from: '09:00', to: '11:00' }],
  days: 'every',
  except: [],
  extra: [],
}
