import {
  chinaDate,
  happenedAt,
  leftWords,
  lengthWords,
  untilWords,
} from '../../../miniprogram/format/time'

const now = Date.parse('2026-11-23T10:00:00+08:00')
const at = (china: string): string => new Date(`${china}:00+08:00`).toISOString()

describe('when something happened', () => {
  test.each([
    ['2026-11-23T10:00', '刚刚'],
    ['2026-11-23T09:52', '8 分钟前'],
    ['2026-11-23T08:05', '今天 08:05'],
    ['2026-11-22T23:59', '昨天 23:59'],
    ['2026-11-03T15:20', '11月3日 15:20'],
    ['2025-12-31T15:20', '2025年12月31日 15:20'],
  ])('%s reads %s', (moment, words) => {
    expect(happenedAt(at(moment), now)).toBe(words)
  })
})

describe('until when', () => {
  test.each([
    ['2026-11-23T17:00', '今天下午 5 点前'],
    ['2026-11-24T10:30', '明天上午 10 点半前'],
    ['2026-11-25T12:00', '后天中午 12 点前'],
    ['2026-11-28T20:15', '11月28日晚上 8 点 15 分前'],
    ['2026-11-24T00:00', '明天凌晨 0 点前'],
    ['2027-01-04T17:30', '2027年1月4日下午 5 点半前'],
  ])('%s reads %s', (moment, words) => {
    expect(untilWords(at(moment), now)).toBe(words)
  })
})

test('what is left is counted in the unit that fits, and what is over says so', () => {
  expect(leftWords(at('2026-11-23T10:20'), now)).toBe('还剩 20 分钟')
  expect(leftWords(at('2026-11-23T13:00'), now)).toBe('还剩 3 小时')
  expect(leftWords(at('2026-11-26T10:00'), now)).toBe('还剩 3 天')
  expect(leftWords(at('2026-11-23T08:00'), now)).toBe('已超时 2 小时')
  expect(lengthWords(1_000)).toBe('1 分钟')
})

test('a day in China is told by the clock there, not by the phone', () => {
  expect(chinaDate(Date.parse('2026-11-22T16:00:00Z'))).toBe('2026-11-23')
  expect(chinaDate(Date.parse('2026-11-22T15:59:59Z'))).toBe('2026-11-22')
  expect(chinaDate(now, 8)).toBe('2026-12-01')
})
