import { dayMs, minuteMs } from '../../core/calendar'
import type { Tick } from './tick'

const hourMs = 60 * minuteMs

/** Once an hour, at a minute when little else is due. */
const isTime = (now: number) => Math.floor(now / minuteMs) % 60 === 17

/** What signing in leaves behind goes when nobody needs it any more; the log stays. */
export async function forgetSignIns({ database, now }: Tick): Promise<number> {
  if (!isTime(now)) return 0
  const removed = await Promise.all([
    database.remove('tickets', { createdAt: { $lt: now - hourMs } }),
    database.remove('tries', { endsAt: { $lt: now } }),
    database.remove('admin_codes', { expiresAt: { $lt: now - dayMs } }),
    database.remove('sessions', { createdAt: { $lt: now - 30 * dayMs } }),
  ])
  return removed.reduce((sum, count) => sum + count, 0)
}
