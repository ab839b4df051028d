import dayjs from 'dayjs'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** The wall clock in China, whatever zone the phone is set to. */
function inChina(at: number): dayjs.Dayjs {
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

function dayWords(at: number, now: number): string {
  const near = nearDays.get(daysAway(at, now))
  if (near) return near
  const moment = inChina(at)
  return moment.format(moment.year() === inChina(now).year() ? 'M月D日' : 'YYYY年M月D日')
}

/** When something happened, as China's clock has it: "刚刚", "8 分钟前", "今天 15:20", "昨天 09:05", "11月3日 15:20". */
export function happenedAt(iso: string, now: number): string {
  const at = Date.parse(iso)
  const ago = now - at
  if (Math.abs(ago) < minute) return '刚刚'
  if (ago > 0 && ago < hour) return `${Math.floor(ago / minute)} 分钟前`
  return `${dayWords(at, now)} ${inChina(at).format('HH:mm')}`
}

/** A day of a calendar: "11月23日". */
export function dayOf(date: string): string {
  return dayjs(date).format('M月D日')
}

/** Today's date in China, YYYY-MM-DD, `later` days on. */
export function chinaDate(now: number, later = 0): string {
  return inChina(now).add(later, 'day').format('YYYY-MM-DD')
}

/** The hour on China's clock, 0–23. */
export function chinaHour(now: number): number {
  return inChina(now).hour()
}

function partOfDay(atHour: number): string {
  if (atHour < 6) return '凌晨'
  if (atHour < 12) return '上午'
  if (atHour < 13) return '中午'
  if (atHour < 18) return '下午'
  return '晚上'
}

function clockWords(at: number): string {
  const moment = inChina(at)
  const clockHour = moment.hour() > 12 ? moment.hour() - 12 : moment.hour()
  const past = moment.minute()
  const minutes = past === 0 ? '' : past === 30 ? '半' : ` ${past} 分`
  return `${partOfDay(moment.hour())} ${clockHour} 点${minutes}`
}

/** Until when, in plain words: "今天下午 5 点前", "明天上午 10 点半前", "11月28日下午 5 点前". */
export function untilWords(iso: string, now: number): string {
  const at = Date.parse(iso)
  return `${dayWords(at, now)}${clockWords(at)}前`
}

/** A length of time: "20 分钟", "3 小时", "2 天". */
export function lengthWords(milliseconds: number): string {
  if (milliseconds < hour) return `${Math.max(1, Math.round(milliseconds / minute))} 分钟`
  if (milliseconds < 2 * day) return `${Math.round(milliseconds / hour)} 小时`
  return `${Math.round(milliseconds / day)} 天`
}

/** How much is left: "还剩 3 小时", or "已超时 20 分钟". */
export function leftWords(iso: string, now: number): string {
  const left = Date.parse(iso) - now
  return left >= 0 ? `还剩 ${lengthWords(left)}` : `已超时 ${lengthWords(-left)}`
}
