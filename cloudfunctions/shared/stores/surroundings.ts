import type { Unit } from '../../../core/grids/types'
import type { Database, Stage } from '../database'
import { settingsStage, steeringOf } from './settings'
import type { Settings, Steering } from './settings'
import { chainStage, orderChain } from './units'
import type { User } from './users'

/** Everything dispatch looks at, in one call. A chain is empty where it doesn't apply. */
export interface Surroundings {
  user: User | null
  ownChain: Unit[]
  groupChain: Unit[]
  placeChain: Unit[]
  /** The district alone: who has what nobody else can be found for. */
  districtChain: Unit[]
  steering: Steering
}

interface Row {
  settings: Settings[]
  user: (User & { grid?: { chain: Unit[] } })[]
  group: { chain: Unit[] }[]
  place: { chain: Unit[] }[]
  district: Unit[]
}

export interface Whereabouts {
  openid: string
  /** A unit chosen for the reporter: then their own is not asked for. */
  gridId?: string
  groupId: string | null
  placeName: string | null
}

/**
 * Reads a reporter's surroundings. It starts from the dispatch settings, the one
 * document that always stands; without it the place has not been set up, and null is returned.
 */
export async function findSurroundings(database: Database, at: Whereabouts) {
  const stages: Stage[] = [
    settingsStage,
    { $lookup: { from: 'users', pipeline: userPipeline(at.openid), as: 'user' } },
    {
      $lookup: {
        from: 'units',
        pipeline: [{ $match: { kind: 'district' } }, { $limit: 1 }],
        as: 'district',
      },
    },
  ]
  const group = at.gridId ? { _id: at.gridId } : at.groupId ? { groupId: at.groupId } : null
  if (group) stages.push(joinChain('group', group))
  if (at.placeName) stages.push(joinChain('place', { places: { $in: prefixes(at.placeName) } }))
  const [row] = await database.aggregate<Row>('settings', { _id: 'dispatch' }, stages)
  return row ? surroundingsOf(row) : null
}

function userPipeline(openid: string): Stage[] {
  return [
    { $match: { _id: openid } },
    { $lookup: { from: 'units', localField: 'gridId', foreignField: '_id', as: 'grid' } },
    { $unwind: { path: '$grid', preserveNullAndEmptyArrays: true } },
    { $lookup: { from: 'units', localField: 'grid.path', foreignField: '_id', as: 'grid.chain' } },
  ]
}

function joinChain(as: string, match: object): Stage {
  const pipeline = [{ $match: match }, { $limit: 1 }, chainStage, { $project: { chain: 1 } }]
  return { $lookup: { from: 'units', pipeline, as } }
}

/** "泽霖府3栋" may stand in the index as "泽霖府": every beginning of two characters and more. */
function prefixes(name: string): string[] {
  const characters = [...name.replace(/\s+/g, '')].slice(0, 20)
  return characters.slice(1).map((_, index) => characters.slice(0, index + 2).join(''))
}

function surroundingsOf(row: Row): Surroundings {
  const [user] = row.user
  return {
    user: user ?? null,
    ownChain: orderChain(user?.grid?.chain ?? []),
    groupChain: orderChain(row.group?.[0]?.chain ?? []),
    placeChain: orderChain(row.place?.[0]?.chain ?? []),
    districtChain: row.district,
    steering: steeringOf(row.settings),
  }
}
