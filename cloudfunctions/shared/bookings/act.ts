import { actOn, find, isRepeated } from '../../../core/bookings/acts'
import type { Actor, Deed, Side } from '../../../core/bookings/acts'
import { deskPostOf } from '../../../core/bookings/desk'
import { placeOf, settle } from '../../../core/bookings/seats'
import type { Booking, Slot } from '../../../core/bookings/types'
import { viewBooking } from '../../../core/bookings/view'
import { looseWrite, writeBetween } from '../../../core/bookings/writes'
import { postsOf } from '../../../core/grids/duty'
import type { Unit } from '../../../core/grids/types'
import type { BookingView } from '../../../typings/bookings'
import type { Database } from '../database'
import type { Context } from '../operation'
import { orRefuse, refused } from '../serve'
import { findSlot, findSlotCase, writeSlot } from '../stores/slots'
import { pause } from './pause'

const attemptsAtMost = 20

export interface Found {
  slot: Slot
  booking: Booking
  actor: Actor
}

/**
 * Reads a booking for somebody who may act on it: its booker, or the people of the home's desk.
 * Others are told that there is none.
 */
export async function findBooking(
  database: Database,
  context: Context,
  { id, side }: { id: string; side: Side },
): Promise<Found> {
  const [slotId = '', bookingId = ''] = id.split('.')
  const found = await findSlotCase(database, { slotId, openid: context.openid })
  const booking = found && find(found.slot, bookingId)
  if (!found || !booking) throw notFound()
  const { slot, held } = found
  return { slot, booking, actor: actorOf({ slot, booking, held }, context, side) }
}

const notFound = () => refused('NOT_FOUND', '没有找到这个预约，或者您不能查看它。')

function actorOf(
  { slot, booking, held }: { slot: Slot; booking: Booking; held: Unit[] },
  { openid, key, now }: Context,
  side: Side,
): Actor {
  const at = { side, at: now, key }
  if (side === 'desk') return { ...at, person: deskPerson(slot.home, held, { openid, now }) }
  if (booking.bookerId !== openid) throw notFound()
  return { ...at, person: { userId: openid, label: booking.steps[0]?.by.label ?? '居民' } }
}

/** The person at the desk, by the charge that lets them; FORBIDDEN without one. */
export function deskPerson(
  home: { deskUnitIds: string[]; path: string[] },
  held: Unit[],
  { openid, now }: { openid: string; now: number },
) {
  const post = deskPostOf(home, postsOf(held, openid, now))
  if (!post) throw refused('FORBIDDEN', '只有这个近邻家园的工作人员可以这样做。')
  return { userId: openid, label: post.label }
}

export function viewFound({ slot, booking, actor }: Found): BookingView {
  const place = placeOf(slot, booking)
  return viewBooking(slot, booking, { place, side: actor.side, now: actor.at })
}

/**
 * One read and one conditional write; read again where somebody was quicker. Many who leave at
 * once would all want to let in the same next person: after a first try each only leaves, and
 * the free seats are given out by a write of its own.
 */
export async function act(
  database: Database,
  context: Context,
  { id, side, ...deed }: { id: string; side: Side } & Deed,
): Promise<BookingView> {
  for (let attempt = 0; attempt < attemptsAtMost; attempt++) {
    if (attempt > 0) await pause(attempt)
    const found = await findBooking(database, context, { id, side })
    const { slot, booking, actor } = found
    if (isRepeated(booking, deed.act, actor.key)) return viewFound(found)
    const isLoose = attempt > 0 && slot.waiting > 0
    const after = orRefuse(actOn(slot, booking, { deed, actor, isLoose }))
    const write = isLoose ? looseWrite(slot, after, actor.at) : writeBetween(slot, after)
    if ((await writeSlot(database, write)) !== 'written') continue
    if (isLoose) await settleSlot(database, slot._id, actor.at)
    return viewFound({ slot: after, booking: find(after, booking.id) ?? booking, actor })
  }
  throw busy()
}

const settleAttempts = 4

/** Gives free seats to those who wait. Whoever is quicker does it for all; at last the clock does. */
async function settleSlot(database: Database, slotId: string, now: number): Promise<void> {
  for (let attempt = 1; attempt <= settleAttempts; attempt++) {
    const slot = await findSlot(database, slotId)
    if (!slot || slot.state === 'closed') return
    const after = settle(slot, now)
    if (after.waiting === slot.waiting && after.left === slot.left) return
    if ((await writeSlot(database, writeBetween(slot, after))) === 'written') return
    await pause(attempt)
  }
}

export const busy = () =>
  refused('CONFLICT', '这个时段刚刚变动很多，您的操作没有保存，请再点一次。')
