import type { Database, Stage, Where } from '../database'
import { heavyFields, lightRequest } from './requests'
import type { ListedRequest } from './requests'

/** Where requests are looked for, in which order, and what each still has to meet. */
export interface Look {
  /** Served by an index. */
  where: Where
  /** The key of the order: what is due first (then what is at an end, newest first), or the newest. */
  by: 'queueKey' | 'listKey'
  /** Expressions that are true for what matches; none when the index tells all. */
  conditions: object[]
}

export interface Stretch {
  /** In order, no more than asked for. */
  rows: ListedRequest[]
  /** The key of the last request looked at, when there may be more behind it; null at the end. */
  until: string | null
}

/** No more than so many requests are read for one page, however few of them match. */
export const lookedAtAtMost = 400

const directions = { queueKey: 1, listKey: -1 } as const
const light = Object.fromEntries(heavyFields.map((field) => [field, 0]))

/**
 * One page, read after a cursor. What the index tells by itself costs as many documents as it
 * returns; with conditions left a bounded stretch is looked through.
 */
export async function findStretch(
  database: Database,
  look: Look,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<Stretch> {
  const sort = { $sort: { [look.by]: directions[look.by] } }
  const where = afterCursor(look, after)
  if (look.conditions.length > 0) return lookThrough(database, { ...look, where }, { sort, limit })
  const stages = [sort, { $limit: limit }, { $project: light }]
  const rows = await database.aggregate<ListedRequest>('requests', where, stages)
  return { rows: rows.map(lightRequest), until: null }
}

function afterCursor({ where, by }: Look, after: string | undefined): Where {
  if (after === undefined) return where
  const { $gte, $lt } = (where[by] ?? {}) as { $gte?: string; $lt?: string }
  const range =
    by === 'queueKey'
      ? { $gt: after, ...($lt !== undefined && { $lt }) }
      : { ...($gte !== undefined && { $gte }), $lt: after }
  return { ...where, [by]: range }
}

interface Found {
  rows: (ListedRequest & { isHit: true })[]
  until: string
  seen: number
}

async function lookThrough(
  database: Database,
  { where, by, conditions }: Look,
  { sort, limit }: { sort: Stage; limit: number },
): Promise<Stretch> {
  const hits = { $filter: { input: '$rows', as: 'one', cond: { $ne: ['$$one', null] } } }
  const [found] = await database.aggregate<Found>('requests', where, [
    sort,
    { $limit: lookedAtAtMost },
    { $addFields: { isHit: { $and: conditions } } },
    { $project: light },
    {
      $group: {
        _id: null,
        until: { $last: `$${by}` },
        seen: { $sum: 1 },
        rows: { $push: { $cond: ['$isHit', '$$ROOT', null] } },
      },
    },
    { $project: { until: 1, seen: 1, rows: { $slice: [hits, limit] } } },
  ])
  if (!found) return { rows: [], until: null }
  const rows = found.rows.map(({ isHit, ...row }) => lightRequest(row))
  return { rows, until: found.seen === lookedAtAtMost ? found.until : null }
}
