import type { Piece } from '../safety/types'
import { nextDue } from './stages'
import type { Booking, BookingNotice, Slot } from './types'

const counters = ['left', 'room', 'waiting', 'waitRoom'] as const
type Counter = (typeof counters)[number]
const settable = ['state', 'closed', 'stage', 'capacity', 'endAt'] as const

/** What must still be so when a write arrives; what isn't named may have changed meanwhile. */
export interface Guards {
  state: Slot['state']
  version?: number
  waiting?: number
  waitingAbove?: number
  left?: number
  dueAt?: number | null
  stage?: Slot['stage']
  roomAtLeast?: number
  roomBelow?: number
  /** The waitlist has a place left. */
  mayWait?: true
  /** This person is not in the slot. */
  without?: string
  /** Nobody in the slot holds these limit tokens: a unique index looks at other slots only. */
  withoutClaims?: string[]
  /** The bookings to be changed, by their position, are as they were read. */
  revs: { index: number; rev: number }[]
}

/** One atomic change of a slot. */
export interface SlotWrite {
  slotId: string
  guards: Guards
  replace: { index: number; booking: Booking }[]
  append: Booking[]
  /** Limit tokens taken beside those of appended bookings. */
  claims: string[]
  inc: Partial<Record<Counter | 'version', number>>
  set: Partial<Pick<Slot, (typeof settable)[number] | 'room' | 'dueAt' | 'people' | 'claims'>>
  /** People and limit tokens no longer in use. */
  drop: { people: string[]; claims: string[] }
  notices: BookingNotice[]
  /** Words that others may see, to be checked. */
  pieces: Piece[]
}

/** Into the slot, if the room still holds the party and the person is not in it: needs no version. */
export function seatWrite(slotId: string, booking: Booking): SlotWrite {
  const { party } = booking
  const write = appendWrite(slotId, booking)
  return {
    ...write,
    guards: { ...write.guards, roomAtLeast: party },
    inc: { left: -party, room: -party },
  }
}

/** To the end of the waitlist, if there is still no room for the party: needs no version. */
export function waitWrite(slotId: string, booking: Booking): SlotWrite {
  const { party } = booking
  const write = appendWrite(slotId, booking)
  return {
    ...write,
    guards: { ...write.guards, roomBelow: party, mayWait: true },
    inc: { waiting: 1, waitRoom: -1 },
    set: { room: 0 },
  }
}

/** Beside the capacity. */
export function extraWrite(slotId: string, booking: Booking): SlotWrite {
  return appendWrite(slotId, booking)
}

/**
 * Nobody may come any more. The bookings stay as they are and everybody in them is told from the
 * slot itself, so that nobody who booked a moment ago is missed; people's limits are free again.
 */
export function closeWrite(slot: Slot, closed: NonNullable<Slot['closed']>): SlotWrite {
  const { people, claims } = nobody(slot._id)
  return {
    slotId: slot._id,
    guards: { state: 'open', revs: [] },
    replace: [],
    append: [],
    claims: [],
    inc: { version: 1 },
    set: { state: 'closed', closed, dueAt: null, people, claims },
    drop: { people: [], claims: [] },
    notices: [],
    pieces: [],
  }
}

/** A unique index counts an empty list as a value of its own, which one slot only could have. */
export const nobody = (slotId: string) => ({ people: [], claims: [`slot:${slotId}`] })

function appendWrite(slotId: string, booking: Booking): SlotWrite {
  const { personId, claims } = booking
  return {
    slotId,
    guards: { state: 'open', without: personId, withoutClaims: claims, revs: [] },
    replace: [],
    append: [booking],
    claims: [],
    inc: {},
    set: {},
    drop: { people: [], claims: [] },
    notices: [],
    pieces: [],
  }
}

/**
 * The write that brings a slot from what was read to what was decided. It asks for the version
 * only where the waitlist matters; with nobody waiting, changes of different people don't disturb
 * each other, because numbers are changed by differences and bookings one by one.
 */
export function writeBetween(before: Slot, after: Slot): SlotWrite {
  const inc = differences(before, after)
  const set = settings(before, after)
  const isQueued = Object.keys(inc).length > 0 && before.waiting + after.waiting > 0
  return {
    slotId: before._id,
    guards: {
      state: before.state,
      ...seatGuards(before, after, isQueued),
      ...('dueAt' in set && { dueAt: before.dueAt }),
      ...('stage' in set && { stage: before.stage }),
      revs: replaced(before, after).map(({ index }) => revAt(before, index)),
    },
    replace: replaced(before, after),
    append: [],
    claims: after.claims.filter((id) => !before.claims.includes(id)),
    inc: isQueued ? { ...inc, version: 1 } : inc,
    set,
    drop: {
      people: before.people.filter((id) => !after.people.includes(id)),
      claims: before.claims.filter((id) => !after.claims.includes(id)),
    },
    notices: after.outbox.slice(before.outbox.length),
    pieces: after.safety.pieces.slice(before.safety.pieces.length),
  }
}

/**
 * The write of one who leaves while others wait, where a whole one met too many others: it asks
 * for nothing but that somebody goes on waiting, so it never has to be made again for others'
 * sake. The slot is due at once, for whoever settles it.
 */
export function looseWrite(before: Slot, after: Slot, now: number): SlotWrite {
  const write = writeBetween(before, after)
  if (before.waiting === 0 || after.waiting === 0) return write
  const { state, revs } = write.guards
  const { version: _, ...inc } = write.inc
  const waitingAbove = before.waiting - after.waiting
  return { ...write, guards: { state, revs, waitingAbove }, inc, set: { dueAt: now } }
}

/**
 * Where the last one leaves the waitlist, room opens by what is left: both must be as read, for
 * somebody may have joined or left. Elsewhere somebody must go on waiting, as it was decided.
 */
function seatGuards(before: Slot, after: Slot, isQueued: boolean) {
  if (isQueued) {
    const { version, waiting, left } = before
    if (after.waiting === 0) return { version, waiting, left }
    return { version, waitingAbove: waiting - after.waiting }
  }
  return before.left === after.left ? {} : { waiting: 0 }
}

function replaced(before: Slot, after: Slot): SlotWrite['replace'] {
  return before.bookings.flatMap((one, index) => {
    const booking = after.bookings[index]
    return booking && booking !== one ? [{ index, booking }] : []
  })
}

const revAt = ({ bookings }: Slot, index: number) => ({ index, rev: bookings[index]?.rev ?? 0 })

function differences(before: Slot, after: Slot): Partial<Record<Counter, number>> {
  const changed = counters.filter((name) => before[name] !== after[name])
  return Object.fromEntries(changed.map((name) => [name, after[name] - before[name]]))
}

function settings(before: Slot, after: Slot): SlotWrite['set'] {
  const changed = settable.filter((name) => before[name] !== after[name])
  const dueAt = after.state === 'closed' ? null : nextDue(after)
  return {
    ...Object.fromEntries(changed.map((name) => [name, after[name]])),
    ...(dueAt !== before.dueAt && { dueAt }),
  }
}
