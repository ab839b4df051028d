import { cardTitle, noticeTitle } from '../../core/chat-tool/words'
import { completeTemplate, isUsable, newCard } from '../../core/chat-tool/card'
import type { ChatCard } from '../../core/chat-tool/types'
import { relationsOf } from '../../core/requests/actor'
import { isOpenState } from '../../core/requests/transitions'
import type { Request } from '../../core/requests/types'
import type { ChatCardView } from '../../typings/chat-tool'
import { findVisible } from './act'
import type { OperationContext } from './operation'
import { refused } from './serve'
import { saveCard } from './stores/chat-cards'
import { findUnits } from './stores/units'

/** The group somebody opened the chat tool in, and who they are in it. */
export interface Room {
  groupId: string
  memberId: string
}

/** What only wx-server-sdk does. */
export interface Activities {
  /** The room the call comes from, verified by WeChat. */
  room: () => Promise<Room | null>
  /** A new id for a dynamic card. */
  start: () => Promise<string | null>
}

/** A request whose card somebody who works on it may post: an open one, and not a private one. */
async function findPostable(context: OperationContext, id: string): Promise<Request> {
  const { database } = context.backend
  const { request, person } = await findVisible(database, context, { id, side: 'handler' })
  const isWorking = relationsOf(request, person).some((relation) => relation !== 'reporter')
  if (!isWorking) throw refused('FORBIDDEN', '只有正在办理的人能在群里发它的卡片。')
  if (request.isPrivate) throw refused('FORBIDDEN', '这件诉求不公开，不能发到群里。')
  if (!isOpenState(request.state))
    throw refused('WRONG_STATE', '这件诉求已经结束，不用再发到群里。')
  return request
}

async function boundGroup({ backend }: OperationContext, request: Request) {
  const [unit] = await findUnits(backend.database, { _id: request.origin.id })
  return unit?.groupId ?? null
}

/** The group of the micro-grid the request came from. */
export async function findRoom(context: OperationContext, id: string) {
  return { roomId: await boundGroup(context, await findPostable(context, id)) }
}

/** The card to post: the one that is there while it lives, else a new one. Never into another group. */
export async function prepareCard(
  context: OperationContext,
  activities: Activities,
  id: string,
): Promise<ChatCardView> {
  const request = await findPostable(context, id)
  const room = await activities.room()
  if (!room) throw refused('NOT_FROM_GROUP', '请在微信群里打开，再发卡片。')
  const groupId = await boundGroup(context, request)
  if (!groupId) throw refused('GROUP_UNKNOWN', '这个微网格还没有绑定微信群，请先绑定。')
  if (groupId !== room.groupId)
    throw refused('FORBIDDEN', '这件诉求不是这个群所在微网格的，不能发到这里。')
  const by = { ...room, userId: context.openid }
  if (isUsable(request.chatCard, by, context.now)) return viewCard(request, request.chatCard)
  const activityId = await activities.start()
  if (!activityId) throw refused('UNAVAILABLE', '微信暂时发不了动态卡片，请稍后再试。')
  const card = newCard({ activityId, ...by }, context.now)
  if (await saveCard(context.backend.database, request, card)) return viewCard(request, card)
  throw refused('CONFLICT')
}

function viewCard(request: Request, card: ChatCard): ChatCardView {
  return {
    activityId: card.activityId,
    templateId: completeTemplate,
    memberId: card.memberId,
    title: cardTitle(request),
    noticeTitle: noticeTitle(request),
    path: `/packages/chat-tool/tool?id=${request._id}`,
    expiresAt: new Date(card.expiresAt).toISOString(),
  }
}
