import * as v from 'valibot'
import type { Message } from '../../core/chat/types'
import { digest } from '../shared/ids'

/** What WeChat pushes of a customer-service conversation, as far as it is read. */
const pushSchema = v.object({
  FromUserName: v.pipe(v.string(), v.minLength(1)),
  CreateTime: v.union([v.number(), v.string()]),
  MsgType: v.string(),
  MsgId: v.optional(v.union([v.number(), v.string()])),
  Event: v.optional(v.string()),
  Content: v.optional(v.string()),
  SessionFrom: v.optional(v.string()),
  PagePath: v.optional(v.string()),
})

type Push = v.InferOutput<typeof pushSchema>

/** One thing a person did in the conversation. */
export interface Inbound {
  openid: string
  /** The same for every repetition of the same push. */
  key: string
  message: Message
}

/** What a push says, when it is one of the conversation's; null for everything else. */
export function readPush(event: unknown): Inbound | null {
  const parsed = v.safeParse(pushSchema, event)
  if (!parsed.success) return null
  const message = messageOf(parsed.output)
  return message && { openid: parsed.output.FromUserName, key: keyOf(parsed.output), message }
}

function messageOf(push: Push): Message | null {
  switch (push.MsgType) {
    case 'text':
      return { kind: 'text', text: push.Content ?? '' }
    case 'miniprogrampage':
      return { kind: 'card', path: push.PagePath ?? '' }
    case 'event':
      return push.Event === 'user_enter_tempsession'
        ? { kind: 'enter', session: push.SessionFrom ?? '' }
        : null
    default:
      return { kind: 'other' }
  }
}

/** Numbers of 64 bits lose their last digits in JSON: the time beside them tells them apart. */
function keyOf({ MsgId, CreateTime, SessionFrom = '' }: Push): string {
  return `chat-${digest(`${MsgId ?? SessionFrom} ${CreateTime}`, 32)}`
}
