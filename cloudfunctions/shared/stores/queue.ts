import type { Unit } from '../../../core/grids/types'
import type { RequestState } from '../../../typings/domain'
import type { Database, Stage } from '../database'
import { heavyFields, lightRequest, queueKeyAt } from './requests'
import type { ListedRequest, StoredRequest } from './requests'

export interface QueueQuery {
  openid: string
  scope: 'mine' | 'unit'
  state?: RequestState
  unitId?: string
  /** Only what is due before this instant, epoch milliseconds. */
  dueBefore?: number
  after?: string
  limit: number
}

/** A unit the person holds, with its part of the page. */
export interface UnitQueue {
  unit: Unit
  rows: StoredRequest[]
}

/**
 * One page of a handler's queue for each unit they are a member of, what is due first, first.
 * One call: it starts from the person's units, so nobody without a charge gets a row.
 */
export function findQueues(database: Database, query: QueueQuery): Promise<UnitQueue[]> {
  const where = { members: query.openid, ...(query.unitId && { _id: query.unitId }) }
  return database.aggregate('units', where, [{ $project: { unit: '$$ROOT' } }, joinRequests(query)])
}

function joinRequests(query: QueueQuery): Stage {
  const whose = query.scope === 'mine' ? '$handler.userId' : '$unit.id'
  const what = query.scope === 'mine' ? query.openid : '$$unitId'
  const key = { ...(query.after && { $gt: query.after }), ...dueBefore(query) }
  const match = {
    $expr: { $eq: [whose, what] },
    ...(query.state ? { state: query.state } : { isOpen: true }),
    ...(Object.keys(key).length > 0 && { queueKey: key }),
  }
  const light = Object.fromEntries(heavyFields.map((field) => [field, 0]))
  const pipeline = [
    { $match: match },
    { $sort: { queueKey: 1 } },
    { $limit: query.limit },
    { $project: light },
  ]
  return { $lookup: { from: 'requests', let: { unitId: '$_id' }, pipeline, as: 'rows' } }
}

function dueBefore({ dueBefore: at }: QueueQuery) {
  return at === undefined ? {} : { $lt: queueKeyAt(at) }
}

/** Each unit gives its own first page; together they are sorted again, once each. */
export function mergeQueues(queues: UnitQueue[], limit: number): ListedRequest[] {
  const unique = new Map(queues.flatMap(({ rows }) => rows.map((one) => [one._id, one] as const)))
  return [...unique.values()]
    .sort((a, b) => (a.queueKey < b.queueKey ? -1 : 1))
    .slice(0, limit)
    .map(lightRequest)
}

/** How many open requests a person handles; of those, how many were due before an instant. */
export function countWork(
  database: Database,
  { openid, dueBefore: at }: { openid: string; dueBefore?: number },
): Promise<number> {
  const due = at === undefined ? {} : { queueKey: { $lt: queueKeyAt(at) } }
  return database.count('requests', { 'handler.userId': openid, isOpen: true, ...due })
}
