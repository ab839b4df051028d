import type { BookingAct, BookingState } from '../../typings/bookings'
import { chinaDay, minuteMs } from '../calendar'
import { noSafety } from '../safety/checks'
import { defaultQuietHours, deliverAt } from '../notices/quiet'
import { noticeTo } from './notices'
import { nextDue, stageAt } from './stages'
import { nobody } from './writes'
import type { Booking, Home, Person, Service, Slot, SlotPlan, Step } from './types'

/**
 * What may happen to the people in a slot: each function takes a slot and gives the slot after.
 * They keep `left` = capacity − seats taken, and `room` = `left`, or 0 while anybody waits.
 */

const seatStates: readonly BookingState[] = ['held', 'requested', 'offered', 'attended', 'missed']
const openStates: readonly BookingState[] = ['held', 'requested', 'offered', 'waiting']

type Stated = Pick<Booking, 'state'>

export const hasSeat = ({ state }: Stated) => seatStates.includes(state)
/** Whether the visit is still ahead. */
export const isOpen = ({ state }: Stated) => openStates.includes(state)

export const system: Person = { userId: '', label: '系统' }

/** Nearer to the start than this, a free seat is offered and has to be confirmed. */
const confirmWithinMinutes = 24 * 60
const confirmMinutes = 60

/** The slot as the schedule has it, with nobody in it. */
export function emptySlot(
  { home, service, plan }: { home: Home; service: Service; plan: SlotPlan },
  now: number,
): Slot {
  const { name, kind, price, cancelMinutes, needsApproval, capacity, waitlistMost } = service
  const { address, phone, path, deskUnitIds } = home
  const { startAt, endAt } = plan
  const stage = stageAt(startAt, now)
  return {
    _id: plan.id,
    homeId: home._id,
    serviceId: service.id,
    day: chinaDay(startAt),
    startAt,
    endAt,
    home: { name: home.name, address, phone, path, deskUnitIds },
    service: { name, kind, price, cancelMinutes, needsApproval },
    state: 'open',
    closed: null,
    capacity,
    left: capacity,
    room: capacity,
    waiting: 0,
    waitRoom: waitlistMost,
    bookings: [],
    ...nobody(plan.id),
    bookers: [],
    requestIds: [],
    version: 0,
    stage,
    safety: noSafety,
    dueAt: nextDue({ stage, startAt, endAt, bookings: [] }),
    outbox: [],
    hasOutbox: false,
    outboxVersion: 0,
  }
}

/** A seat for somebody; only where `room` holds the party. */
export function takeSeat(slot: Slot, booking: Booking): Slot {
  const { party } = booking
  return enter({ ...slot, left: slot.left - party, room: slot.room - party }, booking)
}

/** The end of the waitlist; only where `room` does not hold the party. */
export function joinWaitlist(slot: Slot, booking: Booking): Slot {
  const counts = { room: 0, waiting: slot.waiting + 1, waitRoom: slot.waitRoom - 1 }
  return enter({ ...slot, ...counts }, booking)
}

/** A seat beside the capacity. */
export function overbook(slot: Slot, booking: Booking): Slot {
  return enter(slot, booking)
}

function enter(slot: Slot, booking: Booking): Slot {
  const { personId, bookerId, claims, requestId } = booking
  return {
    ...slot,
    bookings: [...slot.bookings, booking],
    people: [...slot.people, personId],
    bookers: [...slot.bookers, bookerId],
    claims: [...slot.claims, ...claims],
    requestIds: requestId ? [...slot.requestIds, requestId] : slot.requestIds,
  }
}

export interface StepInput {
  at: number
  by: Person
  act: BookingAct
  reason?: string
  key?: string | null
}

/** A booking with one more step; anything else of it may change with it. */
export function step(booking: Booking, input: StepInput, change: Partial<Booking> = {}): Booking {
  const { at, by, act, reason = '', key } = input
  const last = booking.steps.at(-1)?.at ?? at
  // Clocks of servers differ: a history never runs backwards.
  const one: Step = { at: Math.max(at, last), by, act, reason, ...(key && { key }) }
  return { ...booking, ...change, rev: booking.rev + 1, steps: [...booking.steps, one] }
}

export function replace(slot: Slot, booking: Booking): Slot {
  const bookings = slot.bookings.map((one) => (one.id === booking.id ? booking : one))
  return { ...slot, bookings }
}

/** Takes somebody out who has a seat or waits, and lets in who is next. */
export function release(slot: Slot, booking: Booking, input: Leaving): Slot {
  return promote(leave(slot, booking, input), input.at)
}

export type Leaving = StepInput & { state: BookingState }

/** Takes somebody out; what they free waits for whoever settles the slot. */
export function leave(slot: Slot, booking: Booking, { state, ...input }: Leaving): Slot {
  const gone = step(booking, input, { state, confirmBy: null })
  const freed = hasSeat(booking) && !booking.isExtra ? booking.party : 0
  const waited = booking.state === 'waiting' ? 1 : 0
  const left = slot.left + freed
  const waiting = slot.waiting - waited
  return {
    ...replace(slot, gone),
    left,
    waiting,
    room: waiting > 0 ? 0 : left,
    waitRoom: slot.waitRoom + waited,
    people: slot.people.filter((id) => id !== booking.personId),
    claims: slot.claims.filter((claim) => !booking.claims.includes(claim)),
  }
}

/** What a slot owes those who wait: lapsed offers are passed on, free seats given out. */
export function settle(slot: Slot, now: number): Slot {
  return promote(expireOffers(slot, now), now)
}

/** Seats those who wait, in order, as long as the first of them fits. */
function promote(slot: Slot, now: number): Slot {
  const next = slot.bookings.find(({ state }) => state === 'waiting')
  if (!next || next.party > slot.left || slot.startAt <= now || slot.state === 'closed')
    return { ...slot, room: slot.waiting > 0 ? 0 : slot.left }
  const confirmBy = slot.service.needsApproval ? null : confirmationBy(slot.startAt, now)
  const seated = step(
    next,
    { at: now, by: system, act: 'promote' },
    { state: seatedState(slot, confirmBy), confirmBy },
  )
  const counts = {
    left: slot.left - next.party,
    waiting: slot.waiting - 1,
    waitRoom: slot.waitRoom + 1,
  }
  const told = tell(replace({ ...slot, ...counts }, seated), seated, now)
  return promote(told, now)
}

function seatedState({ service }: Slot, confirmBy: number | null): BookingState {
  if (service.needsApproval) return 'requested'
  return confirmBy === null ? 'held' : 'offered'
}

function tell(slot: Slot, seated: Booking, now: number): Slot {
  // Staff's yes is what is told of a seat that needs it.
  if (seated.state === 'requested') return slot
  const kind = seated.state === 'held' ? 'promoted' : 'offered'
  return withNotice(slot, noticeTo(seated, kind, { slot, now }))
}

/** The step before stands in the slot's outbox until it is delivered. */
export function withNotice(slot: Slot, notice: Slot['outbox'][number]): Slot {
  return { ...slot, outbox: [...slot.outbox, notice] }
}

/**
 * An hour, or half of what is left before the start, the night not counted; null when the start
 * is far enough away to cancel.
 */
function confirmationBy(startAt: number, now: number): number | null {
  if (startAt - now > confirmWithinMinutes * minuteMs) return null
  const morning = deliverAt({ isUrgent: false }, now, defaultQuietHours)
  const from = morning < startAt ? morning : now
  return Math.min(from + confirmMinutes * minuteMs, Math.floor((from + startAt) / 2))
}

/** Offers that nobody confirmed in time go to who is next; `spare` is somebody acting just now. */
export function expireOffers(slot: Slot, now: number, spare?: string): Slot {
  const late = slot.bookings.find((one) => one.id !== spare && isLapsed(one, now))
  if (!late) return slot
  const after = release(slot, late, { at: now, by: system, act: 'expire', state: 'expired' })
  const told = withNotice(after, noticeTo(late, 'expired', { slot, now }))
  return expireOffers(told, now, spare)
}

function isLapsed({ state, confirmBy }: Booking, now: number): boolean {
  return state === 'offered' && confirmBy !== null && confirmBy <= now
}

/** One's turn on the waitlist, from 1; null when not waiting. */
export function placeOf(slot: Pick<Slot, 'bookings'>, booking: Booking): number | null {
  if (booking.state !== 'waiting') return null
  const waiting = slot.bookings.filter(({ state }) => state === 'waiting')
  return waiting.findIndex(({ id }) => id === booking.id) + 1
}
