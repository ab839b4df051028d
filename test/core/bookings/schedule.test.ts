import fc from 'fast-check'
import { closureOn, findPlan, parseSlotId, planSlots } from '../../../core/bookings/schedule'
import type { Service } from '../../../core/bookings/types'
import { addDays, chinaCalendar, chinaDay, chinaTime, isWorkingDay } from '../../../core/calendar'
import { service } from '../../bookings/sample'

const calendar = chinaCalendar()

const withRule = (rule: string, days: 'every' | 'working' = 'every'): Service => ({
  ...service,
  schedule: { ...service.schedule, sessions: [{ rule, from: '09:00', to: '11:30' }], days },
})

const daysOf = (one: Service, from: string, to: string) => [
  ...new Set(planSlots(one, { from, to, calendar }).map(({ startAt }) => chinaDay(startAt))),
]

it.each([
  [
    'FREQ=WEEKLY;BYDAY=MO,WE',
    '2026-11-23',
    '2026-12-01',
    ['2026-11-23', '2026-11-25', '2026-11-30'],
  ],
  [
    'FREQ=MONTHLY;BYMONTHDAY=10',
    '2026-11-01',
    '2027-01-31',
    ['2026-11-10', '2026-12-10', '2027-01-10'],
  ],
  ['FREQ=MONTHLY;BYDAY=2SA,4SA', '2026-11-01', '2026-11-30', ['2026-11-14', '2026-11-28']],
  ['FREQ=WEEKLY;INTERVAL=2;BYDAY=TU', '2026-11-16', '2026-12-01', ['2026-11-17', '2026-12-01']],
  ['FREQ=DAILY;UNTIL=20261124', '2026-11-23', '2026-11-30', ['2026-11-23', '2026-11-24']],
])('%s', (rule, from, to, days) => {
  expect(daysOf(withRule(rule), from, to)).toEqual(days)
})

it('cuts a session into slots of the service, and no more than fit', () => {
  const slots = planSlots(withRule('FREQ=DAILY'), {
    from: '2026-11-23',
    to: '2026-11-23',
    calendar,
  })
  expect(slots.map(({ startAt }) => chinaTime(startAt))).toEqual(['09:00', '10:00'])
  expect(slots.map(({ id }) => id)).toEqual([
    'home-test-clinic:202611230900',
    'home-test-clinic:202611231000',
  ])
})

it('keeps to working days, with the exceptions and the extra days staff name', () => {
  const one = withRule('FREQ=DAILY', 'working')
  one.schedule.except = ['2026-11-24']
  one.schedule.extra = [{ day: '2026-11-29', from: '14:00', to: '15:00' }]
  const days = daysOf(one, '2026-11-23', '2026-11-29')
  expect(days).toEqual(['2026-11-23', '2026-11-25', '2026-11-26', '2026-11-27', '2026-11-29'])
})

it('a day on its own shows what a longer stretch shows of it', () => {
  fc.assert(
    fc.property(fc.nat(700), fc.constantFrom('every', 'working'), (offset, days) => {
      const one = withRule('FREQ=WEEKLY;BYDAY=MO,TH,SA', days)
      const day = addDays('2026-01-01', offset)
      const wide = planSlots(one, { from: addDays(day, -9), to: addDays(day, 9), calendar })
      const narrow = planSlots(one, { from: day, to: day, calendar })
      expect(narrow).toEqual(wide.filter(({ startAt }) => chinaDay(startAt) === day))
      if (days === 'working' && narrow.length > 0) expect(isWorkingDay(calendar, day)).toBe(true)
      for (const plan of narrow) expect(findPlan(one, plan.id, calendar)).toEqual(plan)
    }),
    { numRuns: 60 },
  )
})

it.each([
  '',
  'clinic',
  'clinic:2026',
  'home-test-clinic:202613010900',
  'a b:202611240900',
  '__proto__',
])('no slot is called %p', (text) => {
  const parsed = parseSlotId(text)
  expect(parsed === null || findPlan(service, text, calendar) === null).toBe(true)
})

it('a closure holds on its first and its last day', () => {
  const closures = [{ from: '2026-11-28', to: '2026-11-29', reason: '线路检修' }]
  const on = (day: string) => closureOn({ closures }, day)?.reason ?? null
  expect(['2026-11-27', '2026-11-28', '2026-11-29', '2026-11-30'].map(on)).toEqual([
    null,
    '线路检修',
    '线路检修',
    null,
  ])
})
