import type { Unit } from '../../../core/grids/types'
import { isCountedAlike } from '../../../core/numbers/facts'
import type { Decision } from '../../../core/requests/decide'
import { rewind } from '../../../core/requests/history'
import { requestNumber } from '../../../core/requests/number'
import { searchKeysOf } from '../../../core/requests/search-keys'
import type { SearchKeys } from '../../../core/requests/search-keys'
import type { Request } from '../../../core/requests/types'
import type { Changes, Database, Stage, Where } from '../database'
import { digest } from '../ids'
import { loadStage, loadsOf } from './loads'
import { addedPieces } from './safety'
import type { LoadRow, Loads, Receiver } from './loads'
import { settingsStage, steeringOf } from './settings'
import type { Settings, Steering } from './settings'
import { chainStage, orderChain } from './units'

/** The request as stored: with the keys that lists are found, sorted and paged by. */
export interface StoredRequest extends Request, SearchKeys {
  /** `<sortAt>-<_id>`: what is due first, first; then, behind a `c`, those at an end, newest first. */
  queueKey: string
  /** `<submittedAt>-<_id>`: the reporter's list, newest first. */
  listKey: string
  /** Since when the numbers do not know what it has become; null when they do. */
  countAt: number | null
  /** The version that the numbers know; 0 when none. */
  countedVersion: number
}

const paddedTime = (at: number) => String(Math.min(at, 9_999_999_999_999)).padStart(13, '0')
export const queueKeyOf = (request: Pick<Request, '_id' | 'isOpen' | 'sortAt' | 'submittedAt'>) =>
  request.isOpen
    ? `${paddedTime(request.sortAt)}-${request._id}`
    : `${closedKeyAt(request.submittedAt)}-${request._id}`
/** Where those at an end stand that were submitted at an instant: behind all open ones, backwards. */
export const closedKeyAt = (at: number) => `${closedKeys}${paddedTime(9_999_999_999_999 - at)}`
/** What the keys of those at an end begin with. */
export const closedKeys = 'c'
export const listKeyOf = (request: Pick<Request, '_id' | 'submittedAt'>) =>
  `${paddedTime(request.submittedAt)}-${request._id}`
export const queueKeyAt = paddedTime
export const listKeyAt = paddedTime

/** What is written beside the request itself. */
export const keysOf = (request: Request) => ({
  queueKey: queueKeyOf(request),
  listKey: listKeyOf(request),
  ...searchKeysOf(request),
})

export const toDocument = (
  request: Request,
): Omit<StoredRequest, 'countAt' | 'countedVersion'> => ({
  ...request,
  ...keysOf(request),
})

/** Everything one action on a request needs, in one call. */
export interface Case {
  request: Request
  /** The units the caller is a member of. */
  held: Unit[]
  /** The units from the district down to where the request is. */
  chain: Unit[]
  /** For each unit the command names, it and those above it. */
  targets: Unit[][]
  /** How busy the team is that would receive it. */
  load: Loads
  steering: Steering
}

/** What a command needs beside the request, its units and the settings. */
export interface CaseParts {
  targetIds?: readonly string[] | undefined
  /** Whose load is read: the unit above, or a unit by its id. */
  receiver?: Receiver | undefined
}

interface CaseRow {
  held: Unit[]
  chain: Unit[]
  settings: Settings[]
  targets?: { chain: Unit[] }[]
  load?: LoadRow[]
}

/** Null when there is no such request. */
export async function findCase(
  database: Database,
  where: { id: string; openid: string },
  parts: CaseParts = {},
): Promise<Case | null> {
  const stages = caseStages(where.openid, parts)
  const rows = await database.aggregate<StoredRequest & CaseRow>(
    'requests',
    { _id: where.id },
    stages,
  )
  return rows[0] ? caseOf(rows[0]) : null
}

function caseOf(row: StoredRequest & CaseRow): Case {
  const { held, chain, settings, targets, load, ...stored } = row
  return {
    request: asRequest(stored),
    held,
    chain: orderChain(chain),
    targets: (targets ?? []).map((target) => orderChain(target.chain)),
    load: loadsOf(load ?? []),
    steering: steeringOf(settings),
  }
}

function caseStages(openid: string, { targetIds, receiver }: CaseParts): Stage[] {
  const held = {
    $lookup: { from: 'units', pipeline: [{ $match: { members: openid } }], as: 'held' },
  }
  return [
    withoutKeys,
    held,
    chainStage,
    settingsStage,
    ...(targetIds ? [targetStage(targetIds)] : []),
    ...(receiver ? [loadStage(receiver)] : []),
  ]
}

function targetStage(ids: readonly string[]): Stage {
  const pipeline = [{ $match: { _id: { $in: ids } } }, chainStage, { $project: { chain: 1 } }]
  return { $lookup: { from: 'units', pipeline, as: 'targets' } }
}

export async function findRequest(database: Database, id: string): Promise<Request | null> {
  const options = { limit: 1, without: searchFields } as const
  const [stored] = await database.find<StoredRequest>('requests', { _id: id }, options)
  return stored ? asRequest(stored) : null
}

/**
 * Inserts a new request. Its number is made from its id; where that is taken the next
 * one is tried. A retried call gets the request as its first self made it.
 */
export async function insertRequest(database: Database, request: Request): Promise<Request> {
  for (let attempt = 0; attempt < 5; attempt++) {
    const numbered = { ...request, number: requestNumber(digest(request._id, 16), attempt) }
    const document = { ...toDocument(numbered), countAt: request.submittedAt, countedVersion: 0 }
    if ((await database.insert('requests', document)) === 'inserted') return numbered
    const existing = await findRequest(database, request._id)
    if (existing) return rewind(existing, 1)
  }
  throw new Error(`no free number for request ${request._id}`)
}

/** Writes a decision if nobody wrote since the request was read; false otherwise. */
export async function saveDecision(database: Database, before: Request, { next, entry }: Decision) {
  const { set } = changesBetween(toDocument(before), toDocument(next))
  const checks = addedPieces(before.safety, next.safety)
  const changes = {
    set: {
      ...set,
      ...checks.set,
      ...stirredCard(before, next),
      ...(!isCountedAlike(before, next) && { countAt: next.updatedAt }),
    },
    push: { history: [entry], ...checks.push },
    ...(checks.inc && { inc: checks.inc }),
  }
  const where = { _id: before._id, version: before.version }
  return (await database.update('requests', where, changes)) === 1
}

/**
 * The fields that differ. A delivery may have emptied the outbox since it was read, without a new
 * version: its mirror is written whenever the outbox is.
 */
export function changesBetween<D extends Request & SearchKeys>(before: D, after: D): Changes {
  const fields = Object.keys(after) as (keyof D & string)[]
  const differing = fields.filter((field) => !isAsBefore(field, before, after))
  const changed = new Set(
    [...differing, 'hasOutbox' as const].filter((one) => !besides.includes(one)),
  )
  return { set: Object.fromEntries([...changed].map((field) => [field, after[field]])) }
}

/** Written by themselves since: verdicts into the checks, news of the card in the group. */
const besides = ['history', 'safety', 'chatCard']

/** A step only says that the card has to be looked at. */
function stirredCard(before: Request, { chatCard }: Request): Record<string, unknown> {
  if (!chatCard || chatCard === before.chatCard) return {}
  return { 'chatCard.dueAt': chatCard.dueAt, 'chatCard.tries': chatCard.tries }
}

/** What is found by is made anew each time: the same words are no change. */
function isAsBefore<D extends SearchKeys>(field: keyof D, before: D, after: D): boolean {
  if (field === 'facets' || field === 'words') return hasSameKeys(before[field], after[field])
  return before[field] === after[field]
}

const hasSameKeys = (before: unknown, after: unknown) => String(before) === String(after)

/** The request without what only the store needs. */
function asRequest(stored: StoredRequest): Request {
  const { queueKey, listKey, facets, words, amberAt, redAt, countAt, countedVersion, ...request } =
    stored
  return request
}

/** Many and long: what the index is made of is never read back. */
export const searchFields = ['facets', 'words'] as const
const withoutKeys: Stage = { $project: { facets: 0, words: 0 } }

/** The parts that grow and those that are never read: lists leave them in the database. */
export const heavyFields = ['history', 'outbox', 'followIds', 'meTooIds', ...searchFields] as const

/** A request as lists read it. */
export type ListedRequest = Request & Pick<StoredRequest, 'queueKey' | 'listKey'>

/** A request read without its heavy parts: they are empty in it. */
export const lightRequest = (row: Omit<ListedRequest, (typeof heavyFields)[number]>) =>
  ({ ...row, history: [], outbox: [], followIds: [], meTooIds: [] }) satisfies ListedRequest

/** One page of a person's own requests, newest first. */
export async function findOwn(
  database: Database,
  query: { reporterId: string; isOpen?: boolean; before?: string; limit: number },
): Promise<ListedRequest[]> {
  const where: Where = {
    reporterId: query.reporterId,
    ...(query.isOpen !== undefined && { isOpen: query.isOpen }),
    ...(query.before && { listKey: { $lt: query.before } }),
  }
  const options = { order: { listKey: -1 }, limit: query.limit, without: heavyFields } as const
  return (await database.find<StoredRequest>('requests', where, options)).map(lightRequest)
}

/** A request that time has caught up with, and what deciding about it takes. */
export interface DueRequest {
  request: Request
  chain: Unit[]
}

type DueRow = StoredRequest & { chain: Unit[] }

/** Requests whose next deadline or end of waiting has come, the longest due first. */
export async function findDue(database: Database, now: number, limit: number) {
  const rows = await database.aggregate<DueRow>('requests', { dueAt: { $lte: now } }, [
    { $sort: { dueAt: 1 } },
    { $limit: limit },
    withoutKeys,
    chainStage,
  ])
  return rows.map(dueOf)
}

/** One page of a unit's open requests, for looking whether their handlers are still there. */
export async function findAtUnit(
  database: Database,
  query: { unitId: string; after: string; limit: number },
): Promise<(DueRequest & { queueKey: string })[]> {
  const where = { 'unit.id': query.unitId, isOpen: true, queueKey: { $gt: query.after } }
  const rows = await database.aggregate<DueRow>('requests', where, [
    { $sort: { queueKey: 1 } },
    { $limit: query.limit },
    withoutKeys,
    chainStage,
  ])
  return rows.map((row) => ({ ...dueOf(row), queueKey: row.queueKey }))
}

function dueOf({ chain, ...stored }: DueRow): DueRequest {
  return { request: asRequest(stored), chain: orderChain(chain) }
}

/** Takes a request out of the sweep's way for a while, if nobody wrote it since. */
export async function postpone(database: Database, request: Request, dueAt: number) {
  const where = { _id: request._id, version: request.version }
  await database.update('requests', where, { set: { dueAt } })
}

/** Open requests that were measured by an older policy. */
export function findOutdated(database: Database, policyVersion: number, limit: number) {
  const where = { isOpen: true, 'clocks.policyVersion': { $lt: policyVersion } }
  return database.find<StoredRequest>('requests', where, { limit, without: searchFields })
}

/** Writes new clocks, if nobody wrote the request since. No step of its life: the version stays. */
export async function saveClocks(database: Database, before: Request, after: Request) {
  const { clocks, dueAt, sortAt } = after
  const { queueKey, amberAt, redAt } = keysOf(after)
  const set = { clocks, dueAt, sortAt, queueKey, amberAt, redAt }
  const where = { _id: before._id, version: before.version }
  return (await database.update('requests', where, { set })) === 1
}
