import { nextDutyChange } from '../../../core/grids/duty-changes'
import type { Outline } from '../../../core/grids/outline'
import type { Unit } from '../../../core/grids/types'
import type { UnitKind } from '../../../typings/domain'
import type { Changes, Database, Stage } from '../database'
import { repathRequests } from './request-paths'

/** What staff change of a unit, beside what is counted by itself. */
export type UnitChange = Partial<Omit<Unit, '_id' | 'kind' | 'version' | 'recheckAt'>>

/** Writes a unit's change if nobody changed it since it was read; its open requests are looked at. */
export async function saveUnit(
  database: Database,
  read: Pick<Unit, '_id' | 'version'>,
  { change, now }: { change: UnitChange; now: number },
): Promise<boolean> {
  const where = { _id: read._id, version: read.version }
  const touchesPeople = change.appointments !== undefined
  const set = { ...change, ...(touchesPeople && { recheckAt: now }) }
  const changes: Changes = { set, inc: { version: 1 } }
  return (await database.update('units', where, changes)) === 1
}

export async function insertUnit(
  database: Database,
  unit: Omit<Unit, 'version' | 'recheckAt'>,
  now: number,
): Promise<boolean> {
  const whole: Unit = { ...unit, recheckAt: nextDutyChange(unit, now), version: 1 }
  return (await database.insert('units', whole)) === 'inserted'
}

/** Takes a unit away if nobody changed it since it was read, and its outline with it. */
export async function removeUnit(
  database: Database,
  { _id, version }: Pick<Unit, '_id' | 'version'>,
): Promise<boolean> {
  if ((await database.remove('units', { _id, version })) !== 1) return false
  await database.remove('outlines', { _id })
  return true
}

/** A unit's requests follow it to another place in the tree. */
export async function followUnit(database: Database, { _id, path }: Pick<Unit, '_id' | 'path'>) {
  await repathRequests(database, { unitId: _id, path })
}

const pageOfUnits = 500

/** Everything at and below a unit, page by page in the order of ids. */
export async function* eachBelow(database: Database, unitId: string): AsyncGenerator<Unit[]> {
  for (let after = ''; ;) {
    const units = await findBelow(database, { unitId, after, limit: pageOfUnits })
    if (units.length > 0) yield units
    const last = units.at(-1)
    if (!last || units.length < pageOfUnits) return
    after = last._id
  }
}

export function findBelow(
  database: Database,
  { unitId, after, limit }: { unitId: string; after: string; limit: number },
): Promise<Unit[]> {
  const where = { path: unitId, _id: { $gt: after } }
  return database.find<Unit>('units', where, { order: { _id: 1 }, limit })
}

export async function findAllBelow(database: Database, unitId: string): Promise<Unit[]> {
  const units: Unit[] = []
  for await (const page of eachBelow(database, unitId)) units.push(...page)
  return units
}

/** What lies below one of a unit's children, the child itself included. */
export interface Below {
  _id: string
  ids: string[]
  grids: number
  vacant: number
}

/** For each unit right below one, how much is there. One call. */
export async function countBelow(
  database: Database,
  { _id, path }: Pick<Unit, '_id' | 'path'>,
): Promise<Map<string, Below>> {
  const isGrid = { $eq: ['$kind', 'micro_grid'] }
  const isVacant = { $and: [isGrid, { $eq: ['$isVacant', true] }] }
  const stages: Stage[] = [
    { $project: { child: { $arrayElemAt: ['$path', path.length] }, kind: 1, isVacant: 1 } },
    {
      $group: {
        _id: '$child',
        ids: { $push: '$_id' },
        grids: { $sum: { $cond: [isGrid, 1, 0] } },
        vacant: { $sum: { $cond: [isVacant, 1, 0] } },
      },
    },
  ]
  const rows = await database.aggregate<Below>('units', { path: _id }, stages)
  return new Map(rows.map((row) => [row._id, row]))
}

const countedAtOnce = 500

/** Open requests at any of these units, counted in the index. */
export async function countOpenIn(database: Database, ids: readonly string[]): Promise<number> {
  const parts = Array.from({ length: Math.ceil(ids.length / countedAtOnce) }, (_, index) =>
    ids.slice(index * countedAtOnce, (index + 1) * countedAtOnce),
  )
  const counts = parts.map((some) =>
    database.count('requests', { 'unit.id': { $in: some }, isOpen: true }),
  )
  return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0)
}

/** Open requests at a unit and everything below it. */
export async function countOpen(database: Database, unitId: string): Promise<number> {
  const rows = await database.aggregate<{ _id: string }>('units', { path: unitId }, [
    { $project: { _id: 1 } },
  ])
  return countOpenIn(
    database,
    rows.map(({ _id }) => _id),
  )
}

/** Open requests of each unit itself. */
export async function countOpenAt(
  database: Database,
  unitIds: readonly string[],
): Promise<Record<string, number>> {
  const counts: [string, number][] = []
  const atOnce = 8
  for (let start = 0; start < unitIds.length; start += atOnce)
    counts.push(
      ...(await Promise.all(
        unitIds.slice(start, start + atOnce).map(async (id): Promise<[string, number]> => {
          return [id, await database.count('requests', { 'unit.id': id, isOpen: true })]
        }),
      )),
    )
  return Object.fromEntries(counts)
}

export function countResidents(database: Database, gridId: string): Promise<number> {
  return database.count('users', { gridId })
}

/** Micro-grids at or below a unit that nobody is appointed to, in the order of ids. */
export function findVacant(
  database: Database,
  { unitId, after = '', limit }: { unitId: string; after?: string | undefined; limit: number },
): Promise<Unit[]> {
  const where = { path: unitId, kind: 'micro_grid', isVacant: true, _id: { $gt: after } }
  return database.find<Unit>('units', where, { order: { _id: 1 }, limit })
}

/** Units of some kinds at or below one, by their names. */
export async function findOfKinds(
  database: Database,
  { unitId, kinds }: { unitId: string; kinds: readonly UnitKind[] },
): Promise<Unit[]> {
  const where = { path: unitId, kind: { $in: kinds } }
  const units = await database.find<Unit>('units', where, { limit: 500 })
  return units.toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

export function findByIds(database: Database, ids: readonly string[]): Promise<Unit[]> {
  if (ids.length === 0) return Promise.resolve([])
  return database.find<Unit>('units', { _id: { $in: ids } }, { limit: ids.length })
}

/** The unit that waits for whoever brings a code. */
export async function findInvited(database: Database, digest: string): Promise<Unit | null> {
  const where = { 'invitations.code.digest': digest }
  const [unit] = await database.find<Unit>('units', where, { limit: 1 })
  return unit ?? null
}

export function findOutlines(database: Database, ids: readonly string[]): Promise<Outline[]> {
  if (ids.length === 0) return Promise.resolve([])
  return database.find<Outline>('outlines', { _id: { $in: ids } }, { limit: ids.length })
}

/** Replaces an outline if it is still the version that was read (0: there was none). */
export async function saveOutline(database: Database, outline: Outline): Promise<boolean> {
  const { _id, version, ...fields } = outline
  if (version === 0)
    return (await database.insert('outlines', { ...outline, version: 1 })) === 'inserted'
  const changes = { set: fields, inc: { version: 1 } }
  return (await database.update('outlines', { _id, version }, changes)) === 1
}

export async function removeOutline(
  database: Database,
  { _id, version }: Pick<Outline, '_id' | 'version'>,
): Promise<boolean> {
  return (await database.remove('outlines', { _id, version })) === 1
}
