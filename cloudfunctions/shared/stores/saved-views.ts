import type { RequestFilters } from '../../../typings/console/requests'
import type { UnitName } from '../../../typings/place'
import type { Database } from '../database'

/** A list of requests that a person gave a name. */
export interface StoredView {
  _id: string
  /** Whom it is for: see {@link audienceOf}. */
  audience: string
  name: string
  filters: RequestFilters
  /** The unit whose staff share it. */
  unit: UnitName | null
  by: { userId: string; label: string }
  version: number
  /** Epoch milliseconds. */
  updatedAt: number
  /** The idempotency key of the last change: a retried call finds it done. */
  key: string | null
}

/** One person's own, or a unit's. */
export const audienceOf = (whose: { userId: string } | { unitId: string }): string =>
  'userId' in whose ? `user:${whose.userId}` : `unit:${whose.unitId}`

export function findViews(database: Database, audiences: readonly string[], limit: number) {
  const where = { audience: { $in: audiences } }
  return database.find<StoredView>('saved_views', where, { limit })
}

export async function findView(database: Database, id: string): Promise<StoredView | null> {
  const [view] = await database.find<StoredView>('saved_views', { _id: id }, { limit: 1 })
  return view ?? null
}

export const countViews = (database: Database, audience: string): Promise<number> =>
  database.count('saved_views', { audience })

export const insertView = (database: Database, view: StoredView) =>
  database.insert('saved_views', view)

/** On the version that was read; false when somebody changed it since. */
export async function changeView(
  database: Database,
  { _id, version }: Pick<StoredView, '_id' | 'version'>,
  set: Partial<StoredView>,
): Promise<boolean> {
  const changes = { set: { ...set, version: version + 1 } }
  return (await database.update('saved_views', { _id, version }, changes)) === 1
}

/** Only one of these audiences'; false when there is none. */
export async function removeView(
  database: Database,
  id: string,
  audiences: readonly string[],
): Promise<boolean> {
  return (await database.remove('saved_views', { _id: id, audience: { $in: audiences } })) === 1
}
