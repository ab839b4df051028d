import { postsOf } from '../../../core/grids/duty'
import type { GroupCase } from '../../../core/grids/groups'
import type { Unit } from '../../../core/grids/types'
import type { Database, Stage } from '../database'
import { chainStage, orderChain } from './units'

/**
 * Which unit a WeChat group belongs to; `_id` is its openGId. The units carry the group for
 * reading; this document makes sure that two of them never claim the same one.
 */
export interface StoredGroup {
  _id: string
  unitId: string | null
  userId: string
  at: number
}

type HeldRow = Unit & { below: unknown[]; bound?: { chain: Unit[] }[] }

/** The person's units, and what the group is bound to, in one call. */
export async function findGroupCase(
  database: Database,
  { openid, groupId, now }: { openid: string; groupId: string | null; now: number },
): Promise<GroupCase> {
  const stages = [levelsBelow, ...(groupId ? [boundStage(groupId)] : [])]
  const rows = await database.aggregate<HeldRow>('units', { members: openid }, stages)
  const held = rows.filter(({ below }) => below.length === 0).map(unitOf)
  return {
    groupId,
    bound: orderChain(rows[0]?.bound?.[0]?.chain ?? []),
    posts: postsOf(held, openid, now),
    held,
    now,
  }
}

function unitOf({ below: _, bound: __, ...unit }: HeldRow): Unit {
  return unit
}

/** A community whose micro-grids have the groups has none of its own. */
const levelsBelow: Stage = {
  $lookup: {
    from: 'units',
    let: { unitId: '$_id' },
    pipeline: [
      {
        $match: {
          $expr: { $eq: ['$parentId', '$$unitId'] },
          kind: { $in: ['micro_grid', 'area'] },
        },
      },
      { $limit: 1 },
      { $project: { kind: 1 } },
    ],
    as: 'below',
  },
}

function boundStage(groupId: string): Stage {
  const pipeline = [{ $match: { groupId } }, { $limit: 1 }, chainStage, { $project: { chain: 1 } }]
  return { $lookup: { from: 'units', pipeline, as: 'bound' } }
}

/** A claim whose unit did not take the group within this time was left behind by a call that died. */
const claimHolds = 60_000

export interface Claim {
  groupId: string
  unitId: string
  userId: string
  now: number
  /** The unit it is taken from. */
  fromId: string | null
}

/** Takes a group for a unit, so that nobody else's call takes it meanwhile; false when somebody was quicker. */
export async function claimGroup(database: Database, claim: Claim): Promise<boolean> {
  const { groupId, unitId, userId, now, fromId } = claim
  const set = { unitId, userId, at: now }
  if ((await database.insert('groups', { _id: groupId, ...set })) === 'inserted') return true
  const free = { _id: groupId, unitId: { $in: [null, unitId, ...(fromId ? [fromId] : [])] } }
  if ((await database.update('groups', free, { set })) === 1) return true
  const stale = { _id: groupId, at: { $lt: now - claimHolds } }
  return (await database.update('groups', stale, { set })) === 1
}

/** Lets a group go, unless another unit has claimed it meanwhile. */
export async function releaseGroup(
  database: Database,
  { groupId, unitId }: { groupId: string; unitId: string },
): Promise<void> {
  await database.update('groups', { _id: groupId, unitId }, { set: { unitId: null } })
}

/** Gives a unit a group or none, if nobody changed the unit since it was read. */
export async function saveGroup(
  database: Database,
  { _id, version }: Unit,
  groupId: string | null,
): Promise<boolean> {
  const changes = { set: { groupId }, inc: { version: 1 } }
  return (await database.update('units', { _id, version }, changes)) === 1
}

/** A unit, and what the person holds, in one call. */
export async function findPosterCase(
  database: Database,
  { unitId, openid }: { unitId: string; openid: string },
): Promise<{ unit: Unit | null; held: Unit[] }> {
  const match = { $match: { _id: unitId } }
  const rows = await database.aggregate<Unit & { asked: Unit[] }>('units', { members: openid }, [
    { $lookup: { from: 'units', pipeline: [match], as: 'asked' } },
  ])
  return { unit: rows[0]?.asked[0] ?? null, held: rows }
}
