import type { BookingView, ReviewMark } from '../../../typings/bookings'
import { happenedAt } from '../../format/time'
import { bookingActs, bookingStates, clockOf, shortDay, whenWords } from '../../format/bookings'

export const marks = [
  { id: 'good', name: '满意', icon: 'thumb-up' },
  { id: 'fair', name: '一般', icon: 'chat' },
  { id: 'poor', name: '不满意', icon: 'thumb-down' },
] as const satisfies { id: ReviewMark; name: string; icon: string }[]

/** What the page shows of a booking. */
export function toShown(booking: BookingView, now: number) {
  const { state, place, confirmBy, guest, party, allowed, review, closedBecause } = booking
  return {
    title: guest ? `${booking.service.name}（${guest}）` : booking.service.name,
    when: whenWords(booking),
    home: booking.home.name,
    address: booking.home.address,
    state: bookingStates[state],
    party: party > 1 ? `${party} 位` : '',
    place: place ? `候补第 ${place} 位，有空位会按顺序到您` : '',
    confirmBy: confirmBy ? `请在 ${clockOf(confirmBy)} 前确认，过时会让给下一位` : '',
    closed: closedBecause ? `家园说：${closedBecause}` : '',
    cancelBy: `${shortDay(booking.cancelBy)} ${clockOf(booking.cancelBy)} 前可以取消`,
    showsCode: state === 'held' || state === 'requested',
    code: booking.code,
    can: Object.fromEntries(allowed.map((act) => [act, true])) as Record<string, boolean>,
    review: marks.find(({ id }) => id === review?.mark)?.name ?? '',
    steps: [...booking.steps].reverse().map(({ at, act, label, reason }, index) => ({
      id: index,
      at: happenedAt(at, now),
      text: `${label}：${bookingActs[act]}${reason ? `（${reason}）` : ''}`,
    })),
  }
}

export type Shown = ReturnType<typeof toShown>
