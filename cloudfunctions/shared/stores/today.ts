import type { Unit } from '../../../core/grids/types'
import { keyIn } from '../../../core/requests/search-keys'
import type { Database, Stage } from '../database'
import type { StoredNotice } from './notices'
import { closedKeys, heavyFields, lightRequest, listKeyAt, queueKeyAt } from './requests'
import type { ListedRequest } from './requests'

/** Nothing is counted further than this. */
export const countedAtMost = 1000
/** For what the index can't count by itself: so many keys are looked at, what is due first first. */
const lookedAtAtMost = 2000
const shown = 8

export interface TodayQuery {
  unitIds: readonly string[]
  now: number
  /** The first and the last instant of the day in China. */
  from: number
  to: number
  /** Whether messages that WeChat would not take are theirs to see. */
  hasMessages: boolean
}

type Counted = { count: number }[]

/** What the day asks: counts as far as `countedAtMost`, and what to look at first. */
export interface TodayCase {
  overdue: Counted
  dueToday: Counted
  red: Counted
  unclaimed: Counted
  emergencies: Counted
  submittedToday: Counted
  vacantUnits: Counted
  reviewRequests: Counted
  reviewSlots: Counted
  stuckMessages?: Counted
  due: ListedRequest[]
  waiting: ListedRequest[]
  vacant: Unit[]
  chains: Unit[]
  stuck?: StoredNotice[]
}

const light = Object.fromEntries(heavyFields.map((field) => [field, 0]))
const count: Stage[] = [{ $limit: countedAtMost }, { $count: 'count' }]
const firstDue: Stage[] = [{ $sort: { queueKey: 1 } }, { $limit: shown }, { $project: light }]

/** All of it in one call: each part is a stretch of an index, none grows with what is at an end. */
export async function findToday(database: Database, query: TodayQuery): Promise<TodayCase | null> {
  const [first] = query.unitIds
  const stages = [...requestStages(query), ...placeStages(query), ...messageStages(query)]
  const names = { _id: 0, appointments: 0, members: 0 }
  const where = { _id: first }
  const rows = await database.aggregate<TodayCase>('units', where, [...stages, { $project: names }])
  const [row] = rows
  if (!row) return null
  return { ...row, due: row.due.map(lightRequest), waiting: row.waiting.map(lightRequest) }
}

function join(from: string, as: string, pipeline: Stage[]): Stage {
  return { $lookup: { from, pipeline, as } }
}

function requestStages({ unitIds, now, from, to }: TodayQuery): Stage[] {
  const ofUnits = (facet?: Parameters<typeof keyIn>[1]) => ({
    facets: { $in: unitIds.map((id) => keyIn(id, facet)) },
  })
  const isDue = queueKeyAt(now + 1)
  const isAhead = { $gte: isDue, $lt: closedKeys }
  const isOpen = { $lt: closedKeys }
  const stretch = (as: string, match: object, then: Stage[] = count) =>
    join('requests', as, [{ $match: match }, ...then])
  return [
    stretch('overdue', { ...ofUnits(), queueKey: { $lt: isDue } }),
    stretch('dueToday', { ...ofUnits(), queueKey: { $gte: isDue, $lt: queueKeyAt(to) } }),
    stretch('red', { ...ofUnits(), queueKey: isAhead }, [
      { $sort: { queueKey: 1 } },
      { $limit: lookedAtAtMost },
      { $match: { redAt: { $gt: 0, $lte: now } } },
      ...count,
    ]),
    stretch('unclaimed', { ...ofUnits('s:assigned'), queueKey: isOpen }),
    stretch('emergencies', { ...ofUnits('u:emergency'), queueKey: isOpen }),
    stretch('submittedToday', {
      words: { $in: unitIds.map((id) => keyIn(id)) },
      listKey: { $gte: listKeyAt(from) },
    }),
    stretch('due', { ...ofUnits(), queueKey: isOpen }, firstDue),
    stretch('waiting', { ...ofUnits('s:assigned'), queueKey: isOpen }, firstDue),
  ]
}

function placeStages({ unitIds }: TodayQuery): Stage[] {
  const vacant = { path: { $in: unitIds }, kind: 'micro_grid', isVacant: true }
  const review = [{ $match: { 'safety.reviewUnits': { $in: unitIds } } }, ...count]
  return [
    join('units', 'vacantUnits', [{ $match: vacant }, ...count]),
    join('units', 'vacant', [{ $match: vacant }, { $sort: { _id: 1 } }, { $limit: shown }]),
    { $lookup: { from: 'units', localField: 'vacant.path', foreignField: '_id', as: 'chains' } },
    join('requests', 'reviewRequests', review),
    join('slots', 'reviewSlots', review),
  ]
}

function messageStages({ hasMessages }: TodayQuery): Stage[] {
  if (!hasMessages) return []
  const match: Stage = { $match: { 'push.status': 'stuck' } }
  return [
    join('notices', 'stuckMessages', [match, ...count]),
    join('notices', 'stuck', [match, { $sort: { listKey: -1 } }, { $limit: shown }]),
  ]
}

/** What was submitted in units since an instant, the newest first. One call. */
export async function findNews(
  database: Database,
  { unitIds, since, limit }: { unitIds: readonly string[]; since: number; limit: number },
): Promise<ListedRequest[]> {
  const where = { words: { $in: unitIds }, listKey: { $gte: listKeyAt(since + 1) } }
  const rows = await database.aggregate<ListedRequest>('requests', where, [
    { $sort: { listKey: -1 } },
    { $limit: limit },
    { $project: light },
  ])
  return rows.map(lightRequest)
}

/** How many requests are open in all, as far as it is counted. */
export async function countOpen(database: Database) {
  const rows = await database.aggregate<{ count: number }>('requests', { isOpen: true }, count)
  const open = rows[0]?.count ?? 0
  return { count: Math.min(open, countedAtMost - 1), isMore: open >= countedAtMost }
}
