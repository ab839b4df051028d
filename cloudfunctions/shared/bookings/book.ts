import { emptySlot, overbook, takeSeat } from '../../../core/bookings/seats'
import { slotIdOf, parseSlotId } from '../../../core/bookings/schedule'
import type { Booking, Slot } from '../../../core/bookings/types'
import { firstAnswer, viewBooking } from '../../../core/bookings/view'
import { moveDue, nextDue } from '../../../core/bookings/stages'
import { extraWrite, seatWrite, waitWrite } from '../../../core/bookings/writes'
import type { SlotWrite } from '../../../core/bookings/writes'
import { chinaInstant } from '../../../core/calendar'
import type { BookingView } from '../../../typings/bookings'
import type { Database } from '../database'
import { digest, stableId } from '../ids'
import type { Context } from '../operation'
import { orRefuse, refused } from '../serve'
import { findBookingCase } from '../stores/homes'
import type { BookingCase } from '../stores/homes'
import { insertSlot, writeSlot } from '../stores/slots'
import { pause } from './pause'
import { personIdOf, prepare } from './prepare'
import type { Order, Prepared } from './prepare'

const attemptsAtMost = 8

/** A booking and the slot it stands in, as the answer shows them. */
export interface Booked {
  slot: Slot
  booking: Booking
  /** True when this very call had been carried out before. */
  isRepeated: boolean
}

/**
 * Books a seat, or a place on the waitlist: one read and one conditional write. Who loses the
 * last seat between the two needs a second write, for the waitlist.
 */
export async function book(database: Database, context: Context, order: Order): Promise<Booked> {
  const query = queryOf(order, context)
  for (let attempt = 0; attempt < attemptsAtMost; attempt++) {
    if (attempt > 0) await pause(attempt)
    const found = await findBookingCase(database, query)
    if (!found) throw refused('NOT_FOUND', '没有这个时段，服务时间可能调整过，请重新选。')
    const before = found.slot?.bookings.find(({ id }) => id === query.bookingId)
    if (before) return repeated(found, before, { order, context })
    const ready = orRefuse(prepare(found, order, { ...context, ...query }))
    const booking = await enter(database, { ...ready, found, order, now: context.now })
    if (booking) return { slot: emptySlot(ready, context.now), booking, isRepeated: false }
  }
  throw refused('CONFLICT', '这个时段约的人很多，这次没有约上，请再点一次。')
}

/** The answer to the one who booked. */
export function viewBooked({ slot, booking, isRepeated }: Booked, context: Context): BookingView {
  const shown = isRepeated ? firstAnswer(booking) : booking
  return viewBooking(slot, shown, { place: null, side: 'booker', now: context.now })
}

function queryOf(order: Order, { openid, key }: Context) {
  const { slotId, guest, moving } = order
  const parsed = parseSlotId(slotId)
  if (!parsed) throw refused('NOT_FOUND', '没有这个时段，请重新选。')
  const bookingId = stableId(openid, key && `${key}\n${slotId}`).slice(0, 16)
  const isAlone = order.how === 'walk_in' || order.how === 'overbook'
  return {
    ...parsed,
    slotId,
    startAt: chinaInstant(parsed.day, `${slotId.slice(-4, -2)}:${slotId.slice(-2)}`),
    openid,
    personId:
      moving?.personId ?? (isAlone ? `desk-${digest(bookingId)}` : personIdOf(openid, guest)),
    bookingId,
    requestId: order.requestId,
  }
}

function repeated(
  found: BookingCase,
  booking: Booking,
  { order, context }: { order: Order; context: Context },
): Booked {
  if (booking.party !== order.party) throw refused('KEY_REUSED')
  const service = found.home.services.find(({ id }) => order.slotId.startsWith(`${id}:`))
  if (!service || !found.slot) throw refused('NOT_FOUND')
  const { startAt, endAt, state, closed } = found.slot
  const plan = { id: slotIdOf(service.id, startAt), startAt, endAt }
  const slot = { ...emptySlot({ home: found.home, service, plan }, context.now), state, closed }
  return { slot, booking, isRepeated: true }
}

interface Entering extends Prepared {
  found: BookingCase
  order: Order
  now: number
}

/** The booking as it was written; null when the slot has to be read again. */
async function enter(database: Database, entering: Entering): Promise<Booking | null> {
  const { found, order, booking, plan } = entering
  const { slot } = found
  if (!slot && (await makeSlot(database, entering))) return booking
  if (order.how === 'overbook')
    return (await writeSlot(database, extraWrite(plan.id, booking))) === 'written' ? booking : null
  if (!slot || slot.room >= booking.party) {
    const seat = await writeSlot(database, seatOf(entering))
    if (seat !== 'missed') return seat === 'written' ? booking : null
  }
  if (!mayWait(entering)) {
    if (slot && slot.room < booking.party) throw refused('SLOT_FULL')
    return null
  }
  const waiting: Booking = { ...booking, state: 'waiting', firstState: 'waiting' }
  const place = await writeSlot(database, waitWrite(plan.id, waiting))
  return place === 'written' ? waiting : null
}

function mayWait({ order, found, service }: Entering): boolean {
  const waitRoom = found.slot?.waitRoom ?? service.waitlistMost
  return order.how === 'book' && order.mayWait && waitRoom > 0
}

/** A seat that another one is left for is looked at again soon: the move may be cut off. */
function seatOf({ order, plan, booking, now }: Entering): SlotWrite {
  const write = seatWrite(plan.id, booking)
  return order.movingFrom === null ? write : { ...write, set: { dueAt: moveDue(now) } }
}

async function makeSlot(database: Database, entering: Entering): Promise<boolean> {
  const { order, booking, now } = entering
  const empty = emptySlot(entering, now)
  const slot = order.how === 'overbook' ? overbook(empty, booking) : takeSeat(empty, booking)
  return (await insertSlot(database, { ...slot, dueAt: nextDue(slot) })) === 'written'
}
