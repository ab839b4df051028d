import type { Message } from '../../core/notices/message'

/** Sends one message to one person; WeChat's error code, 0 when it took it. */
export interface Messenger {
  send: (openid: string, message: Message) => Promise<{ code: number; text: string }>
}
