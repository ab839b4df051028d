import { viewBooking } from '../../../core/bookings/view'
import type { Booking } from '../../../core/bookings/types'
import type { BookingView } from '../../../typings/bookings'
import type { OwnSlot } from '../stores/slots'

/** The bookings of a slot that were read with it, each with its turn on the waitlist. */
export function viewOwn(slot: OwnSlot & { queue: string[] }, now: number): BookingView[] {
  return slot.bookings.map((booking) =>
    viewBooking(slot, booking, { place: placeIn(slot.queue, booking), side: 'booker', now }),
  )
}

function placeIn(queue: string[], { id, state }: Booking): number | null {
  return state === 'waiting' ? queue.indexOf(id) + 1 : null
}
