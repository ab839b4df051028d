import type { Bulletin } from '../../../core/bulletins/types'
import { cellsOfPoint, isInside } from '../../../core/grids/outline'
import type { Corner, Outline } from '../../../core/grids/outline'
import type { Chain, Unit } from '../../../core/grids/types'
import type { Database, Stage } from '../database'
import { shownStage } from './bulletins'
import { settingsStage, steeringOf } from './settings'
import type { Settings, Steering } from './settings'
import { chainStage, orderChain } from './units'
import type { User } from './users'

/** Everything dispatch looks at, in one call. A chain is null where it doesn't apply. */
export interface Surroundings {
  user: User | null
  ownChain: Chain | null
  groupChain: Chain | null
  placeChain: Chain | null
  /** The chain of each unit the person is a member of, where it was asked for. */
  heldChains: Chain[]
  /** The district alone: who has what nobody else can be found for. */
  districtChain: Chain
  /** The chains of the units that staff's rules point to, by unit id. */
  ruleChains: Record<string, Chain>
  steering: Steering
  /** What is on the board of their micro-grid, where it was asked for. */
  bulletins: Bulletin[]
}

interface Row {
  settings: Settings[]
  user: (User & { grid: { chain: Unit[] }; bulletins?: Bulletin[] })[]
  district: Unit[]
  ruleUnits: Unit[]
  held?: { chain: Unit[] }[]
  chosen?: { chain: Unit[] }[]
  group?: { chain: Unit[] }[]
  place?: { chain: Unit[] }[]
  outlines?: { ring: Outline['ring']; chain: Unit[] }[]
}

export interface Whereabouts {
  openid: string
  /** The openGId of the group whose card was opened. */
  groupId?: string | null
  placeName?: string | undefined
  /** Where on the map, as the person chose it. */
  placePoint?: { latitude: number; longitude: number } | undefined
  /** A unit named instead of the person's own. */
  gridId?: string | undefined
  /** Whether the units they hold are read too. */
  withHeld?: boolean | undefined
  withBulletins?: boolean
}

/**
 * Reads a reporter's surroundings. It starts from the dispatch settings, the one document
 * that always stands: null means that the place has not been set up.
 */
export async function findSurroundings(
  database: Database,
  where: Whereabouts,
): Promise<Surroundings | null> {
  return (await findSurroundingsWith<object>(database, where, []))?.around ?? null
}

/** The same, and what further stages join to it, in the same call. */
export async function findSurroundingsWith<T extends object>(
  database: Database,
  where: Whereabouts,
  stages: Stage[],
): Promise<{ around: Surroundings; joined: T } | null> {
  const { openid, groupId, placeName, placePoint, gridId, withHeld, withBulletins } = where
  const point: Corner | null = placePoint ? [placePoint.longitude, placePoint.latitude] : null
  const [row] = await database.aggregate<Row & T>('settings', { _id: 'dispatch' }, [
    settingsStage,
    { $lookup: { from: 'users', pipeline: userPipeline(openid, withBulletins), as: 'user' } },
    { $lookup: { from: 'units', pipeline: districtPipeline, as: 'district' } },
    { $lookup: { from: 'units', localField: 'unitIds', foreignField: '_id', as: 'ruleUnits' } },
    ...(withHeld ? [heldStage(openid)] : []),
    ...(gridId ? [joinChain('chosen', { _id: gridId })] : []),
    ...(groupId ? [joinChain('group', { groupId })] : []),
    ...(placeName ? [joinChain('place', { places: { $in: prefixes(placeName) } })] : []),
    ...(point ? [joinOutlines(point)] : []),
    ...stages,
  ])
  return row ? { around: surroundingsOf(row, { gridId, point }), joined: row } : null
}

const districtPipeline: Stage[] = [{ $match: { kind: 'district' } }, { $limit: 1 }]

function userPipeline(openid: string, withBulletins = false): Stage[] {
  return [
    { $match: { _id: openid } },
    { $lookup: { from: 'units', localField: 'gridId', foreignField: '_id', as: 'grid' } },
    { $unwind: { path: '$grid', preserveNullAndEmptyArrays: true } },
    { $lookup: { from: 'units', localField: 'grid.path', foreignField: '_id', as: 'grid.chain' } },
    ...(withBulletins ? [shownStage('grid.path')] : []),
  ]
}

function heldStage(openid: string): Stage {
  const pipeline = [{ $match: { members: openid } }, chainStage, { $project: { chain: 1 } }]
  return { $lookup: { from: 'units', pipeline, as: 'held' } }
}

function joinChain(as: string, match: object): Stage {
  const pipeline = [{ $match: match }, { $limit: 1 }, chainStage, { $project: { chain: 1 } }]
  return { $lookup: { from: 'units', pipeline, as } }
}

/** "泽霖府3栋" stands in the index as "泽霖府": every beginning of two characters and more. */
function prefixes(name: string): string[] {
  const characters = [...name.replace(/\s+/g, '')].slice(0, 20)
  return characters.slice(1).map((_, index) => characters.slice(0, index + 2).join(''))
}

/** The outlines whose cells the point lies in; which of them it lies inside is found out after. */
function joinOutlines(point: Corner): Stage {
  const pipeline = [
    { $match: { cells: { $in: cellsOfPoint(point) } } },
    { $lookup: { from: 'units', localField: '_id', foreignField: '_id', as: 'unit' } },
    { $unwind: '$unit' },
    { $lookup: { from: 'units', localField: 'unit.path', foreignField: '_id', as: 'chain' } },
    { $project: { ring: 1, chain: 1 } },
  ]
  return { $lookup: { from: 'outlines', pipeline, as: 'outlines' } }
}

/** The lowest unit the point lies inside. */
function chainAt(point: Corner | null, outlines: Row['outlines'] = []): Chain | null {
  const around = outlines.filter(({ ring }) => point && isInside(point, ring))
  const [lowest] = around.toSorted((a, b) => b.chain.length - a.chain.length)
  return chainOrNull(lowest?.chain)
}

function surroundingsOf(
  row: Row,
  { gridId, point }: { gridId: string | undefined; point: Corner | null },
): Surroundings {
  const [user] = row.user
  return {
    user: user ?? null,
    bulletins: user?.bulletins ?? [],
    ownChain: chainOrNull(gridId ? row.chosen?.[0]?.chain : user?.grid.chain),
    groupChain: chainOrNull(row.group?.[0]?.chain),
    placeChain: chainAt(point, row.outlines) ?? chainOrNull(row.place?.[0]?.chain),
    heldChains: (row.held ?? []).map(({ chain }) => orderChain(chain)),
    districtChain: row.district,
    ruleChains: chainsById(row.ruleUnits),
    steering: steeringOf(row.settings),
  }
}

function chainOrNull(units: Unit[] = []): Chain | null {
  return units.length > 0 ? orderChain(units) : null
}

function chainsById(units: Unit[]): Record<string, Chain> {
  const byId = new Map(units.map((unit) => [unit._id, unit]))
  const chainOf = (unit: Unit) => unit.path.flatMap((id) => byId.get(id) ?? [])
  return Object.fromEntries(units.map((unit) => [unit._id, chainOf(unit)]))
}
