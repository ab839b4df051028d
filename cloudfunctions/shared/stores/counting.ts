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
