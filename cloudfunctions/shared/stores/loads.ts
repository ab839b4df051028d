import type { Unit } from '../../../core/grids/types'
import type { Database, Stage } from '../database'

/** How much each person of a team carries: what new work is shared out by. */
export type Loads = Record<string, { open: number; lastAssignedAt: number | null }>

export interface LoadRow {
  userId: string
  open: { open: number }[]
  last: { assignedAt: number }[]
}

const ofPerson = { $expr: { $eq: ['$handler.userId', '$$user'] } }

/** From a unit to a row for each of its people: a count from the index, and one key further the last. */
const loadStages: Stage[] = [
  { $unwind: '$appointments' },
  joinRequests('open', [{ $match: { ...ofPerson, isOpen: true } }, { $count: 'open' }]),
  joinRequests('last', [
    { $match: ofPerson },
    { $sort: { assignedAt: -1 } },
    { $limit: 1 },
    { $project: { assignedAt: 1 } },
  ]),
  { $project: { userId: '$appointments.userId', open: 1, last: 1 } },
]

function joinRequests(as: string, pipeline: Stage[]): Stage {
  return { $lookup: { from: 'requests', let: { user: '$appointments.userId' }, pipeline, as } }
}

/** The unit above a request's, or another by its id. */
export type Receiver = 'above' | { unitId: string }

/** Joins the load of the people who would receive a request. */
export function loadStage(receiver: Receiver): Stage {
  const pipeline = [{ $match: { $expr: { $eq: ['$_id', '$$receiver'] } } }, ...loadStages]
  return { $lookup: { from: 'units', let: { receiver: idOf(receiver) }, pipeline, as: 'load' } }
}

function idOf(receiver: Receiver): unknown {
  return receiver === 'above' ? { $arrayElemAt: ['$path', -2] } : { $literal: receiver.unitId }
}

export async function findLoads(database: Database, unit: Unit): Promise<Loads> {
  return loadsOf(await database.aggregate<LoadRow>('units', { _id: unit._id }, loadStages))
}

export function loadsOf(rows: LoadRow[]): Loads {
  return Object.fromEntries(
    rows.map(({ userId, open, last }) => [
      userId,
      { open: open[0]?.open ?? 0, lastAssignedAt: last[0]?.assignedAt ?? null },
    ]),
  )
}
