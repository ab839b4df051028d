import type { CardMessage } from '../../core/chat-tool/types'
import type { Message } from '../../core/notices/message'

/** Sends one message to one person, or to a group's card; WeChat's error code, 0 when it took it. */
export interface Messenger {
  send: (openid: string, message: Message) => Promise<{ code: number; text: string }>
  /** Changes a dynamic card in a group. */
  update: (message: CardMessage) => Promise<{ code: number }>
}
