import { randomUUID } from 'node:crypto'
import type { Fields } from '../engine/values'
import { isPlainObject } from '../engine/values'
import { getUnlimitedCode } from './codes'
import { checkMedia, checkMessage } from './content'
import { sendCustomerServiceMessage } from './customer-service'
import type { OpenApi, OpenApiAnswer } from './open-apis'

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
