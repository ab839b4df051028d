import type { Unit } from '../../../core/grids/types'
import type { Database, Stage } from '../database'

/** How much each person of a team carries: what a new request is shared out by. */
export type Loads = Record<string, { open: number; lastAssignedAt: number | null }>

interface Row {
  userId: string
  open: { open: number }[]
  last: { assignedAt: number }[]
}

const ofPerson = { $expr: { $eq: ['$handler.userId', '$$user'] } }

/** Counts from the index alone; the last assignment is one key further. */
export const loadStages: Stage[] = [
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

export async function findLoads(database: Database, unit: Unit): Promise<Loads> {
  const rows = await database.aggregate<Row>('units', { _id: unit._id }, loadStages)
  return Object.fromEntries(
    rows.map(({ userId, open, last }) => [
      userId,
      { open: open[0]?.open ?? 0, lastAssignedAt: last[0]?.assignedAt ?? null },
    ]),
  )
}
