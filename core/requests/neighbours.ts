import type { EntryView, NeighbourLine, NeighbourView } from '../../typings/api'
import type { Command } from '../../typings/domain'
import { type Refusal, refuse } from '../errors'
import { limits } from '../limits'
import { verdictOf } from '../safety/checks'
import { residentLabel } from './actor'
import { photoId, wordsId } from './content'
import { spokenNumber } from './number'
import { publicPlace, publicText } from './public-words'
import { isOpenState } from './transitions'
import type { Entry, Request, UnitRef } from './types'
import { viewDue } from './view'

/** Where somebody stands who opened a request's card: at home, and in which unit's group. */
export interface Standpoint {
  userId: string
  gridId: string | null
  /** The unit of the group they came by, as WeChat vouches for it. */
  groupUnitId: string | null
}

/** Whether a request is a neighbour's to read of. Private ones are nobody's but the people concerned. */
export function isNeighbour(request: Request, { gridId, groupUnitId }: Standpoint): boolean {
  if (request.isPrivate) return false
  return [gridId, groupUnitId].includes(request.origin.id)
}

export type Wish = 'follow' | 'unfollow' | 'me_too'

/** The lists of a request that a neighbour can stand in. */
export const neighbourLists = ['followIds', 'meTooIds'] as const
export type NeighbourList = (typeof neighbourLists)[number]

/** Which lists a wish puts the neighbour into, or takes them out of; none when it is so already. */
export type Joining = { add: NeighbourList[] } | { drop: NeighbourList[] }

/** What a neighbour's wish comes to, or why it does nothing. */
export function join(request: Request, userId: string, wish: Wish): Joining | Refusal {
  if (wish === 'unfollow') return { drop: request.followIds.includes(userId) ? ['followIds'] : [] }
  if (userId === request.reporterId)
    return refuse('FORBIDDEN', '这是您自己反映的，有进展会直接告诉您。')
  if (!isOpenState(request.state))
    return refuse('WRONG_STATE', '这件事已经结束。您又遇到了，可以自己反映一件。')
  const wanted = wish === 'me_too' ? neighbourLists : (['followIds'] as const)
  const add = wanted.filter((list) => !request[list].includes(userId))
  if (add.some((list) => request[list].length >= limits.neighbours))
    return refuse('TOO_MANY', '关注的人已经满了。您可以自己反映一件，会有人答复您。')
  return { add: [...add] }
}

/** The request as it is once the wish has been written. */
export function joined(request: Request, userId: string, joining: Joining): Request {
  const followIds = listAfter(request, userId, { joining, list: 'followIds' })
  const meTooIds = listAfter(request, userId, { joining, list: 'meTooIds' })
  const counts = { followCount: followIds.length, meTooCount: meTooIds.length }
  return { ...request, followIds, meTooIds, ...counts }
}

function listAfter(
  request: Request,
  userId: string,
  { joining, list }: { joining: Joining; list: NeighbourList },
): string[] {
  if ('drop' in joining)
    return joining.drop.includes(list)
      ? request[list].filter((id) => id !== userId)
      : [...request[list]]
  return joining.add.includes(list) ? [...request[list], userId] : [...request[list]]
}

/** One line of what is open around. */
export function viewNeighbourLine(request: Request, now: number): NeighbourLine {
  const { _id, state, topic, unit, handler } = request
  return {
    id: _id,
    number: spokenNumber(request.number),
    state,
    topic,
    place: placeView(request),
    unit: unitView(unit),
    handler: handler && { label: handler.label },
    due: viewDue(request, now),
    submittedAt: new Date(request.submittedAt).toISOString(),
    meTooCount: request.meTooCount,
  }
}

/** Reports of wrongdoing and quarrels speak of somebody who lives around the corner. */
function speaksOfSomebody({ type, topic }: Request): boolean {
  return type === 'report' || topic === 'dispute'
}

/** Whether neighbours may read a piece of what was reported: nobody is named by it, and it has passed. */
function isReadable(request: Request, pieceId: string): boolean {
  return !speaksOfSomebody(request) && verdictOf(request.safety, pieceId) === 'passed'
}

function placeView(request: Request): string | null {
  const { place } = request
  return place && isReadable(request, wordsId(1)) ? publicPlace(place.name) : null
}

/** A request as a neighbour may read it; that they may is for {@link isNeighbour} to say. */
export function viewForNeighbour(request: Request, userId: string, now: number): NeighbourView {
  const [isFollowing, isMeToo] = [
    request.followIds.includes(userId),
    request.meTooIds.includes(userId),
  ]
  return {
    ...viewNeighbourLine(request, now),
    text: isReadable(request, wordsId(1)) ? publicText(request.text) : '',
    photos: request.photos.filter((_, index) => isReadable(request, photoId(1, index))),
    history: request.history.filter(isForNeighbours).map(viewStep),
    followCount: request.followCount,
    isFollowing,
    isMeToo,
    allowed: allowedTo(request, { userId, isFollowing, isMeToo }),
  }
}

function allowedTo(
  { state, reporterId }: Request,
  { userId, isFollowing, isMeToo }: { userId: string; isFollowing: boolean; isMeToo: boolean },
): NeighbourView['allowed'] {
  if (isFollowing && !isOpenState(state)) return ['unfollow']
  if (!isOpenState(state) || userId === reporterId) return []
  return [isFollowing ? ('unfollow' as const) : ('follow' as const), ...(isMeToo ? [] : meToo)]
}

const meToo = ['me_too'] as const

/** Words between the people concerned, and what only speaks to those who work on it. */
const notForNeighbours: readonly Command[] = ['supervise', 'urge', 'supplement', 'reclassify']

function isForNeighbours({ command }: Entry): boolean {
  return !notForNeighbours.includes(command)
}

/** Who did what, by role and place: neither their words nor the reasons they gave. */
function viewStep({ at, actor, command, before, after, outcome }: Entry): EntryView {
  return {
    at: new Date(at).toISOString(),
    actor: {
      role: actor.role,
      label: actor.role === 'resident' ? residentLabel : actor.label,
      isMe: false,
    },
    command,
    from: before?.state ?? null,
    to: after.state,
    unit: unitView(after.unit),
    ...(before && before.unit.id !== after.unit.id ? { fromUnit: unitView(before.unit) } : {}),
    handler: after.handler && { label: after.handler.label },
    reason: '',
    ...(outcome === undefined ? {} : { outcome }),
  }
}

function unitView({ id, name, kind }: UnitRef): NeighbourLine['unit'] {
  return { id, name, level: kind }
}
