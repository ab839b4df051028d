import type { Message } from '../../core/notices/message'
import { isCalledByClient, paintCode, sendSubscribeMessage } from '../shared/sdk/wx'

interface Work {
  /** A subscribe message that another function wants sent. */
  send?: { openid: string; message: Message }
  /** The mini program's code of a page. */
  paint?: { page: string; scene: string }
}

/**
 * What goes through WeChat's own interfaces, which only wx-server-sdk reaches. Called by our
 * functions; a client that calls it gets nothing done.
 */
export async function main(event: Work = {}): Promise<object> {
  if (isCalledByClient()) return notDone('not for clients')
  if (event.paint) return { image: await paintCode(event.paint) }
  if (!event.send) return notDone('nothing to do')
  return sendSubscribeMessage(event.send.openid, event.send.message)
}

const notDone = (text: string) => ({ code: -1, text })
