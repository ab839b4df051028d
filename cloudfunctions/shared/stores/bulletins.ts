import type { Bulletin, Reader } from '../../../core/bulletins/types'
import { postsOf } from '../../../core/grids/duty'
import type { Unit } from '../../../core/grids/types'
import type { Database, Stage } from '../database'
import { digest } from '../ids'

export async function insertBulletin(database: Database, bulletin: Bulletin) {
  return database.insert('bulletins', bulletin)
}

export async function findBulletin(database: Database, id: string): Promise<Bulletin | null> {
  const [found] = await database.find<Bulletin>('bulletins', { _id: id }, { limit: 1 })
  return found ?? null
}

/** Writes a notice made from the version before; false when somebody else was quicker. */
export async function saveBulletin(database: Database, next: Bulletin): Promise<boolean> {
  const { _id, version, ...fields } = next
  const where = { _id, version: version - 1 }
  return (await database.update('bulletins', where, { set: { ...fields, version } })) === 1
}

/** With how many have read it so far. */
export type Counted = Bulletin & { readers: number }

type CountedRow = Bulletin & { read: { count: number }[] }

/** Where its readers are still counted: what is over has its number. */
const countStage: Stage = {
  $lookup: {
    from: 'readings',
    let: { id: { $cond: [{ $eq: ['$readers', null] }, '$_id', null] } },
    pipeline: [{ $match: { $expr: { $eq: ['$bulletinId', '$$id'] } } }, { $count: 'count' }],
    as: 'read',
  },
}

/** One page of the notices of some units and of those below, the newest first. */
export async function findBulletins(
  database: Database,
  query: { unitIds: readonly string[]; before?: string | undefined; limit: number },
): Promise<Counted[]> {
  const { unitIds, before, limit } = query
  const where = { path: { $in: unitIds }, ...(before && { listKey: { $lt: before } }) }
  const rows = await database.aggregate<CountedRow>('bulletins', where, [
    { $sort: { listKey: -1 } },
    { $limit: limit },
    countStage,
  ])
  return rows.map(counted)
}

export async function findCounted(database: Database, id: string): Promise<Counted | null> {
  const [row] = await database.aggregate<CountedRow>('bulletins', { _id: id }, [countStage])
  return row ? counted(row) : null
}

function counted({ read, ...bulletin }: CountedRow): Counted {
  return { ...bulletin, readers: bulletin.readers ?? read[0]?.count ?? 0 }
}

/** Joins the notices shown now to a unit's path, as `bulletins`. */
export const shownStage = (pathField: string): Stage => ({
  $lookup: { from: 'bulletins', localField: pathField, foreignField: 'shownTo', as: 'bulletins' },
})

/** What somebody could be shown, and where they live and work. */
export interface Board {
  found: Bulletin[]
  reader: Reader
}

/** The units somebody is a member of, each with what is on its board. */
export function findHeldBoards(database: Database, openid: string) {
  type Row = Unit & { bulletins: Bulletin[] }
  const stages: Stage[] = [{ $limit: 50 }, shownStage('path')]
  return database.aggregate<Row>('units', { members: openid }, stages)
}

interface BoardRow {
  user: { grid: { path: string[] }[]; bulletins: Bulletin[] }[]
  held: (Unit & { bulletins: Bulletin[] })[]
}

/** One call, whose cost follows what is shown now and not what ever was. */
export async function findBoard(
  database: Database,
  { openid, now }: { openid: string; now: number },
): Promise<Board> {
  const user = [
    { $match: { _id: openid } },
    { $lookup: { from: 'units', localField: 'gridId', foreignField: '_id', as: 'grid' } },
    shownStage('grid.path'),
    { $project: { 'grid.path': 1, bulletins: 1 } },
  ]
  const held = [{ $match: { members: openid } }, shownStage('path')]
  const [row] = await database.aggregate<BoardRow>('settings', { _id: 'dispatch' }, [
    { $lookup: { from: 'users', pipeline: user, as: 'user' } },
    { $lookup: { from: 'units', pipeline: held, as: 'held' } },
  ])
  return boardOf(row, { openid, now })
}

function boardOf(row: BoardRow | undefined, who: { openid: string; now: number }): Board {
  const { user = [], held = [] } = row ?? {}
  const working = held.filter((unit) => postsOf([unit], who.openid, who.now).length > 0)
  return {
    found: [...user, ...working].flatMap(({ bulletins }) => bulletins),
    reader: {
      livesIn: user.flatMap(({ grid }) => grid.flatMap(({ path }) => path)),
      worksIn: working.flatMap(({ path }) => path),
    },
  }
}

/** Says nothing of who: only that it is not counted twice. */
const readingId = (bulletinId: string, openid: string) =>
  `${bulletinId}:${digest(`${bulletinId}\n${openid}`, 24)}`

/** Counts a reader once. Each has a document of their own: nobody waits for anybody else's. */
export async function insertReading(
  database: Database,
  { bulletinId, openid, now }: { bulletinId: string; openid: string; now: number },
): Promise<void> {
  const _id = readingId(bulletinId, openid)
  await database.insert('readings', { _id, bulletinId, at: now })
}

/** Which of these somebody has read. */
export async function findRead(
  database: Database,
  { ids, openid }: { ids: readonly string[]; openid: string },
): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const where = { _id: { $in: ids.map((id) => readingId(id, openid)) } }
  const found = await database.find<{ bulletinId: string }>('readings', where, {
    limit: ids.length,
  })
  return new Set(found.map(({ bulletinId }) => bulletinId))
}

export function countReadings(database: Database, bulletinId: string): Promise<number> {
  return database.count('readings', { bulletinId })
}

/** Notices that have to appear or to go. */
export function findDueBulletins(database: Database, now: number, limit: number) {
  const where = { dueAt: { $lte: now, $gt: 0 } }
  return database.find<Bulletin>('bulletins', where, { order: { dueAt: 1 }, limit })
}
