import { chinaDay, chinaTime, weekday } from '../calendar'

const weekdays = ['一', '二', '三', '四', '五', '六', '日'] as const

/** "11 月 24 日（周二）". */
export function dayWords(at: number): string {
  const day = chinaDay(at)
  const [, month, date] = day.split('-').map(Number)
  return `${month} 月 ${date} 日（周${weekdays[weekday(day) - 1]}）`
}

/** "11 月 24 日（周二）09:00". */
export const timeWords = (at: number): string => `${dayWords(at)}${chinaTime(at)}`
