import { chinaDay } from '../../../core/calendar'
import type { Uncounted } from '../../../core/numbers/batch'
import type { Request } from '../../../core/requests/types'
import type { Database } from '../database'
import type { Batch } from './ledger'
import type { StoredRequest } from './requests'

export type { Uncounted }

/** What counting does not read. */
const without = ['text', 'photos', 'outbox', 'contact', 'onBehalfOf'] as const

/** Requests that have become something the counters do not know, the longest waiting first. */
export async function findUncounted(
  database: Database,
  now: number,
  limit: number,
): Promise<Uncounted[]> {
  const where = { countAt: { $lte: now } }
  const options = { order: { countAt: 1 }, limit, without } as const
  const rows = await database.find<StoredRequest>('requests', where, options)
  return rows.map((row) => ({ request: row, countedVersion: row.countedVersion ?? 0 }))
}

/**
 * Notes which version of each request the counters know; one write for each version there is.
 * Versions only rise, so a late run takes nothing back; what was done since waits for its turn.
 */
export async function markCounted(database: Database, items: Batch['items']): Promise<void> {
  for (const version of new Set(items.map((item) => item.version))) {
    const ids = items.filter((item) => item.version === version).map(({ id }) => id)
    const where = { _id: { $in: ids }, countedVersion: { $lt: version } }
    const set = { countedVersion: version }
    await database.update('requests', { ...where, version }, { set: { ...set, countAt: null } })
    await database.update('requests', where, { set })
  }
}

export async function putOffCounting(database: Database, { _id }: Request, countAt: number) {
  await database.update('requests', { _id }, { set: { countAt } })
}

/** The requests of a unit and all below it by where they came from, the earliest first. */
export interface Submitted {
  unitId: string
  /** Epoch milliseconds: from the one on, before the other. */
  from: number
  to: number
}

const key = (at: number) => String(at).padStart(13, '0')
const submittedWhere = ({ unitId, from, to }: Submitted, after: string) => ({
  'originPath.id': unitId,
  listKey: { $gt: after === '' ? key(from) : after, $lt: key(to) },
})

export function findSubmitted(
  database: Database,
  query: Submitted,
  { after, limit, without = [] }: { after: string; limit: number; without?: readonly string[] },
): Promise<StoredRequest[]> {
  const options = { order: { listKey: 1 }, limit, without } as const
  return database.find<StoredRequest>('requests', submittedWhere(query, after), options)
}

export function countSubmitted(database: Database, query: Submitted): Promise<number> {
  return database.count('requests', submittedWhere(query, ''))
}

/** A page of a day's requests as counting reads them. */
export const findForCounting = (database: Database, query: Submitted, after: string) =>
  findSubmitted(database, query, { after, limit: 200, without })

/** Requests from before there were counters: they are counted from now on. */
export async function takeIntoCounting(database: Database, ids: string[], now: number) {
  const set = { countedVersion: 0, countAt: now }
  if (ids.length > 0) await database.update('requests', { _id: { $in: ids } }, { set })
}

/** The day of a unit's first request; null when there is none. */
export async function findFirstSubmitted(database: Database, unitId: string) {
  const query = { unitId, from: 0, to: 9_999_999_999_999 }
  const [first] = await findSubmitted(database, query, {
    after: '0',
    limit: 1,
    without: ['history'],
  })
  return first ? chinaDay(first.submittedAt) : null
}
