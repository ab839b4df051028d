import { addDays, chinaDay, chinaInstant, chinaTime } from '../calendar'
import type { TimeSpan } from '../../typings/settings'
import type { Notice } from '../requests/types'

/** When phones stay silent. */
export type QuietHours = TimeSpan

export const defaultQuietHours: QuietHours = { from: '21:30', to: '07:30' }

/** When a notice may be sent to the phone: at once, or for what is not urgent when the quiet ends. */
export function deliverAt(
  { isUrgent }: Pick<Notice, 'isUrgent'>,
  now: number,
  quiet: QuietHours | null,
): number {
  if (isUrgent || !quiet || quiet.from === quiet.to) return now
  const time = chinaTime(now)
  const today = chinaDay(now)
  if (quiet.from < quiet.to) {
    return quiet.from <= time && time < quiet.to ? chinaInstant(today, quiet.to) : now
  }
  if (time < quiet.to) return chinaInstant(today, quiet.to)
  return time >= quiet.from ? chinaInstant(addDays(today, 1), quiet.to) : now
}
