import { isVacant as isVacantAt } from '../../../core/grids/duty'
import { membersOf, nextDutyChange } from '../../../core/grids/duty-changes'
import type { Unit } from '../../../core/grids/types'
import type { Database, Stage, Where } from '../database'

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

/** For each of the units, it and those above it, by its id. */
export async function findChains(
  database: Database,
  ids: readonly string[],
): Promise<Record<string, Unit[]>> {
  const where = { _id: { $in: [...new Set(ids)] } }
  const stages = [chainStage, { $project: { chain: 1 } }]
  const rows = await database.aggregate<{ _id: string; chain: Unit[] }>('units', where, stages)
  return Object.fromEntries(rows.map(({ _id, chain }) => [_id, orderChain(chain)]))
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

/** Units at and below one in which somebody is called so, by id; all with people where no text is given. */
export function findPeople(
  database: Database,
  query: { within: string; text: string; after?: string | undefined; limit: number },
): Promise<Unit[]> {
  const { within, text, after, limit } = query
  const label = text ? new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')) : { $gt: '' }
  const where = { path: within, 'appointments.label': label, ...(after && { _id: { $gt: after } }) }
  return database.find<Unit>('units', where, { order: { _id: 1 }, limit })
}

/** Departments and partners: they handle beside the levels. */
export function findOrganisations(database: Database): Promise<Unit[]> {
  return findUnits(database, { kind: { $in: ['department', 'partner'] } })
}

export function findUnits(database: Database, where: Where): Promise<Unit[]> {
  return database.find<Unit>('units', where, { limit: 500 })
}

/**
 * Replaces a unit's people if nobody changed it since it was read. `recheckAt` makes the
 * clock look at its open requests at once, and again when the next person comes or goes.
 */
export async function savePeople(database: Database, unit: Unit, now: number): Promise<boolean> {
  const { appointments } = unit
  const isVacant = isVacantAt(unit, now)
  const set = { appointments, members: membersOf(appointments), isVacant, recheckAt: now }
  const where = { _id: unit._id, version: unit.version }
  return (await database.update('units', where, { set, inc: { version: 1 } })) === 1
}

/** Units where somebody came on duty or went off since their requests were looked at. */
export function findChanged(database: Database, now: number, limit: number): Promise<Unit[]> {
  return database.find<Unit>(
    'units',
    { recheckAt: { $lte: now } },
    { order: { recheckAt: 1 }, limit },
  )
}

/** Notes who is there and when to look again, unless the unit's people were changed meanwhile. */
export async function saveRecheck(database: Database, unit: Unit, now: number) {
  const where = { _id: unit._id, version: unit.version }
  const set = { recheckAt: nextDutyChange(unit, now), isVacant: isVacantAt(unit, now) }
  await database.update('units', where, { set })
}
