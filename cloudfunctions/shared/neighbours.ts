import { postsOf } from '../../core/grids/duty'
import { canSee } from '../../core/requests/actor'
import {
  type Standpoint,
  type Wish,
  isNeighbour,
  join,
  joined,
  viewForNeighbour,
} from '../../core/requests/neighbours'
import type { NeighbourView, PeekView } from '../../typings/groups'
import type { OperationContext } from './operation'
import { orRefuse, refused } from './serve'
import { settleNewcomer } from './settle'
import { findPeekCase, saveJoining } from './stores/neighbours'
import type { PeekCase } from './stores/neighbours'

/** How often a wish is decided again when the person's other call wrote in between. */
const attempts = 4

/**
 * Which page a request's card opens for this person, and what a neighbour may read. Whoever came
 * by the group's card and had no micro-grid is at home there from now on.
 */
export async function peek(context: OperationContext, id: string): Promise<PeekView> {
  const { openid, now, backend } = context
  const found = await findCase(context, id)
  const { request, user, held, groupUnit } = found
  if (openid === request.reporterId || request.followers.includes(openid))
    return { page: 'request', request: null }
  const posts = postsOf(held, openid, now)
  if (posts.length > 0 && canSee(request, { userId: openid, posts }))
    return { page: 'answer', request: null }
  checkNeighbour(found, openid)
  await settleNewcomer(backend.database, { user, unit: groupUnit, held }, context)
  return { page: 'follow', request: viewForNeighbour(request, openid, now) }
}

/** Follows a neighbour's request, or no more, or says that it happened to them as well. */
export async function joinRequest(
  context: OperationContext,
  { id, wish }: { id: string; wish: Wish },
): Promise<NeighbourView> {
  const { openid, now, backend } = context
  for (let attempt = 0; attempt < attempts; attempt++) {
    const found = await findCase(context, id)
    checkNeighbour(found, openid)
    const joining = orRefuse(join(found.request, openid, wish))
    if (await saveJoining(backend.database, { id, openid }, joining))
      return viewForNeighbour(joined(found.request, openid, joining), openid, now)
  }
  throw refused('CONFLICT', '这一下没有记上，请再点一次。')
}

async function findCase(context: OperationContext, id: string): Promise<PeekCase> {
  const groupId = await context.group()
  const visit = { openid: context.openid, groupId }
  const found = await findPeekCase(context.backend.database, id, visit)
  if (!found) throw refused('NOT_FOUND', notHere)
  return found
}

const notHere = '没有找到这件事，或者它只给反映的人和办理的人看。'

/** A private request is not there for neighbours; other people's neighbourhoods are told politely. */
function checkNeighbour({ request, user, groupUnit }: PeekCase, openid: string): void {
  const standpoint: Standpoint = {
    userId: openid,
    gridId: user?.gridId ?? null,
    groupUnitId: groupUnit?._id ?? null,
  }
  if (isNeighbour(request, standpoint)) return
  if (request.isPrivate) throw refused('NOT_FOUND', notHere)
  if (!standpoint.gridId) throw refused('NOT_JOINED', '选好您住的微网格，就能看自己微网格里的事。')
  throw refused('FORBIDDEN', '这件事只给同一个微网格的邻居看。您也遇到了，可以自己反映一件。')
}
