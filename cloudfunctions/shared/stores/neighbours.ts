import { limits } from '../../../core/limits'
import type { Unit } from '../../../core/grids/types'
import type { Joining, NeighbourList } from '../../../core/requests/neighbours'
import type { Request } from '../../../core/requests/types'
import type { Changes, Database, Stage, Where } from '../database'
import type { ListedRequest } from './requests'
import { heavyFields, lightRequest } from './requests'
import type { User } from './users'

/** A request and where the person stands who opened its card. */
export interface PeekCase {
  request: Request
  held: Unit[]
  user: User | null
  /** The unit of the group they came by. */
  groupUnit: Unit | null
}

interface Row {
  held: Unit[]
  user: User[]
  group?: Unit[]
}

export interface Visit {
  openid: string
  groupId: string | null
}

/** Null when there is no such request. One call. */
export async function findPeekCase(
  database: Database,
  id: string,
  visit: Visit,
): Promise<PeekCase | null> {
  const [row] = await database.aggregate<ListedRequest & Row>(
    'requests',
    { _id: id },
    visitStages(visit),
  )
  if (!row) return null
  const { held, user, group, queueKey: _, listKey: __, ...request } = row
  return { request, held, user: user[0] ?? null, groupUnit: group?.[0] ?? null }
}

function visitStages({ openid, groupId }: Visit): Stage[] {
  const join = (from: string, as: string, match: object): Stage => ({
    $lookup: { from, pipeline: [{ $match: match }], as },
  })
  return [
    join('units', 'held', { members: openid }),
    join('users', 'user', { _id: openid }),
    ...(groupId ? [join('units', 'group', { groupId })] : []),
  ]
}

const countOf = { followIds: 'followCount', meTooIds: 'meTooCount' } as const

/**
 * Puts a neighbour into lists of a request, or takes them out: one write on the condition that
 * they are not in them yet, so that the counts stay exact. No step of its life: the version stays.
 * False when somebody's other call was quicker.
 */
export async function saveJoining(
  database: Database,
  { id, openid }: { id: string; openid: string },
  joining: Joining,
): Promise<boolean> {
  const lists = 'drop' in joining ? joining.drop : joining.add
  if (lists.length === 0) return true
  const { where, changes } = 'drop' in joining ? leaving(lists, openid) : entering(lists, openid)
  return (await database.update('requests', { _id: id, ...where }, changes)) === 1
}

interface Write {
  where: Where
  changes: Changes
}

type Lists = readonly NeighbourList[]

function entering(lists: Lists, openid: string): Write {
  return {
    where: {
      ...perList(lists, { $ne: openid }),
      ...perCount(lists, { $lt: limits.neighbours }),
    },
    changes: { push: perList(lists, [openid]), inc: perCount(lists, 1) },
  }
}

function leaving(lists: Lists, openid: string): Write {
  return {
    where: perList(lists, openid),
    changes: { pull: perList(lists, [openid]), inc: perCount(lists, -1) },
  }
}

const perList = <T>(lists: Lists, value: T) =>
  Object.fromEntries(lists.map((list) => [list, value]))
const perCount = <T>(lists: Lists, value: T) =>
  Object.fromEntries(lists.map((list) => [countOf[list], value]))

/** A unit as its digest's reader stands to it. */
export interface DigestCase {
  unit: Unit | null
  held: Unit[]
  user: User | null
  groupUnit: Unit | null
  /** What is unanswered there, first what is due first. */
  rows: ListedRequest[]
}

export interface DigestQuery extends Visit {
  unitId: string
  after?: string | undefined
  limit: number
}

/** What came from a unit and still waits for an answer: not resolved, not at an end. */
const unanswered = (unitId: string) => ({
  'origin.id': unitId,
  isOpen: true,
  resolvedAt: null,
})

/** One page of what is unanswered in a unit, without what is private. One call. */
export async function findDigest(database: Database, query: DigestQuery): Promise<DigestCase> {
  const { unitId, openid, groupId } = query
  const [row] = await database.aggregate<Unit & Row & { rows: ListedRequest[] }>(
    'units',
    { _id: unitId },
    [...visitStages({ openid, groupId }), openStage(query)],
  )
  if (!row) return { unit: null, held: [], user: null, groupUnit: null, rows: [] }
  const { held, user, group, rows, ...unit } = row
  return {
    unit,
    held,
    user: user[0] ?? null,
    groupUnit: group?.[0] ?? null,
    rows: rows.map(lightRequest),
  }
}

function openStage({ unitId, after, limit }: DigestQuery): Stage {
  const match = {
    ...unanswered(unitId),
    isPrivate: false,
    ...(after && { queueKey: { $gt: after } }),
  }
  const light = Object.fromEntries(heavyFields.map((field) => [field, 0]))
  const pipeline = [
    { $match: match },
    { $sort: { queueKey: 1 } },
    { $limit: limit },
    { $project: light },
  ]
  return { $lookup: { from: 'requests', pipeline, as: 'rows' } }
}

/** How much is unanswered in a unit, and how much of it is private. Two calls. */
export async function countOpen(
  database: Database,
  unitId: string,
): Promise<{ openCount: number; privateCount: number }> {
  const where = unanswered(unitId)
  const [shown, privateCount] = await Promise.all([
    database.count('requests', { ...where, isPrivate: false }),
    database.count('requests', { ...where, isPrivate: true }),
  ])
  return { openCount: shown + privateCount, privateCount }
}
