import { postsOf } from '../../core/grids/duty'
import { viewNeighbourLine } from '../../core/requests/neighbours'
import type { DigestView } from '../../typings/groups'
import type { Input } from '../../typings/api'
import type { OperationContext } from './operation'
import { pageOf, pageSize } from './paging'
import { refused } from './serve'
import { settleNewcomer } from './settle'
import { countOpen, findDigest } from './stores/neighbours'
import type { DigestCase } from './stores/neighbours'
import { findUser } from './stores/users'

type DigestInput = Input<'resident', 'digests.get'>

/**
 * What is open in a micro-grid, in words every neighbour may read: for those who live there, who
 * came by its group, or who look after it. Without `unitId` the reader's own.
 */
export async function readDigest(
  context: OperationContext,
  { unitId, cursor, ...input }: DigestInput,
): Promise<DigestView> {
  const { openid, now, backend } = context
  const groupId = await context.group()
  const limit = pageSize(input)
  const asked = unitId ?? (await ownUnitId(context))
  const query = { unitId: asked, openid, groupId, after: cursor, limit: limit + 1 }
  const [found, counts] = await Promise.all([
    findDigest(backend.database, query),
    countOpen(backend.database, asked),
  ])
  const { unit, isMine } = checkReader(found, context)
  const { user, held, groupUnit } = found
  await settleNewcomer(backend.database, { user, held, unit: groupUnit }, context)
  return {
    unit: { id: unit._id, name: unit.name },
    isMine,
    ...counts,
    ...pageOf(found.rows, limit, {
      key: (row) => row.queueKey,
      view: (row) => viewNeighbourLine(row, now),
    }),
  }
}

async function ownUnitId({ openid, backend }: OperationContext): Promise<string> {
  const gridId = (await findUser(backend.database, openid))?.gridId
  if (!gridId) throw refused('NOT_JOINED')
  return gridId
}

function checkReader(
  { unit, held, user, groupUnit }: DigestCase,
  { openid, now }: OperationContext,
) {
  const posts = postsOf(held, openid, now)
  const isMine = posts.some(({ unitId }) => unitId === unit?._id)
  const isAbove = posts.some(({ unitId }) => unit?.path.includes(unitId))
  const isAtHome = [user?.gridId, groupUnit?._id].includes(unit?._id)
  if (unit && (isAbove || isAtHome)) return { unit, isMine }
  if (!user?.gridId) throw refused('NOT_JOINED', '选好您住的微网格，就能看自己微网格里的事。')
  throw refused('FORBIDDEN', '这里只给住在这个微网格的邻居看。')
}
