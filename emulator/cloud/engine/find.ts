import { strictError } from '../errors'
import type { Execution, Match, Tally } from './execute'
import { execute } from './execute'
import type { IndexField } from './index-keys'
import { refuseUnsupported } from './matcher'
import type { Plan, Request } from './planner'
import { isBounded, planRequest } from './planner'
import type { Collection } from './store'
import type { Document, Fields } from './values'
import { isPlainObject } from './values'

/** How a query is run: what to add its cost to and how strict to be. */
export interface Run {
  tally: Tally
  isStrict: boolean
}

export interface FindRequest extends Request {
  skip?: number
  /** At most this many; undefined for all. */
  limit?: number
}

/** A query with its values left out: what it asks rather than for whom. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.some(isPlainObject) ? value.map(shapeOf) : ['?']
  if (!isPlainObject(value)) return '?'
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, shapeOf(item)]))
}

function describe(request: FindRequest): string {
  const query = JSON.stringify(shapeOf(request.query))
  const sort = request.sort.map((field) => `${field.path}: ${field.direction}`).join(', ')
  return sort === '' ? query : `${query} sorted by { ${sort} }`
}

/** Without conditions, reading in an index's order up to a limit costs only what it returns. */
function isCheapWalk(plan: Plan, request: FindRequest): boolean {
  const hasConditions = Object.keys(request.query).length > 0
  return !hasConditions && plan.ordering.kind !== 'sort' && request.limit !== undefined
}

function refuseFullScan(collection: Collection, plan: Plan, request: FindRequest): void {
  if (isBounded(plan) || isCheapWalk(plan, request)) return
  throw strictError(
    `${collection.name}: no index serves the query ${describe(request)}; it would read the whole collection`,
  )
}

function* window<T>(items: Iterable<T>, skip: number, limit: number): Generator<T> {
  if (limit <= 0) return
  let position = 0
  for (const item of items) {
    position += 1
    if (position > skip) yield item
    if (position >= skip + limit) return
  }
}

function* counted<T>(items: Iterable<T>, { tally }: Run): Generator<T> {
  for (const item of items) {
    tally.found += 1
    yield item
  }
}

/**
 * The documents a request finds, read as they are taken.
 * Throws GatewayError for a malformed query and, in strict mode, for one that no index serves.
 */
export function find(collection: Collection, request: FindRequest, run: Run): Iterable<Match> {
  refuseUnsupported(request.query)
  const plan = planRequest(collection, request)
  if (run.isStrict) refuseFullScan(collection, plan, request)
  const execution: Execution = { collection, sort: request.sort, ...run }
  const matches = execute(plan, execution)
  const { skip = 0, limit = Number.POSITIVE_INFINITY } = request
  return counted(window(matches, skip, limit), run)
}

/** How many documents match, from the index alone where it tells everything. */
export function count(collection: Collection, query: Fields, run: Run): number {
  if (Object.keys(query).length === 0) return countAll(collection, run)
  const matches = find(collection, { query, sort: [], paths: [] }, run)[Symbol.iterator]()
  let total = 0
  while (!matches.next().done) total += 1
  return total
}

function countAll(collection: Collection, run: Run): number {
  run.tally.indexes.add('_id_')
  const stats = collection.documents.getStats() as { entryCount: number }
  return stats.entryCount
}

/** An order as the wire gives it, `{ field: 1 | -1 }`, as index fields. */
export function sortFields(order: Fields): IndexField[] {
  return Object.entries(order).map(([path, direction]) => ({
    path,
    direction: direction === -1 || direction === 'desc' ? -1 : 1,
  }))
}

export function documentsOf(matches: Iterable<Match>): Document[] {
  return Array.from(matches, (match) => match.document)
}
