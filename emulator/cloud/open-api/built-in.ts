import { randomUUID } from 'node:crypto'
import type { Fields } from '../engine/values'
import { isPlainObject } from '../engine/values'
import { getUnlimitedCode } from './codes'
import type { OpenApi, OpenApiAnswer, OpenApiContext } from './open-apis'

function refuse(errcode: number, errmsg: string): OpenApiAnswer {
  return { errcode, errmsg }
}

const done = { errcode: 0, errmsg: 'ok' }

function textOf(data: Fields, field: string): string {
  const value = data[field]
  return typeof value === 'string' ? value : ''
}

/** Lengths WeChat allows, by the kind a field's name begins with. */
const fieldLimits: [RegExp, (value: string) => boolean][] = [
  [/^thing\d+$/, (value) => [...value].length <= 20],
  [/^phrase\d+$/, (value) => /^\p{Script=Han}{1,5}$/u.test(value)],
  [/^character_string\d+$/, (value) => /^[\x20-\x7e]{1,32}$/.test(value)],
  [/^name\d+$/, (value) => [...value].length <= 10],
  [/^(time|date)\d+$/, (value) => value !== ''],
  [/^number\d+$/, (value) => /^-?\d{1,32}(\.\d+)?$/.test(value)],
]

/** The first field of a message WeChat would refuse. */
function badField(fields: unknown): string | undefined {
  if (!isPlainObject(fields)) return 'data'
  const bad = Object.entries(fields).find(([name, field]) => {
    const value = isPlainObject(field) ? String(field.value ?? '') : ''
    const limit = fieldLimits.find(([pattern]) => pattern.test(name))
    return !limit || value === '' || !limit[1](value)
  })
  return bad?.[0]
}

const sendSubscribeMessage: OpenApi = (data, context) => {
  const openid = textOf(data, 'touser')
  const template = textOf(data, 'template_id')
  if (openid === '') return refuse(40003, 'invalid openid')
  if (template === '') return refuse(40037, 'invalid template_id')
  const bad = badField(data.data)
  if (bad !== undefined) return refuse(47003, `argument invalid! data.${bad}.value invalid`)
  if (!context.quota.spend(openid, template)) {
    return refuse(43101, 'user refuse to accept the msg')
  }
  context.emit({ api: 'subscribeMessage.send', openid, data })
  return done
}

/** What a message to customer service allows in return. */
export const conversation = {
  template: 'customer-service',
  answers: 5,
  lifetime: 48 * 60 * 60_000,
} as const

const sendCustomerServiceMessage: OpenApi = (data, context) => {
  const openid = textOf(data, 'touser')
  if (openid === '') return refuse(40003, 'invalid openid')
  if (!context.quota.spend(openid, conversation.template)) {
    return refuse(45047, 'out of response count limit')
  }
  context.emit({ api: 'customerServiceMessage.send', openid, data })
  return done
}

/** Words that make the local content check refuse, so that both answers can be tried. */
const refusedWord = '违规'

const checkMessage: OpenApi = (data) => {
  const content = textOf(data, 'content')
  if (content === '') return refuse(44004, 'empty content')
  if ([...content].length > 2500) return refuse(45002, 'content size out of limit')
  if (textOf(data, 'openid') === '') return refuse(40003, 'invalid openid')
  const isRisky = content.includes(refusedWord)
  return { ...done, trace_id: randomUUID(), result: isRisky ? risky : pass }
}

const pass = { suggest: 'pass', label: 100 }
const risky = { suggest: 'risky', label: 20006 }

const checkMedia: OpenApi = (data, context) => {
  if (textOf(data, 'media_url') === '') return refuse(40006, 'invalid media size')
  if (textOf(data, 'openid') === '') return refuse(40003, 'invalid openid')
  const trace_id = randomUUID()
  const isRisky = textOf(data, 'media_url').includes(encodeURIComponent(refusedWord))
  deliverMediaResult(context, trace_id, isRisky ? risky : pass)
  return { ...done, trace_id }
}

/** The result comes later as a push of the event `wxa_media_check`. */
function deliverMediaResult(context: OpenApiContext, trace_id: string, result: Fields): void {
  const data = { MsgType: 'event', Event: 'wxa_media_check', trace_id, errcode: 0, result }
  setImmediate(() => context.emit({ api: 'security.mediaCheckAsync', openid: undefined, data }))
}

/** WeChat's activity ids live for a day. */
const activityLifetime = 24 * 60 * 60_000

const createActivityId: OpenApi = (_, { now }) => ({
  ...done,
  activity_id: randomUUID(),
  expiration_time: Math.floor((now + activityLifetime) / 1000),
})

/** Open APIs answered here, with WeChat's own error codes. */
export const builtInApis: Record<string, OpenApi> = {
  'subscribeMessage.send': sendSubscribeMessage,
  'customerServiceMessage.send': sendCustomerServiceMessage,
  'security.msgSecCheck': checkMessage,
  'security.mediaCheckAsync': checkMedia,
  'updatableMessage.createActivityId': createActivityId,
  'wxacode.getUnlimited': getUnlimitedCode,
}
