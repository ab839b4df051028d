import cloud from 'wx-server-sdk'
import type { Backend } from '../backend'
import { encodeChanges, isDuplicateKey } from '../database'
import type { Commands, Database, Stage, Where } from '../database'
import type { Caller } from '../serve'
import type { Message } from '../../../core/notices/message'
import { isClientSource } from '../source'
import { startedWithin } from './nudge'
import { buildAggregate, buildQuery } from './chains'
import type { Aggregate, Query } from './chains'

/** The part of wx-server-sdk that its own typings leave out or get wrong. */
interface WxQuery extends Query<WxQuery> {
  get(): Promise<{ data: unknown[] }>
  count(): Promise<{ total: number }>
  update(options: { data: object }): Promise<{ stats: { updated: number } }>
  remove(): Promise<{ stats: { removed: number } }>
}

interface WxCollection extends WxQuery {
  add(options: { data: object }): Promise<unknown>
  aggregate(): Aggregate
}

interface WxCloud {
  init(options: { env: symbol }): void
  DYNAMIC_CURRENT_ENV: symbol
  database(): { command: Commands; collection(name: string): WxCollection }
  getWXContext(): { OPENID?: string; SOURCE?: string }
  openapi: {
    subscribeMessage: { send(message: object): Promise<unknown> }
    wxacode: { getUnlimited(code: object): Promise<{ buffer?: Buffer }> }
    updatableMessage: { createActivityId(options: object): Promise<{ activityId?: string }> }
    customerServiceMessage: { send(message: object): Promise<unknown> }
  }
  getOpenData(options: { list: string[] }): Promise<{ list: { data?: { opengid?: string } }[] }>
  callFunction(options: { name: string; data: object }): Promise<unknown>
}

const wx = cloud as unknown as WxCloud
wx.init({ env: wx.DYNAMIC_CURRENT_ENV })
const database = wx.database()
const commands = database.command
const collection = (name: string) => database.collection(name)

/** The database as the functions called from the mini program reach it. */
export const wxDatabase: Database = {
  async find<T>(name: string, where: Where, options = {}) {
    const { data } = await buildQuery<WxQuery>(collection(name), { where, options, commands }).get()
    return data as T[]
  },
  async aggregate<T>(name: string, match: Where, stages: Stage[]) {
    const built = buildAggregate(collection(name).aggregate(), { match, stages, commands })
    const { list } = await (built as unknown as { end(): Promise<{ list: T[] }> }).end()
    return list
  },
  insert: (name, document) => insert(collection(name), document),
  insertMany: (name, documents) => insert(collection(name), documents),
  async update(name, where, changes) {
    const data = encodeChanges(changes, commands)
    const { stats } = await buildQuery<WxQuery>(collection(name), { where, commands }).update({
      data,
    })
    return stats.updated
  },
  async count(name, where) {
    return (await buildQuery<WxQuery>(collection(name), { where, commands }).count()).total
  },
  async remove(name, where) {
    const query = buildQuery<WxQuery>(collection(name), { where, commands })
    return (await query.remove()).stats.removed
  },
}

async function insert(target: WxCollection, data: object) {
  try {
    await target.add({ data })
    return 'inserted'
  } catch (error) {
    if (isDuplicateKey(error)) return 'duplicate'
    throw error
  }
}

/**
 * The group whose card the mini program was opened from. The id is asked of WeChat
 * by the cloudID: a client could put any plain id into the call's data.
 */
async function groupOf(cloudId: string): Promise<string | null> {
  try {
    const { list } = await wx.getOpenData({ list: [cloudId] })
    return list[0]?.data?.opengid ?? null
  } catch {
    return null
  }
}

const nudgeClock = (work: object) => startedWithin(wx.callFunction({ name: 'clock', data: work }))

export const wxBackend: Backend = {
  database: wxDatabase,
  announce: (requestId) => nudgeClock({ deliver: requestId }),
  recheck: () => nudgeClock({ recheck: true }),
}

/** Who calls, as WeChat's servers say; the openid is empty for calls that no person made. */
export const wxCaller = (): Caller => ({
  openid: wx.getWXContext().OPENID ?? '',
  groupOf,
  now: () => Date.now(),
  backend: wxBackend,
})

export const isCalledByClient = () => isClientSource(wx.getWXContext().SOURCE)

/** Answers in the customer-service conversation. */
export function sendAnswer(openid: string, words: string): Promise<Sent> {
  const message = { touser: openid, msgtype: 'text', text: { content: words } }
  return sent(() => wx.openapi.customerServiceMessage.send(message))
}

/** Sends a subscribe message; WeChat's error code, 0 when it took it. */
export function sendSubscribeMessage(openid: string, message: Message): Promise<Sent> {
  return sent(() => wx.openapi.subscribeMessage.send({ touser: openid, ...message }))
}

interface Sent {
  code: number
  text: string
}

async function sent(send: () => Promise<unknown>): Promise<Sent> {
  try {
    await send()
    return { code: 0, text: '' }
  } catch (error) {
    const { errCode = -1, errMsg = String(error) } = error as { errCode?: number; errMsg?: string }
    return { code: errCode, text: errMsg }
  }
}

/** The code of a page of ours as a Base64 PNG; null when WeChat draws none. */
export async function paintCode(code: { page: string; scene: string }): Promise<string | null> {
  try {
    const { buffer } = await wx.openapi.wxacode.getUnlimited({ ...code, checkPath: false })
    return buffer?.toString('base64') ?? null
  } catch (error) {
    console.error(`no code for ${code.page}:`, error)
    return null
  }
}

/** An id by which a group's owner may pin a card as something to do; null when WeChat gives none. */
export async function startActivity(): Promise<string | null> {
  try {
    return (await wx.openapi.updatableMessage.createActivityId({})).activityId ?? null
  } catch (error) {
    console.error('no activity id:', error)
    return null
  }
}
