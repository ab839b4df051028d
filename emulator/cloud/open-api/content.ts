import { randomUUID } from 'node:crypto'
import type { Fields } from '../engine/values'
import { appId } from '../functions/environment'
import type { OpenApi, OpenApiAnswer, OpenApiContext } from './open-apis'

/** Words, and bytes in a picture or its name, on which the local content check decides. */
const marks = { risky: '违规示例', review: '疑似示例' } as const

/** WeChat's numbers for what it found; this one stands for all. */
const labels = { pass: 100, review: 21000, risky: 20006 } as const

type Suggestion = keyof typeof labels

const visitLifetime = 2 * 60 * 60_000
const perMinute = { text: 4000, media: 2000 } as const
const longestText = 2500
const largestPicture = 10 * 1024 * 1024

function refuse(errcode: number, errmsg: string): OpenApiAnswer {
  return { errcode, errmsg }
}

const textOf = (data: Fields, field: string): string => {
  const value = data[field]
  return typeof value === 'string' ? value : ''
}

/** What WeChat refuses whatever the content is. */
function problemOf(data: Fields, context: OpenApiContext, kind: keyof typeof perMinute) {
  const openid = textOf(data, 'openid')
  if (openid === '') return refuse(40003, 'invalid openid')
  if (![1, 2, 3, 4].includes(Number(data.scene))) return refuse(40129, 'invalid scene')
  if (!context.rates.take(`content ${kind}`, perMinute[kind]))
    return refuse(45009, 'reach max api minute quota limit')
  if (!context.visits.isWithin(openid, visitLifetime)) return refuse(61010, 'code is expired')
  return null
}

function suggestionFor(isMarked: (mark: string) => boolean): Suggestion {
  if (isMarked(marks.risky)) return 'risky'
  return isMarked(marks.review) ? 'review' : 'pass'
}

const resultOf = (suggest: Suggestion) => ({ suggest, label: labels[suggest] })

const detailOf = (suggest: Suggestion) => [
  { strategy: 'content_model', errcode: 0, ...resultOf(suggest), prob: 90 },
]

/** `security.msgSecCheck`, version 2: answers at once. */
export const checkMessage: OpenApi = (data, context) => {
  const content = textOf(data, 'content')
  if (content === '') return refuse(44004, 'empty content')
  if ([...content].length > longestText) return refuse(45002, 'content size out of limit')
  const problem = problemOf(data, context, 'text')
  if (problem) return problem
  const suggest = suggestionFor((mark) => content.includes(mark))
  const found = { result: resultOf(suggest), detail: detailOf(suggest) }
  return { errcode: 0, errmsg: 'ok', trace_id: traceId(), ...found }
}

/** `security.mediaCheckAsync`, version 2: what it found is pushed a moment later. */
export const checkMedia: OpenApi = (data, context) => {
  const address = textOf(data, 'media_url')
  if (address === '') return refuse(40006, 'invalid media size')
  const problem = problemOf(data, context, 'media')
  if (problem) return problem
  const trace = traceId()
  context.push(async () => eventOf(trace, await lookAt(address, context), context.now))
  return { errcode: 0, errmsg: 'ok', trace_id: trace }
}

const traceId = () => randomUUID().slice(0, 26)

type Seen = { suggest: Suggestion } | { errcode: number; errmsg: string }

/** Pictures of the own storage are read; of others only the address is known. */
async function lookAt(address: string, context: OpenApiContext): Promise<Seen> {
  const name = decoded(address)
  const content = await context.read(address)
  if (content && content.length > largestPicture)
    return { errcode: -1010, errmsg: 'media size out of limit' }
  return { suggest: suggestionFor((mark) => name.includes(mark) || !!content?.includes(mark)) }
}

function decoded(address: string): string {
  try {
    return decodeURI(address)
  } catch {
    return address
  }
}

function eventOf(trace: string, seen: Seen, now: number): Fields {
  const head = {
    ToUserName: 'gh_local',
    FromUserName: 'local_platform',
    CreateTime: Math.floor(now / 1000),
    MsgType: 'event',
    Event: 'wxa_media_check',
    appid: appId,
    trace_id: trace,
    version: 2,
  }
  if ('errcode' in seen) return { ...head, ...seen }
  const { suggest } = seen
  return { ...head, errcode: 0, errmsg: 'ok', detail: detailOf(suggest), result: resultOf(suggest) }
}
