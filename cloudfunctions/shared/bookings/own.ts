import { viewBooking } from '../../../core/bookings/view'
import type { Booking } from '../../../core/bookings/types'
import type { BookingView } from '../../../typings/bookings'
import { postsOf } from '../../../core/grids/duty'
import type { OwnSlot, RequestSlot } from '../stores/slots'

/** The bookings of a slot that were read with it, each with its turn on the waitlist. */
export function viewOwn(slot: OwnSlot & { queue: string[] }, now: number): BookingView[] {
  return slot.bookings.map((booking) =>
    viewBooking(slot, booking, { place: placeIn(slot.queue, booking), side: 'booker', now }),
  )
}

function placeIn(queue: string[], { id, state }: Booking): number | null {
  return state === 'waiting' ? queue.indexOf(id) + 1 : null
}

/** The bookings of a request, for whoever may see it: who reported it, who handles it, who booked. */
export function viewOfRequest(
  slot: RequestSlot,
  { openid, now }: { openid: string; now: number },
): BookingView[] {
  const [request] = slot.request
  const posts = postsOf(slot.held, openid, now)
  const mayHandle = posts.some(({ unitId }) => request?.path.includes(unitId))
  const maySeeAll = mayHandle || request?.reporterId === openid
  const seen = slot.bookings.filter(({ bookerId }) => maySeeAll || bookerId === openid)
  return viewOwn({ ...slot, bookings: seen }, now)
}
