import type { BookingNotice, Slot } from './types'
import { noticeTo } from './notices'
import { isOpen, release, replace, settle, step, system, withNotice } from './seats'
import { stageDue } from './stages'

/** What time alone does to a slot: offers lapse, people are reminded, the end is drawn. */
export function advance(slot: Slot, now: number): Slot {
  if (slot.state === 'closed') return slot
  const settled = settle(slot, now)
  const stage = stageDue(slot, now)
  if (stage === slot.stage) return settled
  if (stage === 'over') return finish({ ...settled, stage }, now)
  return remind({ ...settled, stage }, now)
}

/** Only those who hold a seat: who waits hears when one comes free. */
function remind(slot: Slot, now: number): Slot {
  if (now >= slot.startAt) return slot
  return slot.bookings
    .filter(({ state }) => state === 'held')
    .map((booking) => noticeTo(booking, 'reminder', { slot, now }))
    .map((notice) => ({ ...notice, id: `${notice.id}:${slot.stage}` }))
    .reduce(withNotice, slot)
}

/**
 * Where the desk ticked nobody, nobody counts as missed: volunteers at the desk need not tick.
 */
function finish(slot: Slot, now: number): Slot {
  const isTicked = slot.bookings.some(({ state }) => state === 'attended' || state === 'missed')
  return slot.bookings.filter(isOpen).reduce((after, booking) => {
    if (booking.state !== 'held')
      return release(after, booking, { at: now, by: system, act: 'expire', state: 'expired' })
    const state = isTicked ? 'missed' : 'attended'
    const act = isTicked ? 'miss' : 'check_in'
    return replace(after, step(booking, { at: now, by: system, act }, { state }))
  }, slot)
}

/** Everybody a closed slot has to tell. */
export function closingNotices(slot: Slot): BookingNotice[] {
  const { closed } = slot
  if (!closed) return []
  return slot.bookings
    .filter(isOpen)
    .map((booking) => noticeTo(booking, 'closed', { slot, now: closed.at, reason: closed.reason }))
}
