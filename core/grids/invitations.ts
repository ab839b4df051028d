import { refuse } from '../errors'
import type { Refusal } from '../errors'
import { isCurrent } from './duty'
import { type People, type PeopleAfter, peopleAfter } from './edit-people'
import type { Appointment, Invitation } from './types'

/** How long a one-time code works. */
export const codeWorksFor = 14 * 24 * 3_600_000

/** Letters and digits that nobody mistakes for one another. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const length = 10

/** A code from random bytes, at least as many as it has characters: 49 bits that nobody guesses. */
export function invitationCode(bytes: ArrayLike<number>): string {
  const characters = Array.from({ length }, (_, index) => alphabet[(bytes[index] ?? 0) % 31])
  return characters.join('')
}

/** What somebody typed or scanned, as the code it is: without spaces and dashes, in capitals. */
export function readCode(text: string): string {
  return text.replace(/[\s-]/g, '').toUpperCase()
}

/** Puts a new code out for somebody who waits; an earlier one works no more. */
export function putCodeOut(
  unit: People,
  { id, digest }: { id: string; digest: string },
  now: number,
): PeopleAfter | Refusal {
  const { appointments, invitations = [] } = unit
  if (!invitations.some((one) => one.id === id))
    return refuse('NOT_FOUND', '这个人已经接手，或者不在名单里了，请刷新。')
  const code = { digest, until: now + codeWorksFor }
  const change = (one: Invitation) => (one.id === id ? { ...one, code } : one)
  return peopleAfter({ appointments, invitations: invitations.map(change) }, now)
}

/** The invitation a code is for, if it still works. */
export function findInvitation(
  unit: Pick<People, 'invitations'>,
  digest: string,
  now: number,
): Invitation | Refusal {
  const found = unit.invitations?.find(({ code }) => code?.digest === digest)
  if (!found) return refuse('NOT_FOUND', '这个邀请码不对，或者已经用过了。请向社区再要一个。')
  const isOver = found.until !== null && found.until <= now
  if (isOver || (found.code?.until ?? 0) <= now)
    return refuse('TOO_LATE', '这个邀请码过期了，请向社区再要一个。')
  return found
}

/** The invitation becomes the appointment of whoever brings its code; the code is used up. */
export function claim(
  unit: People,
  { digest, userId }: { digest: string; userId: string },
  now: number,
): PeopleAfter | Refusal {
  const found = findInvitation(unit, digest, now)
  if ('refused' in found) return found
  if (unit.appointments.some((one) => one.userId === userId && isCurrent(one, now)))
    return refuse('WRONG_STATE', '您在这里已经有岗位了，不用再接手一次。')
  const { id, role, label, phone, from, until } = found
  const appointment: Appointment = {
    id,
    userId,
    role,
    label,
    from,
    until,
    leave: [],
    deputy: null,
    claimedBy: digest,
    ...(phone && { phone }),
  }
  const { appointments, invitations = [] } = unit
  const others = invitations.filter((one) => one.id !== id)
  return peopleAfter({ appointments: [...appointments, appointment], invitations: others }, now)
}
