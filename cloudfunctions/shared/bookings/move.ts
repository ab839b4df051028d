import { find, leaveFor } from '../../../core/bookings/acts'
import type { Actor } from '../../../core/bookings/acts'
import { countsFor } from '../../../core/bookings/claims'
import { isOpen, replace, system } from '../../../core/bookings/seats'
import { parseSlotId } from '../../../core/bookings/schedule'
import type { Booking, Slot } from '../../../core/bookings/types'
import { writeBetween } from '../../../core/bookings/writes'
import { isRefusal } from '../../../core/errors'
import type { BookingView } from '../../../typings/bookings'
import type { Database } from '../database'
import type { Context } from '../operation'
import { refused } from '../serve'
import { findSlot, writeSlot } from '../stores/slots'
import { findBooking } from './act'
import { book, viewBooked } from './book'
import { pause } from './pause'

const attemptsAtMost = 20

/**
 * Into another slot of the same service: takes the second seat first, then gives up the first,
 * then forgets where it came from. Cut off in between, nobody is without a seat, and the clock
 * goes on where it stopped.
 */
export async function move(
  database: Database,
  context: Context,
  { id, slotId }: { id: string; slotId: string },
): Promise<BookingView> {
  const { slot, booking, actor } = await findBooking(database, context, { id, side: 'booker' })
  if (parseSlotId(slotId)?.serviceId !== slot.serviceId)
    throw refused('BAD_INPUT', '只能改到同一项服务的别的时段。', 'slotId')
  if (slot._id === slotId) throw refused('ALREADY_BOOKED', '这就是您现在约的时段。')
  const isDone = booking.state === 'moved'
  if (!isDone) checkMovable(slot, booking, actor)
  const booked = await book(database, context, {
    slotId,
    party: booking.party,
    birthYear: booking.birthYear,
    guest: null,
    requestId: booking.requestId,
    mayWait: false,
    as: 'resident',
    how: 'book',
    reason: '',
    moving: booking,
    movingFrom: id,
  })
  const settled = await finishMove(database, { slotId, bookingId: booked.booking.id }, actor)
  return viewBooked({ ...booked, booking: settled ?? booked.booking, isRepeated: false }, context)
}

function checkMovable(slot: Slot, booking: Booking, actor: Actor): void {
  const after = leaveFor(slot, booking, actor)
  if (isRefusal(after)) throw refused(after.refused, after.message)
}

/** Gives up the first seat of a move and hands its limit tokens over. Done twice it changes nothing. */
export async function finishMove(
  database: Database,
  { slotId, bookingId }: { slotId: string; bookingId: string },
  actor: Omit<Actor, 'side'>,
): Promise<Booking | null> {
  for (let attempt = 0; attempt < attemptsAtMost; attempt++) {
    if (attempt > 0) await pause(attempt)
    const slot = await findSlot(database, slotId)
    const booking = slot && find(slot, bookingId)
    if (!slot || !booking?.movingFrom) return booking
    const left = await leaveFirst(database, booking.movingFrom, { ...actor, side: 'booker' })
    if (!left) continue
    const settled = await settle(database, slot, { booking, claims: left.claims })
    if (settled) return settled
  }
  return null
}

/** The first booking once it is given up, by this call or another; null to try again. */
async function leaveFirst(
  database: Database,
  id: string,
  actor: Actor,
): Promise<{ claims: string[] } | null> {
  const [slotId = '', bookingId = ''] = id.split('.')
  const slot = await findSlot(database, slotId)
  const booking = slot && find(slot, bookingId)
  if (!slot || !booking) return { claims: [] }
  if (!isOpen(booking) || slot.state === 'closed') return booking
  const after = leaveFor(slot, booking, actor)
  if (isRefusal(after)) return booking
  return (await writeSlot(database, writeBetween(slot, after))) === 'written' ? booking : null
}

async function settle(
  database: Database,
  slot: Slot,
  { booking, claims }: { booking: Booking; claims: string[] },
): Promise<Booking | null> {
  const kept = isOpen(booking) ? claims.filter((claim) => countsFor(claim, slot)) : []
  const settled = settledWith(booking, kept)
  const written = await writeSlot(database, writeBetween(slot, replaceWith(slot, settled, kept)))
  if (written === 'written') return settled
  if (written === 'missed') return null
  // A booking made meanwhile took the token: the limit is kept by that one.
  const without = settledWith(booking, [])
  const again = await writeSlot(database, writeBetween(slot, replaceWith(slot, without, [])))
  return again === 'written' ? without : null
}

function settledWith(booking: Booking, claims: string[]): Booking {
  const { rev } = booking
  return { ...booking, movingFrom: null, rev: rev + 1, claims: [...booking.claims, ...claims] }
}

function replaceWith(slot: Slot, booking: Booking, claims: string[]): Slot {
  return { ...replace(slot, booking), claims: [...slot.claims, ...claims] }
}

/** Moves into a slot that were cut off. */
export async function finishMoves(database: Database, slot: Slot, now: number): Promise<void> {
  for (const { id, movingFrom } of slot.bookings)
    if (movingFrom)
      await finishMove(
        database,
        { slotId: slot._id, bookingId: id },
        { person: system, at: now, key: null },
      )
}
