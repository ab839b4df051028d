import { addDays, chinaDay, weekday } from '../calendar'
import type { Service } from './types'

/**
 * Per-person limits as tokens: the n-th booking of a day holds `d:<service>:<day>:<person>:<n>`.
 * The database keeps tokens unique over all slots, so that two calls at once never pass a limit.
 */

export interface ClaimRequest {
  service: Service
  startAt: number
  personId: string
  /** Tokens the person holds already. */
  taken: ReadonlySet<string>
}

/** The tokens a booking needs, or the limit that leaves none. */
export function claimsFor(request: ClaimRequest): string[] | 'perDay' | 'perWeek' {
  const { service, startAt } = request
  const daily = freeToken(request, `d:${service.id}:${chinaDay(startAt)}`, service.perDay)
  if (daily === 'none') return 'perDay'
  const weekly = freeToken(request, `w:${service.id}:${weekOf(startAt)}`, service.perWeek)
  if (weekly === 'none') return 'perWeek'
  return [...daily, ...weekly]
}

/** The Monday of a week in China. */
export function weekOf(at: number): string {
  const day = chinaDay(at)
  return addDays(day, 1 - weekday(day))
}

function freeToken(
  { personId, taken }: ClaimRequest,
  prefix: string,
  limit: number | null,
): string[] | 'none' {
  if (limit === null) return []
  for (let n = 1; n <= limit; n++) {
    const token = `${prefix}:${personId}:${n}`
    if (!taken.has(token)) return [token]
  }
  return 'none'
}
