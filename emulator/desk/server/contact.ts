import { createHash, randomInt } from 'node:crypto'
import type { Contact, Content } from '../types'

/** Hands an event of a person to the function that takes messages; its error, if it failed. */
export type Say = (
  openid: string,
  event: Record<string, unknown>,
) => Promise<{ error: { message: string } } | object>

/** What WeChat pushes for something a person did in the conversation. */
export function eventFor(content: Contact): Record<string, unknown> {
  const base = { ToUserName: 'gh_000000000000', CreateTime: Math.floor(Date.now() / 1000) }
  if (content.kind === 'enter') {
    const { session } = content
    const SessionFrom = session === '' ? {} : { SessionFrom: session }
    return { ...base, MsgType: 'event', Event: 'user_enter_tempsession', ...SessionFrom }
  }
  return { ...base, MsgId: messageId(), ...messageOf(content) }
}

function messageOf(content: Exclude<Contact, { kind: 'enter' }>): Record<string, unknown> {
  switch (content.kind) {
    case 'text':
      return { MsgType: 'text', Content: content.text }
    case 'image':
      return { MsgType: 'image', PicUrl: content.imageUrl, MediaId: mediaId(content.imageUrl) }
    case 'card':
      return {
        MsgType: 'miniprogrampage',
        Title: content.card.title,
        PagePath: content.card.path,
        ThumbUrl: content.card.imageUrl,
        ThumbMediaId: mediaId(content.card.imageUrl),
      }
  }
}

/** WeChat's are long numbers that grow. */
function messageId(): string {
  return `${Date.now()}${String(randomInt(1000)).padStart(3, '0')}`
}

function mediaId(address: string): string {
  return createHash('sha256').update(address).digest('base64url')
}

/** What customer service sends, as the phone shows it. */
export function answerFrom(data: Record<string, unknown>): Content {
  const type = textOf(data.msgtype)
  const part = asObject(data[type])
  if (type === 'text') return { kind: 'text', text: textOf(part.content) }
  if (type === 'miniprogrampage') {
    return {
      kind: 'card',
      card: { title: textOf(part.title), path: textOf(part.pagepath), imageUrl: '' },
    }
  }
  const title = textOf(part.title)
  return { kind: 'text', text: type === 'link' ? `${title}\n${textOf(part.url)}` : '[图片]' }
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
