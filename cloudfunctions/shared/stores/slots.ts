import type { Guards, SlotWrite } from '../../../core/bookings/writes'
import type { Slot } from '../../../core/bookings/types'
import type { Unit } from '../../../core/grids/types'
import { isDuplicateKey } from '../database'
import type { Changes, Database, Stage, Where } from '../database'

/** The slot as stored: with the key that people's own lists are sorted and paged by. */
export interface StoredSlot extends Slot {
  /** `<startAt>-<_id>`. */
  listKey: string
}

/** `duplicate`: the slot exists, or a limit token is taken. */
export type Written = 'written' | 'missed' | 'duplicate'

const paddedTime = (at: number) => String(at).padStart(13, '0')
const listKeyOf = (slot: Pick<Slot, '_id' | 'startAt'>) => `${paddedTime(slot.startAt)}-${slot._id}`

/** Makes the document of a slot that nobody booked before. */
export async function insertSlot(database: Database, slot: Slot): Promise<Written> {
  const document: StoredSlot = { ...slot, listKey: listKeyOf(slot) }
  const result = await database.insert('slots', document)
  return result === 'inserted' ? 'written' : 'duplicate'
}

/** One conditional write; `missed` when what it asks for is no longer so. */
export async function writeSlot(database: Database, write: SlotWrite): Promise<Written> {
  try {
    const changed = await database.update('slots', whereOf(write), changesOf(write))
    return changed === 1 ? 'written' : 'missed'
  } catch (error) {
    if (isDuplicateKey(error)) return 'duplicate'
    throw error
  }
}

/** The write's guards as a condition. */
export function whereOf({ slotId, guards }: Pick<SlotWrite, 'slotId' | 'guards'>): Where {
  const { state, roomAtLeast, roomBelow, mayWait, without, withoutClaims, waitingAbove } = guards
  return {
    _id: slotId,
    state,
    ...pick(guards, ['version', 'waiting', 'left', 'stage', 'dueAt']),
    ...(roomAtLeast !== undefined && { room: { $gte: roomAtLeast } }),
    ...(roomBelow !== undefined && { room: { $lt: roomBelow } }),
    ...(waitingAbove !== undefined && { waiting: { $gt: waitingAbove } }),
    ...(mayWait && { waitRoom: { $gt: 0 } }),
    ...(without !== undefined && { people: { $ne: without } }),
    ...(withoutClaims && withoutClaims.length > 0 && { claims: { $nin: withoutClaims } }),
    ...Object.fromEntries(guards.revs.map(({ index, rev }) => [`bookings.${index}.rev`, rev])),
  }
}

function pick(guards: Guards, names: readonly (keyof Guards)[]): Where {
  return Object.fromEntries(
    names.flatMap((name) => (name in guards ? [[name, guards[name]] as const] : [])),
  )
}

/** The write in the notation of the database. */
export function changesOf(write: SlotWrite): Changes {
  const { replace, inc, set, drop, notices, pieces } = write
  const [piece] = pieces
  const isTelling = notices.length > 0 || set.state === 'closed'
  return {
    set: {
      ...set,
      ...(piece && { 'safety.checkAt': piece.nextAt }),
      ...(isTelling && { hasOutbox: true }),
      ...Object.fromEntries(replace.map(({ index, booking }) => [`bookings.${index}`, booking])),
    },
    inc: {
      ...inc,
      ...(isTelling && { outboxVersion: 1 }),
      ...(piece && { 'safety.rev': 1 }),
    },
    push: filled({ ...entering(write), outbox: notices, 'safety.pieces': pieces }),
    pull: filled(drop),
  }
}

function entering({ append, claims }: SlotWrite): Record<string, readonly unknown[]> {
  return {
    bookings: append,
    people: append.map(({ personId }) => personId),
    bookers: append.map(({ bookerId }) => bookerId),
    claims: [...append.flatMap((booking) => booking.claims), ...claims],
    requestIds: append.flatMap(({ requestId }) => requestId ?? []),
  }
}

function filled(lists: Record<string, readonly unknown[]>): Record<string, readonly unknown[]> {
  return Object.fromEntries(Object.entries(lists).filter(([, values]) => values.length > 0))
}

/** A slot with the units the caller holds, in one call; null when nobody ever booked it. */
export async function findSlotCase(
  database: Database,
  { slotId, openid }: { slotId: string; openid: string },
): Promise<{ slot: Slot; held: Unit[] } | null> {
  const [row] = await database.aggregate<StoredSlot & { held: Unit[] }>('slots', { _id: slotId }, [
    { $lookup: { from: 'units', pipeline: [{ $match: { members: openid } }], as: 'held' } },
  ])
  if (!row) return null
  const { held, ...slot } = row
  return { slot, held }
}

export async function findSlot(database: Database, slotId: string): Promise<Slot | null> {
  const [slot] = await database.find<StoredSlot>('slots', { _id: slotId }, { limit: 1 })
  return slot ?? null
}

/** A slot with only the bookings that somebody made, and who waits before them. */
export type OwnSlot = Omit<StoredSlot, 'people' | 'bookers' | 'claims' | 'outbox'>

const heavy = { people: 0, bookers: 0, claims: 0, outbox: 0, requestIds: 0 }

/** Keeps the bookings that match, and of the others only the ids of those who wait. */
export const ownStages = (mine: object): Stage[] => [
  { $addFields: { bookings: { $filter: { input: '$bookings', as: 'one', cond: mine } } } },
  { $project: heavy },
]

/** One page of slots somebody booked into, the latest first. */
export function findOwnSlots(
  database: Database,
  { openid, before, limit }: { openid: string; before?: string; limit: number },
): Promise<(OwnSlot & { queue: string[] })[]> {
  const match: Where = { bookers: openid, ...(before && { listKey: { $lt: before } }) }
  return database.aggregate('slots', match, [
    { $sort: { listKey: -1 } },
    { $limit: limit },
    { $addFields: { queue: queueExpression } },
    ...ownStages({ $eq: ['$$one.bookerId', { $literal: openid }] }),
  ])
}

/** A slot with bookings of a request, who reported that, and the units the caller holds. */
export type RequestSlot = OwnSlot & {
  queue: string[]
  request: { reporterId: string; path: string[] }[]
  held: Unit[]
}

/** The slots with bookings that came from a request: one call, what access depends on included. */
export function findSlotsOfRequest(
  database: Database,
  { requestId, openid }: { requestId: string; openid: string },
): Promise<RequestSlot[]> {
  const request = [{ $match: { _id: requestId } }, { $project: { reporterId: 1, path: 1 } }]
  return database.aggregate('slots', { requestIds: requestId }, [
    { $limit: 20 },
    { $addFields: { queue: queueExpression } },
    ...ownStages({ $eq: ['$$one.requestId', { $literal: requestId }] }),
    { $lookup: { from: 'requests', pipeline: request, as: 'request' } },
    { $lookup: { from: 'units', pipeline: [{ $match: { members: openid } }], as: 'held' } },
  ])
}

/** Ids of those who wait, in order: enough to say whose turn is when. */
const queueExpression = {
  $map: {
    input: {
      $filter: { input: '$bookings', as: 'one', cond: { $eq: ['$$one.state', 'waiting'] } },
    },
    as: 'one',
    in: '$$one.id',
  },
}

// ---- the clock's ----

export function findDueSlots(database: Database, now: number, limit: number): Promise<Slot[]> {
  const due = { dueAt: { $lte: now, $gt: 0 } }
  return database.find<StoredSlot>('slots', due, { order: { dueAt: 1 }, limit })
}

export function findTellingSlots(database: Database, limit: number): Promise<Slot[]> {
  return database.find<StoredSlot>('slots', { hasOutbox: true }, { order: { startAt: 1 }, limit })
}

/** Empties the outbox unless something came into it since it was read. */
export async function clearOutbox(database: Database, slot: Slot): Promise<boolean> {
  const { _id, outboxVersion } = slot
  const changes = { set: { outbox: [], hasOutbox: false } }
  return (await database.update('slots', { _id, outboxVersion }, changes)) === 1
}

/** The open slots of a home that begin in a stretch of time and that somebody booked. */
export function findOpenSlots(
  database: Database,
  { homeId, from, to }: { homeId: string; from: number; to: number },
): Promise<Slot[]> {
  const where = { homeId, startAt: { $gte: from, $lt: to }, state: 'open' }
  return database.find<StoredSlot>('slots', where, { order: { startAt: 1 }, limit: pageOfSlots })
}

const pageOfSlots = 500

/** All open slots of a home from a moment on that somebody booked, page by page. */
export async function findSlotsAhead(
  database: Database,
  { homeId, from }: { homeId: string; from: number },
): Promise<Slot[]> {
  const found = new Map<string, Slot>()
  for (let at = from; ;) {
    const slots = await findOpenSlots(database, { homeId, from: at, to: Number.MAX_SAFE_INTEGER })
    slots.forEach((slot) => found.set(slot._id, slot))
    const last = slots.at(-1)?.startAt ?? at
    if (slots.length < pageOfSlots || last === at) return [...found.values()]
    at = last
  }
}
