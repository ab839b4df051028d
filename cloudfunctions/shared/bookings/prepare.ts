import { claimsFor, isRelativesClaim } from '../../../core/bookings/claims'
import {
  checkParty,
  checkVisitor,
  refuseLimit,
  refuseTime,
  timeHindrance,
} from '../../../core/bookings/rules'
import { deskPostOf } from '../../../core/bookings/desk'
import { findPlan } from '../../../core/bookings/schedule'
import type { Booking, Home, Person, Service, SlotPlan } from '../../../core/bookings/types'
import { isRefusal, refuse } from '../../../core/errors'
import type { Refusal } from '../../../core/errors'
import { postsOf } from '../../../core/grids/duty'
import type { Post } from '../../../core/grids/duty'
import type { Guest } from '../../../typings/bookings'
import { digest } from '../ids'
import type { Context } from '../operation'
import type { BookingCase } from '../stores/homes'
import { steeringOf } from '../stores/settings'

/** What somebody asks for. */
export interface Order {
  slotId: string
  party: number
  birthYear: number | null
  guest: Guest | null
  requestId: string | null
  mayWait: boolean
  /** As whom: for oneself and relatives, with a charge of a unit, or at the home's desk. */
  as: 'resident' | 'leader' | 'desk'
  how: 'book' | 'walk_in' | 'overbook'
  reason: string
  /** The booking it takes the place of. */
  moving: Booking | null
  movingFrom: string | null
}

export interface Prepared {
  home: Home
  service: Service
  plan: SlotPlan
  booking: Booking
}

/** The booking as it will stand, or why it can't be made. Checks everything but the room left. */
export function prepare(
  found: BookingCase,
  order: Order,
  context: Context & { bookingId: string; personId: string },
): Prepared | Refusal {
  const { home } = found
  const service = home.services.find(({ id }) => order.slotId.startsWith(`${id}:`))
  const plan = service && findPlan(service, order.slotId, steeringOf(found.settings).calendar)
  if (!service || !plan) return refuse('NOT_FOUND', '没有这个时段，服务时间可能调整过，请重新选。')
  const booker = bookerOf(found, order, context)
  if (isRefusal(booker)) return booker
  const offer = { home, service, plan }
  const refusal = checkParty(service, order.party) ?? checkOrder(found, order, { offer, context })
  if (refusal) return refusal
  const claims = order.how === 'book' ? findClaims(found, order, { service, plan, context }) : []
  if (isRefusal(claims)) return claims
  return { ...offer, booking: bookingOf(found, { order, context, booker, claims, service }) }
}

interface Checked {
  offer: { home: Home; service: Service; plan: SlotPlan }
  context: Context & { personId: string }
}

function checkOrder(found: BookingCase, order: Order, { offer, context }: Checked): Refusal | null {
  const { slot } = found
  const hindrance = timeHindrance(offer, slot, context.now)
  const isDesk = order.how !== 'book'
  const isLateAtDesk = isDesk && hindrance !== 'closed' && context.now < offer.plan.endAt
  if (hindrance && !isLateAtDesk) return refuseTime(hindrance, offer, slot)
  if (order.requestId && !maySeeRequest(found, context))
    return refuse('NOT_FOUND', '没有找到这件诉求，请从诉求页重新预约。')
  if (found.isIn) return refuse('ALREADY_BOOKED')
  if (isDesk) return null
  const { birthYear } = order
  const visitor = { unitIds: unitIdsOf(found, order), birthYear }
  return checkVisitor(offer, visitor, offer.plan.startAt)
}

/** A leader's neighbours live where the leader's unit is. */
function unitIdsOf({ gridPath, held }: BookingCase, { as }: Order): string[] {
  return as === 'resident' ? gridPath : [...gridPath, ...held.flatMap(({ path }) => path)]
}

function maySeeRequest({ request, held }: BookingCase, { openid }: Context): boolean {
  if (!request) return false
  return request.reporterId === openid || held.some(({ _id }) => request.path.includes(_id))
}

/** Who books, by the charge they act with; a resident's relatives see whose booking it is. */
function bookerOf(found: BookingCase, { as }: Order, { openid, now }: Context): Person | Refusal {
  if (as === 'resident') return { userId: openid, label: found.contact.name ?? '居民' }
  const post = postFor(found, { as, openid, now })
  if (post) return { userId: openid, label: post.label }
  return as === 'desk'
    ? refuse('FORBIDDEN')
    : refuse('NO_APPOINTMENT', '代邻居预约需要有网格岗位。')
}

function postFor(
  { held, home }: BookingCase,
  { as, openid, now }: { as: Order['as']; openid: string; now: number },
): Post | undefined {
  const posts = postsOf(held, openid, now)
  if (as === 'leader') return posts[0]
  return deskPostOf(home, posts)
}

interface ClaimContext {
  service: Service
  plan: SlotPlan
  context: { personId: string; openid: string }
}

function findClaims(
  found: BookingCase,
  order: Order,
  { service, plan, context }: ClaimContext,
): string[] | Refusal {
  const { personId, openid } = context
  const taken = new Set(found.taken)
  order.moving?.claims.forEach((claim) => taken.delete(claim))
  const relativeOf = isForRelative(order) ? openid : null
  const claims = claimsFor({ service, startAt: plan.startAt, personId, relativeOf, taken })
  return typeof claims === 'string' ? refuseLimit(claims, service) : claims
}

function isForRelative({ as, guest, moving }: Order): boolean {
  if (moving) return moving.claims.some(isRelativesClaim)
  return as === 'resident' && guest !== null
}

interface Parts {
  order: Order
  context: Context & { bookingId: string; personId: string }
  booker: Person
  claims: string[]
  service: Service
}

function bookingOf({ contact }: BookingCase, parts: Parts): Booking {
  const { order, context, booker, claims, service } = parts
  const { guest, how, moving, movingFrom } = order
  const { now: at, bookingId: id, key } = context
  const state = how === 'walk_in' ? 'attended' : service.needsApproval ? 'requested' : 'held'
  const settled = how === 'overbook' ? 'held' : state
  return {
    id,
    personId: context.personId,
    bookerId: context.openid,
    isGuest: guest !== null || (moving?.isGuest ?? false),
    attendee: moving?.attendee ?? { name: '', phone: '', ...contact, ...guest },
    birthYear: order.birthYear,
    party: order.party,
    code: codeOf(id),
    state: settled,
    firstState: settled,
    isExtra: how === 'overbook',
    confirmBy: null,
    requestId: order.requestId,
    // What the first seat still holds is taken over when it is given up.
    claims: claims.filter((claim) => !moving?.claims.includes(claim)),
    review: null,
    movingFrom,
    rev: 1,
    steps: [{ at, by: booker, act: how, reason: order.reason, ...(key && { key }) }],
  }
}

/** Four digits to say at the desk; two bookings of a day may share one, then the desk asks for the name. */
function codeOf(bookingId: string): string {
  return String(parseInt(digest(`code:${bookingId}`, 8), 16) % 10_000).padStart(4, '0')
}

/** Guests are known by name and phone; without a phone, only to who books for them. */
export function personIdOf(openid: string, guest: Guest | null): string {
  if (!guest) return openid
  return `guest-${digest(`${guest.name}\n${guest.phone ?? openid}`, 24)}`
}
