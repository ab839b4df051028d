import type { Unit } from '../../../core/grids/types'
import type { Database, Stage } from '../database'

/** Joins the units on the way from the district down to the one at hand, as `chain`. */
export const chainStage: Stage = {
  $lookup: { from: 'units', localField: 'path', foreignField: '_id', as: 'chain' },
}

/** A lookup's units come in no order: sorts them from the district down to the unit itself. */
export function orderChain(units: Unit[]): Unit[] {
  return [...units].sort((a, b) => a.path.length - b.path.length)
}

/** A unit with those above it, by a condition that finds at most one; empty when there is none. */
export async function findChain(database: Database, where: Record<string, unknown>) {
  const [row] = await database.aggregate<{ chain: Unit[] }>('units', where, [
    { $limit: 1 },
    chainStage,
    { $project: { chain: 1 } },
  ])
  return orderChain(row?.chain ?? [])
}

export function findChildren(database: Database, parentId: string): Promise<Unit[]> {
  return database.find<Unit>('units', { parentId }, { order: { kind: 1, name: 1 }, limit: 200 })
}

export async function findDistrict(database: Database): Promise<Unit | null> {
  const [district] = await database.find<Unit>('units', { kind: 'district' }, { limit: 1 })
  return district ?? null
}

/** The units a person holds or stands in for. */
export function findHeld(database: Database, openid: string): Promise<Unit[]> {
  return database.find<Unit>('units', { members: openid }, { limit: 50 })
}

/** Replaces a unit's people if nobody changed it since it was read. */
export async function savePeople(database: Database, unit: Unit): Promise<boolean> {
  const { appointments, members } = unit
  const changed = await database.update(
    'units',
    { _id: unit._id, version: unit.version },
    { set: { appointments, members }, inc: { version: 1 } },
  )
  return changed === 1
}
