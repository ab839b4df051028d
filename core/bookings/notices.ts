import { chinaTime } from '../calendar'
import type { Booking, BookingNotice, BookingNoticeKind, Slot } from './types'
import { timeWords } from './words'

type Told = Pick<Slot, '_id' | 'startAt' | 'home' | 'service' | 'closed'>

export const bookingRef = (slotId: string, bookingId: string): string => `${slotId}.${bookingId}`

/** Something to tell whoever booked. Its id makes it arrive once. */
export function noticeTo(
  booking: Booking,
  kind: BookingNoticeKind,
  { slot, now, reason = '' }: { slot: Told; now: number; reason?: string },
): BookingNotice {
  const bookingId = bookingRef(slot._id, booking.id)
  return {
    id: `${bookingId}:${kind}:${booking.rev}`,
    at: now,
    userId: booking.bookerId,
    kind,
    text: sentences[kind]({ slot, booking, reason }),
    bookingId,
  }
}

interface Facts {
  slot: Told
  booking: Booking
  reason: string
}

const what = ({ slot, booking }: Facts) => {
  const whose = booking.isGuest ? `${booking.attendee.name}的` : ''
  return `${whose}${slot.home.name}${slot.service.name}（${timeWords(slot.startAt)}）`
}

const because = ({ reason }: Facts) => (reason ? `：${reason}` : '')

const sentences: Record<BookingNoticeKind, (facts: Facts) => string> = {
  booked: (facts) => `已经约好${what(facts)}，到时报 ${facts.booking.code} 就可以。`,
  promoted: (facts) => `候补到位了：${what(facts)}已经为您留好。来不了请取消，让给后面的邻居。`,
  offered: (facts) =>
    `候补到位了：${what(facts)}。请在 ${chinaTime(facts.booking.confirmBy ?? 0)} 前确认，过时会让给下一位。`,
  expired: (facts) => `${what(facts)}没有在时间内确认，已经让给下一位。`,
  approved: (facts) => `${what(facts)}已经确认，到时报 ${facts.booking.code} 就可以。`,
  declined: (facts) => `${what(facts)}没有通过${because(facts)}。`,
  cancelled: (facts) => `${what(facts)}已经由工作人员取消${because(facts)}。`,
  closed: (facts) => `${what(facts)}不开放了${because(facts)}。打开可以看看别的时段。`,
  reminder: (facts) =>
    `提醒：${what(facts)}，地点在${facts.slot.home.address}，到时报 ${facts.booking.code}。`,
}
