import dayjs from 'dayjs'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** The wall clock in China, whatever zone the computer is set to. */
export function inChina(at: number): dayjs.Dayjs {
  return dayjs(at + (480 + new Date(at).getTimezoneOffset()) * minute)
}

/** Calendar days in China from `now` to `at`: 0 today, 1 tomorrow, -1 yesterday. */
function daysAway(at: number, now: number): number {
  return inChina(at).startOf('day').diff(inChina(now).startOf('day'), 'day')
}

const nearDays = new Map([
  [-2, '前天'],
  [-1, '昨天'],
  [0, '今天'],
  [1, '明天'],
  [2, '后天'],
])

/** "今天", "明天", "11月28日", "2025年11月28日". */
export function dayWords(at: number, now: number): string {
  const near = nearDays.get(daysAway(at, now))
  if (near) return near
  const moment = inChina(at)
  return moment.format(moment.year() === inChina(now).year() ? 'M月D日' : 'YYYY年M月D日')
}

/** When something happened or is due: "今天 15:20", "昨天 09:05", "11月3日 15:20". */
export function momentWords(iso: string, now: number): string {
  const at = Date.parse(iso)
  return `${dayWords(at, now)} ${inChina(at).format('HH:mm')}`
}

/** The same where it is only just past: "刚刚", "8 分钟前". */
export function happenedAt(iso: string, now: number): string {
  const ago = now - Date.parse(iso)
  if (Math.abs(ago) < minute) return '刚刚'
  if (ago > 0 && ago < hour) return `${Math.floor(ago / minute)} 分钟前`
  return momentWords(iso, now)
}

/** To the second, for tooltips and records: "2026-11-25 09:52:07". */
export function exactWords(iso: string): string {
  return inChina(Date.parse(iso)).format('YYYY-MM-DD HH:mm:ss')
}

/** Today's date in China, YYYY-MM-DD, `later` days on. */
export function chinaDate(now: number, later = 0): string {
  return inChina(now).add(later, 'day').format('YYYY-MM-DD')
}

/** A day so many days later, both YYYY-MM-DD. */
export function plusDays(day: string, days: number): string {
  return dayjs(day).add(days, 'day').format('YYYY-MM-DD')
}

/** A length of time: "20 分钟", "3 小时", "2 天". */
export function lengthWords(milliseconds: number): string {
  if (milliseconds < hour) return `${Math.max(1, Math.round(milliseconds / minute))} 分钟`
  if (milliseconds < 2 * day) return `${Math.round(milliseconds / hour)} 小时`
  return `${Math.round(milliseconds / day)} 天`
}

/** How much is left: "还剩 3 小时", or "超 20 分钟". */
export function leftWords(iso: string, now: number): string {
  const left = Date.parse(iso) - now
  return left >= 0 ? `还剩 ${lengthWords(left)}` : `超时 ${lengthWords(-left)}`
}
