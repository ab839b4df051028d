import type { Unit } from '../../../core/grids/types'
import { sessionTimes } from '../../../core/sessions/session'
import type { Session } from '../../../core/sessions/session'
import type { Database } from '../database'

/** A session with the units its person may act for: who calls, in one read. */
export interface SessionCase {
  session: Session
  held: Unit[]
}

export async function findSessionCase(database: Database, id: string): Promise<SessionCase | null> {
  const heldStage = {
    $lookup: { from: 'units', localField: 'userId', foreignField: 'members', as: 'held' },
  }
  const [row] = await database.aggregate<Session & { held: Unit[] }>('sessions', { _id: id }, [
    { $limit: 1 },
    heldStage,
  ])
  if (!row) return null
  const { held, ...session } = row
  return { session, held }
}

export async function insertSession(database: Database, session: Session): Promise<void> {
  await database.insert('sessions', session)
}

export async function renewSession(database: Database, id: string, now: number): Promise<void> {
  await database.update('sessions', { _id: id, endedAt: null }, { set: { usedAt: now } })
}

/** Ends a person's session for good; false when it is over already or not theirs. */
export async function endSession(
  database: Database,
  { _id, userId }: Pick<Session, '_id' | 'userId'>,
  now: number,
): Promise<boolean> {
  const where = { _id, userId, endedAt: null }
  return (await database.update('sessions', where, { set: { endedAt: now } })) === 1
}

/** A person's sessions that may still be open, the newest first. */
export function findSessions(database: Database, userId: string, now: number): Promise<Session[]> {
  const where = { userId, createdAt: { $gt: now - sessionTimes.longest } }
  return database.find<Session>('sessions', where, { order: { createdAt: -1 }, limit: 50 })
}
