import type {
  BookingView,
  DeskRow,
  HomeDetail,
  HomeLine,
  ServiceView,
  SlotHindrance,
  SlotView,
} from '../../typings/bookings'
import { startOfDay } from '../calendar'
import { verdictOf } from '../safety/checks'
import { stateFor } from '../safety/sight'
import { maskName, maskPhone } from '../requests/mask'
import { allowedActs, cancelBy } from './acts'
import type { Side } from './acts'
import { bookingRef } from './notices'
import { ageWords, isServed } from './rules'
import { isOpen } from './seats'
import type { Booking, Home, Service, Slot, SlotPlan } from './types'
import { dayWords } from './words'

const iso = (at: number): string => new Date(at).toISOString()

export type SlotHead = Pick<
  Slot,
  | '_id'
  | 'homeId'
  | 'day'
  | 'startAt'
  | 'endAt'
  | 'home'
  | 'service'
  | 'state'
  | 'closed'
  | 'safety'
>

/** A booking as its booker sees it, or the desk. */
export function viewBooking(
  slot: SlotHead,
  booking: Booking,
  { place, side, now }: { place: number | null; side: Side; now: number },
): BookingView {
  const { home, service } = slot
  return {
    id: bookingRef(slot._id, booking.id),
    slotId: slot._id,
    home: { id: slot.homeId, name: home.name, address: home.address, phone: home.phone },
    service: serviceOf(slot._id, service),
    startAt: iso(slot.startAt),
    endAt: iso(slot.endAt),
    state: stateOf(slot, booking),
    party: booking.party,
    place,
    confirmBy: booking.confirmBy === null ? null : iso(booking.confirmBy),
    cancelBy: iso(cancelBy(slot, booking)),
    code: booking.code,
    guest: booking.isGuest ? booking.attendee.name : null,
    requestId: booking.requestId,
    review: reviewOf(slot, booking, side),
    steps: booking.steps.map(({ at, act, by, reason }) => {
      return { at: iso(at), act, label: by.label, reason }
    }),
    allowed: allowedActs(slot, booking, { side, at: now }),
    closedBecause: slot.closed?.reason ?? null,
  }
}

/** The booker and the desk read the words at once; others, once they are checked. */
function reviewOf(slot: SlotHead, { id, review }: Booking, side: Side): BookingView['review'] {
  if (!review) return null
  const { mark, text } = review
  if (text === '') return { mark, text }
  const viewing = side === 'desk' ? 'worker' : 'author'
  const check = stateFor('words', verdictOf(slot.safety, id), viewing)
  return { mark, text, ...(check !== 'passed' && { check }) }
}

function serviceOf(slotId: string, { name, kind, price }: Slot['service']) {
  return { id: slotId.slice(0, slotId.indexOf(':')), name, kind, price }
}

/** Bookings of a closed slot that were still ahead are over with it. */
export function stateOf(slot: Pick<Slot, 'state'>, booking: Booking): BookingView['state'] {
  return slot.state === 'closed' && isOpen(booking) ? 'closed' : booking.state
}

/** The answer of a booking as it was made, for a call that is retried. */
export function firstAnswer(booking: Booking): Booking {
  const { firstState: state, steps } = booking
  return { ...booking, state, steps: steps.slice(0, 1), confirmBy: null, review: null }
}

export function viewService(home: Home, service: Service): ServiceView {
  const { id, name, kind, price, note, ages, partyMost, needsApproval } = service
  return {
    id,
    homeId: home._id,
    name,
    kind,
    price,
    audience: audienceOf(service),
    note,
    needsBirthYear: ages !== null,
    partyMost,
    needsApproval,
  }
}

function audienceOf({ ages, unitIds }: Service): string {
  const who = ages ? ageWords(ages) : '所有居民'
  return unitIds.length > 0 ? `面向部分村（社区）${who}` : `面向${who}`
}

/** `unitIds`: where the person lives, from the district down. */
export function viewHome(home: Home, unitIds: readonly string[]): HomeLine {
  const { name, address, phone, hours } = home
  return {
    id: home._id,
    name,
    address,
    phone,
    hours,
    isMine: home.serves.some((id) => unitIds.includes(id)),
    services: home.services.map((service) => viewService(home, service)),
  }
}

/** `today`: closures that are over are left out. */
export function viewHomeDetail(
  home: Home,
  { unitIds, today }: { unitIds: readonly string[]; today: string },
): HomeDetail {
  const { contact, accessibility, photos, point, closures } = home
  return {
    ...viewHome(home, unitIds),
    contact,
    accessibility,
    photos,
    point,
    closures: closures
      .filter(({ to }) => to >= today)
      .map(({ from, to, reason }) => `${spanOf(from, to)}不开放：${reason}`),
  }
}

function spanOf(from: string, to: string): string {
  const first = dayWords(startOfDay(from))
  return from === to ? first : `${first}至${dayWords(startOfDay(to))}`
}

export interface SlotState {
  plan: SlotPlan
  service: Service
  slot: Pick<Slot, 'room' | 'waiting' | 'waitRoom' | 'capacity'> | null
}

/** A slot of a week, booked or not. */
export function viewSlot(
  { plan, service, slot }: SlotState,
  { mine, hindrance }: { mine: SlotView['mine']; hindrance: SlotHindrance | null },
): SlotView {
  return {
    id: plan.id,
    serviceId: service.id,
    startAt: iso(plan.startAt),
    endAt: iso(plan.endAt),
    capacity: slot?.capacity ?? service.capacity,
    left: slot?.room ?? service.capacity,
    waiting: slot?.waiting ?? 0,
    hasWaitlist: (slot?.waitRoom ?? service.waitlistMost) > 0,
    mine,
    ...(hindrance && { hindrance }),
  }
}

/** What stands in somebody's way, for the strip of a week: the person's own reasons last. */
export function hindranceOf(
  { home, service, slot }: { home: Home; service: Service; slot: SlotState['slot'] },
  person: { unitIds: readonly string[]; mine: SlotView['mine'] },
  byTime: SlotHindrance | null,
): SlotHindrance | null {
  if (byTime) return byTime
  if (person.mine) return 'mine'
  if (!isServed(home, service, person.unitIds)) return 'not_eligible'
  return slot && slot.room < 1 ? 'full' : null
}

/** A row of the desk's list. Guests are called by their whole name: they show no phone. */
export function viewRow(
  slot: SlotHead,
  booking: Booking,
  { place, now }: { place: number | null; now: number },
): DeskRow {
  const { attendee, steps, isGuest } = booking
  return {
    id: bookingRef(slot._id, booking.id),
    state: stateOf(slot, booking),
    name: isGuest ? attendee.name : maskName(attendee.name),
    phone: maskPhone(attendee.phone),
    party: booking.party,
    code: booking.code,
    place,
    isGuest,
    isExtra: booking.isExtra,
    bookedBy: isGuest ? (steps[0]?.by.label ?? '') : '',
    allowed: allowedActs(slot, booking, { side: 'desk', at: now }),
  }
}
