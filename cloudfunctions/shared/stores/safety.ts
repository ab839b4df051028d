import type { Safety } from '../../../core/safety/types'
import type { Slot } from '../../../core/bookings/types'
import type { Request } from '../../../core/requests/types'
import type { Changes, Database } from '../database'

/** The documents that hold words and pictures of people, with their checks inside. */
export interface Checked {
  requests: Request
  slots: Slot
}

export type CheckedCollection = keyof Checked

/**
 * The change that adds pieces. It names no verdict and asks for no revision, so that it goes
 * with any other write and loses nothing that was decided since the document was read.
 */
export function addedPieces(before: Safety, after: Safety): Changes {
  const added = after.pieces.slice(before.pieces.length)
  if (added.length === 0) return {}
  return {
    push: { 'safety.pieces': added },
    inc: { 'safety.rev': 1 },
    ...(after.checkAt !== null && { set: { 'safety.checkAt': after.checkAt } }),
  }
}

/** Writes verdicts, if nobody wrote the document's checks since they were read. */
export async function saveSafety(
  database: Database,
  where: { collection: CheckedCollection; id: string; rev: number },
  safety: Safety,
): Promise<boolean> {
  const condition = { _id: where.id, 'safety.rev': where.rev }
  return (await database.update(where.collection, condition, { set: { safety } })) === 1
}

/** Documents with something to ask the service about, the longest waiting first; or one of them. */
export function findUnchecked<C extends CheckedCollection>(
  database: Database,
  collection: C,
  { now, limit, id }: { now: number; limit: number; id?: string | undefined },
): Promise<Checked[C][]> {
  const where = { 'safety.checkAt': { $lte: now }, ...(id && { _id: id }) }
  return database.find(collection, where, { order: { 'safety.checkAt': 1 }, limit })
}

/** The request with a picture whose check WeChat knows by this id; null when none waits for it. */
export async function findByTrace(database: Database, traceId: string): Promise<Request | null> {
  const where = { 'safety.traceIds': traceId }
  const [request] = await database.find<Request>('requests', where, { limit: 1 })
  return request ?? null
}

/** One document by its id. */
export async function findChecked<C extends CheckedCollection>(
  database: Database,
  collection: C,
  id: string,
): Promise<Checked[C] | null> {
  const [document] = await database.find<Checked[C]>(collection, { _id: id }, { limit: 1 })
  return document ?? null
}

/** One page of what waits for a unit's staff, the longest waiting first. */
export function findReviews<C extends CheckedCollection>(
  database: Database,
  collection: C,
  { unitId, after, limit }: { unitId: string; after: string; limit: number },
): Promise<Checked[C][]> {
  const where = { 'safety.reviewUnits': unitId, 'safety.reviewKey': { $gt: after } }
  return database.find(collection, where, { order: { 'safety.reviewKey': 1 }, limit })
}

/**
 * How many requests and booked slots have something for the staff of a unit to look at.
 * Two calls, each a count by index.
 */
export async function countReviews(database: Database, unitId: string): Promise<number> {
  const where = { 'safety.reviewUnits': unitId }
  const counts = await Promise.all([
    database.count('requests', where),
    database.count('slots', where),
  ])
  return counts.reduce((sum, count) => sum + count, 0)
}
