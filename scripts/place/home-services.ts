import type { Service } from '../../core/bookings/types'

type Template = Omit<Service, 'id' | 'schedule' | 'unitIds'> & {
  slug: string
  rule: string
  from: string
  to: string
  days: Service['schedule']['days']
}

const usual = {
  ages: null,
  note: '',
  partyMost: 1,
  waitlistMost: 20,
  leadMinutes: 60,
  horizonDays: 14,
  cancelMinutes: 120,
  perDay: 1,
  perWeek: null,
  needsApproval: false,
  days: 'every',
} as const

/** What the homes offer to begin with: examples for staff to change, not claims about a real one. */
const templates: readonly Template[] = [
  {
    ...usual,
    slug: 'clinic',
    name: '健康门诊',
    kind: 'clinic',
    price: '免费',
    note: '量血压、测血糖，社区医生坐诊',
    minutes: 30,
    capacity: 4,
    perWeek: 2,
    rule: 'FREQ=WEEKLY;BYDAY=TU,TH',
    from: '09:00',
    to: '11:00',
  },
  {
    ...usual,
    slug: 'canteen',
    name: '长者食堂午餐',
    kind: 'canteen',
    price: '60 岁以上 10 元，70 岁以上 8 元，80 岁以上 6 元，到店付',
    ages: { from: 60, to: 150 },
    minutes: 90,
    capacity: 60,
    partyMost: 2,
    horizonDays: 7,
    rule: 'FREQ=DAILY',
    from: '11:00',
    to: '12:30',
  },
  {
    ...usual,
    slug: 'class',
    name: '四点半课堂',
    kind: 'childcare_class',
    price: '免费',
    ages: { from: 6, to: 12 },
    note: '写作业有人看，放学可直接过来',
    minutes: 90,
    capacity: 20,
    rule: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU',
    days: 'working',
    from: '16:30',
    to: '18:00',
  },
  {
    ...usual,
    slug: 'haircut',
    name: '义务理发',
    kind: 'haircut',
    price: '免费',
    ages: { from: 60, to: 150 },
    minutes: 20,
    capacity: 2,
    horizonDays: 30,
    rule: 'FREQ=MONTHLY;BYDAY=2SA,4SA',
    from: '09:00',
    to: '11:00',
  },
  {
    ...usual,
    slug: 'room',
    name: '议事厅',
    kind: 'meeting_room',
    price: '免费',
    note: '可坐 20 人，工作人员确认后生效',
    minutes: 120,
    capacity: 1,
    waitlistMost: 3,
    leadMinutes: 24 * 60,
    perWeek: 2,
    needsApproval: true,
    rule: 'FREQ=DAILY',
    from: '09:00',
    to: '21:00',
  },
  {
    ...usual,
    slug: 'repair',
    name: '便民维修角',
    kind: 'repair',
    price: '工时免费，换零件按进价',
    note: '小家电、雨伞、磨刀',
    minutes: 30,
    capacity: 3,
    rule: 'FREQ=WEEKLY;BYDAY=SA',
    from: '09:00',
    to: '11:00',
  },
  {
    ...usual,
    slug: 'talk',
    name: '谈心室',
    kind: 'counselling',
    price: '免费',
    note: '一对一，内容不外传',
    minutes: 50,
    capacity: 1,
    waitlistMost: 5,
    rule: 'FREQ=WEEKLY;BYDAY=WE',
    from: '14:30',
    to: '17:00',
  },
  {
    ...usual,
    slug: 'open-day',
    name: '邻里开放夜',
    kind: 'activity',
    price: '免费',
    minutes: 90,
    capacity: 40,
    partyMost: 4,
    horizonDays: 30,
    rule: 'FREQ=MONTHLY;BYMONTHDAY=10',
    from: '19:00',
    to: '20:30',
  },
]

export type ServiceSlug = (typeof templates)[number]['slug']

/** The services of a home, all or those named; a schedule begins on `since`, YYYY-MM-DD. */
export function servicesOf(
  homeId: string,
  since: string,
  slugs?: readonly ServiceSlug[],
): Service[] {
  return templates
    .filter(({ slug }) => !slugs || slugs.includes(slug))
    .map(({ slug, rule, from, to, days, ...service }) => ({
      ...service,
      id: `${homeId}-${slug}`,
      unitIds: [],
      schedule: { since, sessions: [{ rule, from, to }], days, except: [], extra: [] },
    }))
}
