import type { Fields } from '../engine/values'
import { isPlainObject } from '../engine/values'
import type { OpenApi, OpenApiAnswer } from './open-apis'

/** What each thing a person does in the conversation allows in return. */
const allowances = {
  message: { answers: 5, lifetime: 48 * 60 * 60_000 },
  entry: { answers: 2, lifetime: 60_000 },
} as const

interface Allowance {
  left: number
  until: number
}

/** Who may be answered in the customer-service conversation, how often and until when. */
export class Conversations {
  private readonly allowances = new Map<string, Allowance>()

  constructor(private readonly now: () => number) {}

  /** Takes note of an event that a person caused: a message, or coming into the conversation. */
  note(openid: string, { MsgType, Event }: Fields): void {
    if (MsgType !== 'event') this.renew(openid, 'message')
    else if (Event === 'user_enter_tempsession') this.renew(openid, 'entry')
  }

  /** Takes one answer; WeChat's code, 0 when it may be sent. */
  spend(openid: string): number {
    const allowance = this.allowances.get(openid)
    if (!allowance || allowance.until <= this.now()) return 45015
    if (allowance.left === 0) return 45047
    allowance.left -= 1
    return 0
  }

  /** Allowances do not add up: each is the greater of what was left and what the act gives. */
  private renew(openid: string, by: keyof typeof allowances): void {
    const { answers, lifetime } = allowances[by]
    const before = this.allowances.get(openid)
    const isOpen = before !== undefined && before.until > this.now()
    this.allowances.set(openid, {
      left: Math.max(answers, isOpen ? before.left : 0),
      until: Math.max(this.now() + lifetime, before?.until ?? 0),
    })
  }
}

const sentences: Record<number, string> = {
  40003: 'invalid openid',
  40008: 'invalid message type',
  44004: 'empty content',
  45002: 'content size out of limit',
  45015: 'response out of time limit or subscription is canceled',
  45047: 'out of response count limit',
}

const refuse = (errcode: number): OpenApiAnswer => ({ errcode, errmsg: sentences[errcode] ?? '' })

/** Bytes a text may have. */
const longestText = 2048

/** The part of a message that must be there, by its type. */
const required: Record<string, string> = {
  text: 'content',
  image: 'media_id',
  link: 'url',
  miniprogrampage: 'pagepath',
}

/** `customerServiceMessage.send`. */
export const sendCustomerServiceMessage: OpenApi = (data, context) => {
  const { touser, msgtype } = data
  if (typeof touser !== 'string' || touser === '') return refuse(40003)
  const bad = badContent(String(msgtype), data)
  if (bad !== 0) return refuse(bad)
  const code = context.conversations.spend(touser)
  if (code !== 0) return refuse(code)
  context.emit({ api: 'customerServiceMessage.send', openid: touser, data })
  return { errcode: 0, errmsg: 'ok' }
}

function badContent(type: string, data: Fields): number {
  const field = Object.hasOwn(required, type) ? required[type] : undefined
  if (field === undefined) return 40008
  const content = data[type]
  const value = isPlainObject(content) ? content[field] : undefined
  if (typeof value !== 'string' || value === '') return 44004
  return type === 'text' && Buffer.byteLength(value) > longestText ? 45002 : 0
}
