import fc from 'fast-check'
import { actOn } from '../../core/bookings/acts'
import { advance } from '../../core/bookings/advance'
import { emptySlot, isOpen, settle } from '../../core/bookings/seats'
import type { Booking, Slot } from '../../core/bookings/types'
import {
  extraWrite,
  looseWrite,
  seatWrite,
  waitWrite,
  writeBetween,
} from '../../core/bookings/writes'
import type { SlotWrite } from '../../core/bookings/writes'
import { isRefusal } from '../../core/errors'
import type { BookingAct } from '../../typings/bookings'
import { faultsOf, unsettled } from './checker'
import { MemorySlot } from './memory'
import { home, plan, service as clinic, start } from './sample'

const hour = 3_600_000
/** So small that it is full and empty again all the time. */
const service = { ...clinic, capacity: 2, waitlistMost: 4 }

/** What somebody does, from a slot that they read a while ago. */
const deeds = [
  'book',
  'book',
  'book',
  'wait',
  'cancel',
  'cancel',
  'leave',
  'confirm',
  'decline',
  'check_in',
  'overbook',
  'settle',
  'clock',
] as const
type DeedName = (typeof deeds)[number]

interface Move {
  actor: number
  deed: DeedName
  /** Whom it is about, or how many come. */
  number: number
  /** Writes what was decided before, or reads and decides anew. */
  isWrite: boolean
  minutes: number
}

const moveOf = (names: readonly DeedName[]): fc.Arbitrary<Move> =>
  fc.record({
    actor: fc.nat(3),
    deed: fc.constantFrom(...names),
    number: fc.nat(60),
    isWrite: fc.boolean(),
    minutes: fc.constantFrom(0, 0, 0, 1, 30, 90),
  })

let made = 0
function bookingOf(party: number, state: Booking['state']): Booking {
  made += 1
  const id = `b${made}`
  return {
    id,
    personId: `person-${id}`,
    bookerId: `booker-${id}`,
    isGuest: false,
    attendee: { name: '', phone: '' },
    birthYear: null,
    party,
    code: '0000',
    state,
    firstState: state,
    isExtra: false,
    confirmBy: null,
    requestId: null,
    claims: [`d:${id}:1`],
    review: null,
    movingFrom: null,
    rev: 1,
    steps: [{ at: 0, by: { userId: id, label: '居民' }, act: 'book', reason: '' }],
  }
}

function decide(slot: Slot, { deed, number }: Move, now: number): SlotWrite | null {
  const party = number % 3 === 0 ? 2 : 1
  switch (deed) {
    case 'book':
      return seatWrite(slot._id, bookingOf(party, 'held'))
    case 'wait':
      return waitWrite(slot._id, bookingOf(party, 'waiting'))
    case 'overbook':
      return extraWrite(slot._id, { ...bookingOf(1, 'held'), isExtra: true })
    case 'settle':
      return writeBetween(slot, settle(slot, now))
    case 'clock':
      return writeBetween(slot, advance(slot, now))
    case 'cancel':
    case 'leave':
    case 'confirm':
    case 'decline':
    case 'check_in':
      return act(slot, { deed, number }, now)
  }
}

function act(slot: Slot, { deed, number }: Pick<Move, 'deed' | 'number'>, now: number) {
  const isLoose = deed === 'leave' && slot.waiting > 0
  const name = (deed === 'leave' ? 'cancel' : deed) as BookingAct
  const open = slot.bookings.filter(isOpen)
  const booking = open[number % Math.max(1, open.length)]
  if (!booking) return null
  const side = name === 'confirm' ? 'booker' : 'desk'
  const actor = { person: { userId: 'x', label: 'x' }, side, at: now, key: null } as const
  const after = actOn(slot, booking, { deed: { act: name }, actor, isLoose })
  if (isRefusal(after)) return null
  return isLoose ? looseWrite(slot, after, now) : writeBetween(slot, after)
}

/** Four people read, decide and write in any order, each on what they last read. */
function run(moves: Move[], startsIn: number) {
  let now = start - startsIn
  const memory = new MemorySlot(emptySlot({ home, service, plan }, now))
  const decided = new Map<number, SlotWrite | null>()
  const faults: string[] = []
  for (const one of moves) {
    now += one.minutes * 60_000
    const write = decided.get(one.actor)
    if (!one.isWrite || !write) decided.set(one.actor, decide(memory.read(), one, now))
    else {
      memory.write(write)
      decided.delete(one.actor)
      faults.push(...faultsOf(memory.slot, service.waitlistMost))
    }
  }
  return { memory, faults, now }
}

const journeysOf = (names: readonly DeedName[]) =>
  fc.array(moveOf(names), { minLength: 20, maxLength: 160 })
const journeys = journeysOf(deeds)
const wholeDeeds = ['book', 'wait', 'wait', 'cancel', 'cancel', 'decline', 'check_in'] as const
const looseDeeds = ['book', 'wait', 'cancel', 'leave', 'leave', 'settle'] as const

it.each([
  ['all that can be done', deeds],
  ['coming and leaving', looseDeeds],
])('%s in any order: counts equal the list, nobody is oversold or passed over', (_, names) => {
  fc.assert(
    fc.property(journeysOf(names), fc.constantFrom(4 * hour, 60 * hour), (moves, startsIn) => {
      expect(run(moves, startsIn).faults).toEqual([])
    }),
    { numRuns: 800 },
  )
})

it('who leaves lets in who is next by the same write', () => {
  fc.assert(
    fc.property(journeysOf(wholeDeeds), (moves) => {
      const { memory } = run(moves, 30 * 24 * hour)
      expect(unsettled(memory.slot)).toBe(false)
    }),
    { numRuns: 800 },
  )
})

it('one settling is enough: no seat stays free while the first who waits would fit', () => {
  fc.assert(
    fc.property(journeys, (moves) => {
      const { memory, now } = run(moves, 60 * hour)
      const slot = memory.read()
      expect(memory.write(writeBetween(slot, settle(slot, now)))).toBe(true)
      expect(memory.slot.startAt <= now || !unsettled(memory.slot)).toBe(true)
      expect(faultsOf(memory.slot, service.waitlistMost)).toEqual([])
    }),
    { numRuns: 200 },
  )
})

it('a history only grows, and its times never run backwards, whatever the clocks do', () => {
  fc.assert(
    fc.property(journeys, (moves) => {
      const jumping = moves.map((one, index) => ({ ...one, minutes: index % 5 === 0 ? -45 : 20 }))
      const { memory, faults } = run(jumping, 60 * hour)
      expect(faults).toEqual([])
      for (const { steps, rev } of memory.slot.bookings) {
        expect(steps).toHaveLength(rev)
        expect(steps.map(({ at }) => at)).toEqual(
          steps.map(({ at }) => at).toSorted((a, b) => a - b),
        )
      }
    }),
    { numRuns: 100 },
  )
})

it('two who wait and leave at once leave the room open', () => {
  const memory = new MemorySlot(emptySlot({ home, service, plan }, start - 60 * hour))
  memory.write(seatWrite(plan.id, bookingOf(1, 'held')))
  memory.write(waitWrite(plan.id, bookingOf(2, 'waiting')))
  memory.write(waitWrite(plan.id, bookingOf(2, 'waiting')))
  const seen = memory.read()
  const whole = act(seen, { deed: 'cancel', number: 1 }, start - 50 * hour)
  const loose = act(seen, { deed: 'leave', number: 2 }, start - 50 * hour)
  expect(loose && memory.write(loose)).toBe(true)
  expect(whole && memory.write(whole)).toBe(false)
  expect(faultsOf(memory.slot, service.waitlistMost)).toEqual([])
})
