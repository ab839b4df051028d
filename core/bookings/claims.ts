import { addDays, chinaDay, weekday } from '../calendar'
import type { Service } from './types'

/**
 * Per-person limits as tokens: the n-th booking of a day holds `d:<service>:<day>:<person>:<n>`.
 * The database keeps tokens unique over all slots, so that two calls at once never pass a limit.
 */

/** How many relatives a resident may book for in a day, so that nobody keeps seats under made-up names. */
export const relativesAtMost = 3

export interface ClaimRequest {
  service: Service
  startAt: number
  personId: string
  /** The resident who books for a relative; null for oneself and for those with a charge. */
  relativeOf: string | null
  /** Tokens the person holds already. */
  taken: ReadonlySet<string>
}

export type Limit = 'perDay' | 'perWeek' | 'relatives'

/** The tokens a booking needs, or the limit that leaves none. */
export function claimsFor(request: ClaimRequest): string[] | Limit {
  const { service, startAt, personId, relativeOf, taken } = request
  const daily = freeToken(taken, `${dayPrefix(service, startAt)}:${personId}`, service.perDay)
  if (daily === 'none') return 'perDay'
  const weekly = freeToken(taken, `${weekPrefix(service, startAt)}:${personId}`, service.perWeek)
  if (weekly === 'none') return 'perWeek'
  const relatives =
    relativeOf === null
      ? []
      : freeToken(taken, `${relativesPrefix(service, startAt)}:${relativeOf}`, relativesAtMost)
  if (relatives === 'none') return 'relatives'
  return [...daily, ...weekly, ...relatives]
}

/** The highest limit a service may have. */
export const limitAtMost = 10

/** Every token that could stand in the way of a booking in the slot's day and week. */
export function possibleClaims(
  serviceId: string,
  { startAt, personId, openid }: { startAt: number; personId: string; openid: string },
): string[] {
  const service = { id: serviceId }
  const prefixes = [
    `${dayPrefix(service, startAt)}:${personId}`,
    `${weekPrefix(service, startAt)}:${personId}`,
    `${relativesPrefix(service, startAt)}:${openid}`,
  ]
  return prefixes.flatMap((prefix) =>
    Array.from({ length: limitAtMost }, (_, index) => `${prefix}:${index + 1}`),
  )
}

/** Whether a token of a first slot's day or week is of another slot's too. */
export function countsFor(claim: string, slot: { serviceId: string; startAt: number }): boolean {
  const service = { id: slot.serviceId }
  const prefixes = [dayPrefix, weekPrefix, relativesPrefix].map((of) => of(service, slot.startAt))
  return prefixes.some((prefix) => claim.startsWith(`${prefix}:`))
}

export const isRelativesClaim = (claim: string): boolean => claim.startsWith('r:')

const dayPrefix = ({ id }: Pick<Service, 'id'>, at: number) => `d:${id}:${chinaDay(at)}`
const weekPrefix = ({ id }: Pick<Service, 'id'>, at: number) => `w:${id}:${weekOf(at)}`
const relativesPrefix = ({ id }: Pick<Service, 'id'>, at: number) => `r:${id}:${chinaDay(at)}`

/** The Monday of a week in China. */
export function weekOf(at: number): string {
  const day = chinaDay(at)
  return addDays(day, 1 - weekday(day))
}

function freeToken(
  taken: ReadonlySet<string>,
  prefix: string,
  limit: number | null,
): string[] | 'none' {
  if (limit === null) return []
  for (let n = 1; n <= limit; n++) if (!taken.has(`${prefix}:${n}`)) return [`${prefix}:${n}`]
  return 'none'
}
