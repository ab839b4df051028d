import fc from 'fast-check'
import {
  addMinutes,
  addWorkingMinutes,
  chinaCalendar,
  chinaDay,
  chinaInstant,
  isWorkingDay,
  isWorkingTime,
  minutesBetween,
  minutesOfWorkingDay,
  startOfNextWorkingDay,
  workingMinutesBetween,
} from '../../../core/calendar'

const calendar = chinaCalendar()
const at = chinaInstant
const show = (instant: number): string => new Date(instant).toISOString()

const instants = fc.integer({ min: at('2024-01-01', '00:00'), max: at('2027-12-31', '00:00') })
const minutes = fc.integer({ min: 0, max: 40 * 390 })

describe('adding working minutes', () => {
  test.each([
    ['within a morning', '2026-11-23', '09:00', 60, '2026-11-23', '10:00'],
    ['to the closing edge', '2026-11-23', '08:30', 210, '2026-11-23', '12:00'],
    ['over noon', '2026-11-23', '11:30', 60, '2026-11-23', '15:00'],
    ['from the night before', '2026-11-23', '03:00', 1, '2026-11-23', '08:31'],
    ['four working hours from 15:20', '2026-11-23', '15:20', 240, '2026-11-24', '10:20'],
    ['over a weekend', '2026-11-20', '17:00', 60, '2026-11-23', '09:00'],
    [
      'over 国庆 2026 into a make-up Saturday',
      '2026-09-30',
      '17:00',
      390 * 3,
      '2026-10-10',
      '17:00',
    ],
    ['over 春节 2026 from a make-up Saturday', '2026-02-14', '17:00', 60, '2026-02-24', '09:00'],
    ['nothing, in working time', '2026-11-23', '09:00', 0, '2026-11-23', '09:00'],
    ['nothing, at the closing edge', '2026-11-23', '17:30', 0, '2026-11-23', '17:30'],
    ['nothing, at night', '2026-11-23', '20:00', 0, '2026-11-24', '08:30'],
  ])('%s', (_name, day, time, added, resultDay, resultTime) => {
    const result = addWorkingMinutes(calendar, at(day, time), added)
    expect(show(result)).toBe(show(at(resultDay, resultTime)))
  })

  test('adding, then measuring, gives it back', () => {
    fc.assert(
      fc.property(instants, minutes, (from, added) => {
        const to = addWorkingMinutes(calendar, from, added)
        expect(workingMinutesBetween(calendar, from, to)).toBeCloseTo(added, 6)
      }),
    )
  })

  test('measuring, then adding, lands on the same instant of working time', () => {
    fc.assert(
      fc.property(instants, minutes, (from, added) => {
        const to = addWorkingMinutes(calendar, from, added)
        const again = addWorkingMinutes(calendar, from, workingMinutesBetween(calendar, from, to))
        expect(again).toBe(to)
      }),
    )
  })

  test('in two steps is as in one', () => {
    fc.assert(
      fc.property(instants, minutes, minutes, (from, first, second) => {
        const halfway = addWorkingMinutes(calendar, from, first)
        const once = addWorkingMinutes(calendar, from, first + second)
        const twice = addWorkingMinutes(calendar, halfway, second)
        expect(workingMinutesBetween(calendar, once, twice)).toBe(0)
      }),
    )
  })

  test('never comes out earlier for a later start or for more minutes', () => {
    fc.assert(
      fc.property(
        instants,
        minutes,
        fc.nat(10_000_000),
        fc.nat(1000),
        (from, added, later, more) => {
          const result = addWorkingMinutes(calendar, from, added)
          expect(addWorkingMinutes(calendar, from + later, added)).toBeGreaterThanOrEqual(result)
          expect(addWorkingMinutes(calendar, from, added + more)).toBeGreaterThanOrEqual(result)
        },
      ),
    )
  })

  test('never lands outside working time', () => {
    fc.assert(
      fc.property(instants, minutes, (from, added) => {
        const to = addWorkingMinutes(calendar, from, added)
        expect(to).toBeGreaterThanOrEqual(from)
        expect(isWorkingTime(calendar, to)).toBe(true)
        expect(isWorkingDay(calendar, chinaDay(to))).toBe(true)
      }),
    )
  })

  test('refuses minutes that run backwards or never end', () => {
    for (const wrong of [-1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => addWorkingMinutes(calendar, at('2026-11-23', '09:00'), wrong)).toThrow(
        RangeError,
      )
    }
  })

  test('ends on a calendar that never works', () => {
    const never = { ...calendar, days: new Proxy({}, { get: () => 'rest' as const }) }
    expect(() => addWorkingMinutes(never, at('2026-11-23', '09:00'), 1)).toThrow(RangeError)
  })
})

describe('measuring', () => {
  test('a week of work is five working days, over 国庆 none', () => {
    const week = workingMinutesBetween(
      calendar,
      at('2026-11-16', '00:00'),
      at('2026-11-23', '00:00'),
    )
    expect(week).toBe(5 * minutesOfWorkingDay(calendar))
    const holiday = workingMinutesBetween(
      calendar,
      at('2026-09-30', '17:30'),
      at('2026-10-08', '08:30'),
    )
    expect(holiday).toBe(0)
  })

  test('is the same number backwards, below nought', () => {
    fc.assert(
      fc.property(instants, instants, (from, to) => {
        const forth = workingMinutesBetween(calendar, from, to)
        const back = workingMinutesBetween(calendar, to, from)
        expect(forth + back).toBe(0)
      }),
      { numRuns: 30 },
    )
  })

  test('follows the configured hours', () => {
    const short = chinaCalendar({ hours: [[540, 600]] })
    expect(minutesOfWorkingDay(short)).toBe(60)
    expect(show(addWorkingMinutes(short, at('2026-11-23', '09:30'), 60))).toBe(
      show(at('2026-11-24', '09:30')),
    )
  })
})

describe('round the clock', () => {
  test('is plain addition and difference', () => {
    const time = { mode: 'round_the_clock', calendar } as const
    const from = at('2026-10-01', '23:50')
    expect(show(addMinutes(time, from, 15))).toBe(show(at('2026-10-02', '00:05')))
    expect(minutesBetween(time, from, at('2026-10-02', '00:05'))).toBe(15)
  })

  test('working mode keeps to the calendar', () => {
    const time = { mode: 'working', calendar } as const
    const from = at('2026-10-01', '23:50')
    expect(show(addMinutes(time, from, 15))).toBe(show(at('2026-10-08', '08:45')))
    expect(minutesBetween(time, from, at('2026-10-08', '08:45'))).toBe(15)
  })
})

test('the next working day starts when work opens, holidays skipped', () => {
  expect(show(startOfNextWorkingDay(calendar, at('2026-09-30', '10:00')))).toBe(
    show(at('2026-10-08', '08:30')),
  )
  expect(show(startOfNextWorkingDay(calendar, at('2026-11-23', '03:00')))).toBe(
    show(at('2026-11-24', '08:30')),
  )
})
