import type { ById } from './calls'

/** What the chat tool needs to post a request's card into the group it was opened in. */
export interface ChatCardView {
  /** WeChat's id of the dynamic card; it lives a day. */
  activityId: string
  templateId: string
  /** Who completes it, as this group knows them. */
  memberId: string
  title: string
  /** The link of a reminder, no wider than WeChat takes. */
  noticeTitle: string
  path: string
  expiresAt: string
}

export interface HandlerChatTool {
  /** The group of the micro-grid a request came from, for opening the chat tool in it; null where none is bound. */
  'chatCards.room': { input: ById; output: { roomId: string | null } }
  /** The card to post, made or still living. The call carries the tool's group as `group`. */
  'chatCards.prepare': { input: ById; output: ChatCardView }
}
