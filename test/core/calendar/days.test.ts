import {
  addDays,
  chinaCalendar,
  chinaDay,
  chinaInstant,
  chinaMinuteOfDay,
  chinaTime,
  isWorkingDay,
  missingYears,
  missingYearsWarning,
  startOfDay,
  weekday,
} from '../../../core/calendar'

const calendar = chinaCalendar()

const days = (first: string, last: string): string[] => {
  const list: string[] = []
  for (let day = first; day <= last; day = addDays(day, 1)) list.push(day)
  return list
}

const working = (list: string[]): string[] => list.filter((day) => isWorkingDay(calendar, day))

describe('holidays and make-up days as the State Council published them', () => {
  test.each([
    ['国庆 2024', '2024-10-01', '2024-10-07', ['2024-09-29', '2024-10-12']],
    ['国庆与中秋 2025', '2025-10-01', '2025-10-08', ['2025-09-28', '2025-10-11']],
    ['国庆 2026', '2026-10-01', '2026-10-07', ['2026-09-20', '2026-10-10']],
    ['春节 2024', '2024-02-10', '2024-02-17', ['2024-02-04', '2024-02-18']],
    ['春节 2025', '2025-01-28', '2025-02-04', ['2025-01-26', '2025-02-08']],
    ['春节 2026', '2026-02-15', '2026-02-23', ['2026-02-14', '2026-02-28']],
  ])('%s', (_name, first, last, makeUpDays) => {
    expect(working(days(first, last))).toEqual([])
    expect(working(makeUpDays)).toEqual(makeUpDays)
    expect(makeUpDays.every((day) => weekday(day) > 5)).toBe(true)
  })

  test('ordinary weeks have five working days', () => {
    expect(working(days('2026-11-16', '2026-11-22'))).toEqual(days('2026-11-16', '2026-11-20'))
  })
})

describe('a stored calendar', () => {
  test('overrides a day of the library and completes a year', () => {
    const stored = chinaCalendar({
      days: { '2027-02-08': 'rest', '2027-02-14': 'work', '2026-10-01': 'work' },
      years: [2027],
    })
    expect(isWorkingDay(stored, '2027-02-08')).toBe(false)
    expect(isWorkingDay(stored, '2027-02-14')).toBe(true)
    expect(isWorkingDay(stored, '2026-10-01')).toBe(true)
    expect(isWorkingDay(stored, '2026-10-02')).toBe(false)
    expect(missingYears(stored, startOfDay('2026-01-01'), startOfDay('2028-01-01'))).toEqual([2028])
    expect(isWorkingDay(calendar, '2026-10-01')).toBe(false)
  })

  test.each([
    ['empty', []],
    ['overlapping', [[510, 720] as const, [700, 1050] as const]],
    ['backwards', [[720, 510] as const]],
    ['past midnight', [[510, 1500] as const]],
  ])('refuses %s hours', (_name, hours) => {
    expect(() => chinaCalendar({ hours })).toThrow(RangeError)
  })

  test('refuses what is no day', () => {
    expect(() => chinaCalendar({ days: { '2026-13-01': 'rest' } })).toThrow(RangeError)
  })
})

describe('years without an official list', () => {
  test('are named, with a sentence for staff', () => {
    const years = missingYears(calendar, startOfDay('2025-12-31'), startOfDay('2028-06-01'))
    expect(years).toEqual([2027, 2028])
    expect(missingYearsWarning(years)).toContain('2027、2028 年的放假安排还没有录入')
  })

  test('are none between 2004 and 2026', () => {
    const years = missingYears(
      calendar,
      startOfDay('2004-01-01'),
      chinaInstant('2026-12-31', '23:59'),
    )
    expect(years).toEqual([])
    expect(missingYearsWarning(years)).toBeNull()
  })
})

describe('days in China', () => {
  test('turn at 16:00 UTC', () => {
    expect(chinaDay(Date.UTC(2026, 9, 1, 15, 59, 59))).toBe('2026-10-01')
    expect(chinaDay(Date.UTC(2026, 9, 1, 16))).toBe('2026-10-02')
    expect(startOfDay('2026-10-02')).toBe(Date.UTC(2026, 9, 1, 16))
  })

  test('have times', () => {
    const at = chinaInstant('2026-10-01', '08:30')
    expect(chinaTime(at)).toBe('08:30')
    expect(chinaMinuteOfDay(at)).toBe(510)
  })

  test('pass month ends and leap days', () => {
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29')
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28')
  })
})
