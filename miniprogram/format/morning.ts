import { chinaHour } from './time'

/**
 * In the morning, to whoever looks after a group: what waits could be told there before anybody
 * asks. Empty at other hours, and when nothing waits.
 */
export function morningWords(waiting: number, now: number): string {
  const hour = chinaHour(now)
  if (waiting === 0 || hour < 6 || hour >= 12) return ''
  return `今早有 ${waiting} 件等着答复，发到群里说一声`
}
