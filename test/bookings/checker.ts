import { hasSeat } from '../../core/bookings/seats'
import type { Slot } from '../../core/bookings/types'

/** What is wrong with a slot, as sentences: counts must equal the list, and turns be kept. */
export function faultsOf(slot: Slot, waitlistMost: number): string[] {
  const { bookings, capacity, left, room, waiting, waitRoom } = slot
  const seated = bookings.filter((one) => hasSeat(one) && !one.isExtra)
  const taken = seated.reduce((sum, { party }) => sum + party, 0)
  const waits = bookings.filter(({ state }) => state === 'waiting')
  const faults: [boolean, string][] = [
    [taken > capacity, `oversold: ${taken} of ${capacity}`],
    [left !== capacity - taken, `left ${left}, but ${taken} of ${capacity} taken`],
    [room !== (waits.length > 0 ? 0 : left), `room ${room}, left ${left}, ${waits.length} wait`],
    [waiting !== waits.length, `waiting ${waiting}, but ${waits.length} wait`],
    [waitRoom !== waitlistMost - waits.length, `waitRoom ${waitRoom}, ${waits.length} wait`],
    [wasPassedOver(slot), 'somebody was let in before an earlier one'],
    [!sameList(slot.people, peopleIn(slot)), 'people differ from the bookings'],
    [!sameList(slot.claims, claimsIn(slot)), 'limit tokens differ from the bookings'],
    [new Set(bookings.map(({ id }) => id)).size !== bookings.length, 'a booking stands twice'],
  ]
  return slot.state === 'closed' ? [] : faults.flatMap(([isWrong, text]) => (isWrong ? [text] : []))
}

/** What is wrong once nobody acts any more: a free seat for which somebody waits. */
export function unsettled({ bookings, left }: Slot): boolean {
  const first = bookings.find(({ state }) => state === 'waiting')
  return first !== undefined && first.party <= left
}

function wasPassedOver({ bookings }: Slot): boolean {
  const first = bookings.findIndex(({ state }) => state === 'waiting')
  const later = first < 0 ? [] : bookings.slice(first)
  return later.some(({ steps }) => steps.some(({ act }) => act === 'promote'))
}

const inside = ({ bookings }: Slot) =>
  bookings.filter((one) => hasSeat(one) || one.state === 'waiting')

const peopleIn = (slot: Slot) => inside(slot).map(({ personId }) => personId)

function claimsIn(slot: Slot): string[] {
  return [`slot:${slot._id}`, ...inside(slot).flatMap(({ claims }) => claims)]
}

function sameList(one: string[], other: string[]): boolean {
  return one.toSorted().join('\n') === other.toSorted().join('\n')
}
