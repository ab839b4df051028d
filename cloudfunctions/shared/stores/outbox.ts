import type { Request } from '../../../core/requests/types'
import type { Database } from '../database'
import { searchFields } from './requests'

/** Requests with notices not yet in their receivers' inboxes, the longest waiting first; or one of them. */
export function findUndelivered(
  database: Database,
  { limit, requestId }: { limit: number; requestId?: string | undefined },
): Promise<Undelivered[]> {
  const where = { hasOutbox: true, ...(requestId && { _id: requestId }) }
  const options = { order: { updatedAt: 1 }, limit, without: unsent } as const
  return database.find('requests', where, options)
}

const unsent = ['history', ...searchFields] as const

export type Undelivered = Pick<
  Request,
  | '_id'
  | 'version'
  | 'outbox'
  | 'number'
  | 'text'
  | 'state'
  | 'reporterId'
  | 'handler'
  | 'followers'
  | 'followIds'
>

/**
 * Empties the outboxes that were delivered, where no command added to them since: one call for
 * all that stand at the same version. Returns how many.
 */
export async function clearOutboxes(database: Database, delivered: readonly Undelivered[]) {
  const set = { outbox: [], hasOutbox: false }
  const versions = [...new Set(delivered.map(({ version }) => version))]
  const cleared = versions.map((version) => {
    const ids = delivered.filter((one) => one.version === version).map(({ _id }) => _id)
    return database.update('requests', { _id: { $in: ids }, version }, { set })
  })
  return (await Promise.all(cleared)).reduce((sum, count) => sum + count, 0)
}
