import type { Unit } from '../../../core/grids/types'
import { requestNumber } from '../../../core/requests/number'
import type { Request } from '../../../core/requests/types'
import type { Changes, Database, Stage, Where } from '../database'
import { digest } from '../ids'
import { settingsStage } from './settings'
import type { Settings } from './settings'
import { chainStage, orderChain } from './units'

/** The request as stored: with the keys that lists are sorted and paged by. */
export interface StoredRequest extends Request {
  /** `<sortAt>-<_id>`: what is due first, first; also the queue's cursor. */
  queueKey: string
  /** `<submittedAt>-<_id>`: the reporter's list, newest first. */
  listKey: string
}

const paddedTime = (at: number) => String(Math.min(at, 9_999_999_999_999)).padStart(13, '0')
export const queueKeyOf = (request: Pick<Request, '_id' | 'sortAt'>) =>
  `${paddedTime(request.sortAt)}-${request._id}`
export const listKeyOf = (request: Pick<Request, '_id' | 'submittedAt'>) =>
  `${paddedTime(request.submittedAt)}-${request._id}`
export const queueKeyAt = paddedTime

const toDocument = (request: Request): StoredRequest => ({
  ...request,
  queueKey: queueKeyOf(request),
  listKey: listKeyOf(request),
})

/** Everything one action on a request needs, in one call. */
export interface Case {
  request: Request
  /** The units the caller holds. */
  held: Unit[]
  /** The units from the district down to where the request is. */
  chain: Unit[]
  /** For each unit asked for, it and those above it. */
  targets: Unit[][]
  settings: Settings[]
}

/** Which parts of a {@link Case} to read besides the request and the caller's units. */
export interface CaseParts {
  moves?: boolean
  targetIds?: string[]
}

/** Null when there is no such request. */
export async function findCase(
  database: Database,
  where: { _id: string; openid: string },
  parts: CaseParts = {},
): Promise<Case | null> {
  const [row] = await database.aggregate<Request & CaseRow>('requests', { _id: where._id }, [
    ...caseStages(where.openid, parts),
  ])
  if (!row) return null
  const { held, chain, settings, targets, ...request } = row
  return {
    request,
    held,
    chain: orderChain(chain ?? []),
    settings: settings ?? [],
    targets: (targets ?? []).map((target) => orderChain(target.chain)),
  }
}

interface CaseRow {
  held: Unit[]
  settings: Settings[]
  chain?: Unit[]
  targets?: { chain: Unit[] }[]
}

function* caseStages(openid: string, parts: CaseParts): Generator<Stage> {
  yield { $lookup: { from: 'units', pipeline: [{ $match: { members: openid } }], as: 'held' } }
  yield settingsStage
  if (parts.moves) yield chainStage
  if (parts.targetIds)
    yield {
      $lookup: {
        from: 'units',
        pipeline: [
          { $match: { _id: { $in: parts.targetIds } } },
          chainStage,
          { $project: { chain: 1 } },
        ],
        as: 'targets',
      },
    }
}

export async function findRequest(database: Database, id: string): Promise<Request | null> {
  const [request] = await database.find<Request>('requests', { _id: id }, { limit: 1 })
  return request ?? null
}

/**
 * Inserts a new request. Its number is made from its id; where that is taken the next
 * one is tried. Returns what stands in the database: the first self of a retried call.
 */
export async function insertRequest(database: Database, request: Request): Promise<Request> {
  for (let attempt = 0; attempt < 5; attempt++) {
    const numbered = { ...request, number: requestNumber(digest(request._id, 16), attempt) }
    if ((await database.insert('requests', toDocument(numbered))) === 'inserted') return numbered
    const existing = await findRequest(database, request._id)
    if (existing) return existing
  }
  throw new Error(`no free number for request ${request._id}`)
}

/** Writes what changed if nobody wrote since `before` was read; false otherwise. */
export async function saveRequest(database: Database, before: Request, after: Request) {
  const changes = changesBetween(toDocument(before), toDocument(after))
  const where = { _id: before._id, version: before.version }
  return (await database.update('requests', where, changes)) === 1
}

function changesBetween(before: StoredRequest, after: StoredRequest): Changes {
  const set: Record<string, unknown> = {}
  for (const field of Object.keys(after) as (keyof StoredRequest)[])
    if (field !== 'history' && field !== '_id' && after[field] !== before[field])
      set[field] = after[field]
  return { set, push: { history: after.history.slice(before.history.length) } }
}

/** What a list line is made of; histories stay in the database. */
export const lineFields = [
  'number',
  'state',
  'text',
  'type',
  'topic',
  'urgency',
  'unit',
  'handler',
  'clocks',
  'submittedAt',
  'updatedAt',
  'urges',
  'photos',
  'queueKey',
  'listKey',
  'isOpen',
  'reporterId',
] as const

export type RequestRow = Pick<StoredRequest, '_id' | (typeof lineFields)[number]>

/** One page of a person's own requests, newest first. */
export function findOwn(
  database: Database,
  query: { reporterId: string; isOpen?: boolean; before?: string; limit: number },
): Promise<RequestRow[]> {
  const where: Where = {
    reporterId: query.reporterId,
    ...(query.isOpen !== undefined && { isOpen: query.isOpen }),
    ...(query.before && { listKey: { $lt: query.before } }),
  }
  return database.find('requests', where, {
    order: { listKey: -1 },
    limit: query.limit,
    fields: lineFields,
  })
}
