import type { Message } from '../../core/notices/message'
import { isCalledByClient, sendSubscribeMessage } from '../shared/sdk/wx'

interface Work {
  /** A subscribe message that another function wants sent. */
  send?: { openid: string; message: Message }
}

/**
 * What goes through WeChat's own interfaces, which only wx-server-sdk reaches. Called by our
 * functions; a client that calls it gets nothing done.
 */
export async function main(event: Work = {}): Promise<{ code: number; text: string }> {
  if (isCalledByClient() || !event.send) return { code: -1, text: 'not for clients' }
  return sendSubscribeMessage(event.send.openid, event.send.message)
}
