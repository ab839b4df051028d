import type { CardMessage } from '../../core/chat-tool/types'
import type { Message } from '../../core/notices/message'
import type { CheckTask } from '../../core/safety/service'
import { isCalledByClient, paintCode, sendSubscribeMessage } from '../shared/sdk/wx'
import { sendCardMessage } from '../shared/sdk/wx-chat-tool'
import { wxChecker } from '../shared/sdk/wx-checker'
import { takeMediaResult } from './media'
import { readPush } from './push'
import { receive } from './receive'

/** What another of our functions wants done. */
interface Work {
  /** A subscribe message that another function wants sent. */
  send?: { openid: string; message: Message }
  /** The mini program's code of a page. */
  paint?: { page: string; scene: string }
  /** Words and pictures to be checked. */
  check?: readonly CheckTask[]
  /** News for a dynamic card in a group. */
  card?: CardMessage
}

/** What WeChat pushes. */
interface Push {
  MsgType?: string
  Event?: string
}

/**
 * What goes through WeChat's own interfaces, which only wx-server-sdk reaches, for our functions;
 * and what WeChat pushes. A client that calls it gets nothing done.
 */
export async function main(event: Work & Push = {}): Promise<unknown> {
  if (event.MsgType === 'event' && event.Event === 'wxa_media_check') {
    return takeMediaResult(event as Record<string, unknown>)
  }
  const inbound = readPush(event)
  if (inbound) return receive(inbound)
  if (isCalledByClient()) return notDone('not for clients')
  if (event.check) return wxChecker.check(event.check)
  if (event.card) return sendCardMessage(event.card)
  if (event.paint) return { image: await paintCode(event.paint) }
  if (!event.send) return notDone('nothing to do')
  return sendSubscribeMessage(event.send.openid, event.send.message)
}

const notDone = (text: string) => ({ code: -1, text })
