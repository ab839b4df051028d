import type { OpenApiEvent } from '../../emulator'
import type { World } from './world'

/** A person's customer-service conversation: what they send, and what comes back. */
export interface Typing {
  /** Writes a line; resolves to the answers, joined. */
  type(text: string, more?: object): Promise<string>
  /** Comes in by a button. */
  enter(session: string): Promise<string>
  /** Pushes an event as it is. */
  push(event: object): Promise<string>
  /** Database calls of the last message. */
  calls(): number
}

let lastId = 0

/** Message ids look like WeChat's: a long number in text. */
export const messageId = (): string => `${1_000_000_000_000_000 + ++lastId}`

export function typingOf({ cloud }: World, openid: string): Typing {
  let calls = 0
  const push = async (event: object) => {
    const said: string[] = []
    const stop = cloud.onDelivery((delivery) => said.push(...answersIn(delivery, openid)))
    const base = {
      ToUserName: 'gh_1',
      FromUserName: openid,
      CreateTime: Math.floor(cloud.clock.now() / 1000),
    }
    const outcome = await cloud.push('wechat', { ...base, ...event }, openid)
    stop()
    if ('error' in outcome) throw new Error(`wechat failed: ${outcome.error.message}`)
    expect(outcome.result).toBe('success')
    expect(outcome.explain.warnings).toEqual([])
    ;({ calls } = outcome.explain)
    expect(calls).toBeLessThanOrEqual(4)
    return said.join('\n---\n')
  }
  return {
    push,
    type: (Content, more = {}) => push({ MsgType: 'text', MsgId: messageId(), Content, ...more }),
    enter: (SessionFrom) =>
      push({ MsgType: 'event', Event: 'user_enter_tempsession', SessionFrom }),
    calls: () => calls,
  }
}

function answersIn({ api, openid, data }: OpenApiEvent, wanted: string): string[] {
  if (api !== 'customerServiceMessage.send' || openid !== wanted) return []
  return [(data.text as { content: string }).content]
}
