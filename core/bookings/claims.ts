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
  const daily = freeToken(request, dayPrefix(service, startAt), service.perDay)
  if (daily === 'none') return 'perDay'
  const weekly = freeToken(request, weekPrefix(service, startAt), service.perWeek)
  if (weekly === 'none') return 'perWeek'
  return [...daily, ...weekly]
}

/** The highest limit a service may have. */
export const limitAtMost = 10

/** Every token that could stand for this person's bookings of the slot's day and week. */
export function possibleClaims(
  serviceId: string,
  { startAt, personId }: Pick<ClaimRequest, 'startAt' | 'personId'>,
): string[] {
  const service = { id: serviceId }
  return [dayPrefix(service, startAt), weekPrefix(service, startAt)].flatMap((prefix) =>
    Array.from({ length: limitAtMost }, (_, index) => `${prefix}:${personId}:${index + 1}`),
  )
}

const dayPrefix = ({ id }: Pick<Service, 'id'>, at: number) => `d:${id}:${chinaDay(at)}`
const weekPrefix = ({ id }: Pick<Service, 'id'>, at: number) => `w:${id}:${weekOf(at)}`

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
