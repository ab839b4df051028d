import cloud from 'wx-server-sdk'
import { encodeChanges, encodeWhere, isDuplicateKey } from '../database'
import type { Commands, Database, FindOptions, Stage, Where } from '../database'

/** The part of wx-server-sdk that its own typings leave out or get wrong. */
interface WxQuery {
  where(condition: object): WxQuery
  orderBy(field: string, direction: 'asc' | 'desc'): WxQuery
  limit(max: number): WxQuery
  field(fields: object): WxQuery
  get(): Promise<{ data: unknown[] }>
  count(): Promise<{ total: number }>
  update(options: { data: object }): Promise<{ stats: { updated: number } }>
}

interface WxAggregate {
  [stage: string]: (value: unknown) => WxAggregate
}

interface WxCollection extends WxQuery {
  add(options: { data: object }): Promise<{ _id: string }>
  aggregate(): WxAggregate
}

interface WxDatabase {
  command: Commands
  collection(name: string): WxCollection
}

interface WxCloud {
  init(options: { env: symbol }): void
  DYNAMIC_CURRENT_ENV: symbol
  database(): WxDatabase
  getWXContext(): { OPENID?: string; SOURCE?: string }
  getOpenData(options: { list: string[] }): Promise<{ list: { data?: { opengid?: string } }[] }>
  callFunction(options: { name: string; data: object }): Promise<unknown>
}

const wx = cloud as unknown as WxCloud
wx.init({ env: wx.DYNAMIC_CURRENT_ENV })
const database = wx.database()

/** The database as the functions called from the mini program reach it. */
export const wxDatabase: Database = {
  async find<T>(collection: string, where: Where, options: FindOptions = {}) {
    const { data } = await query(collection, where, options).get()
    return data as T[]
  },
  async aggregate<T>(collection: string, match: Where, stages: Stage[]) {
    const start = database.collection(collection).aggregate()
    const first = start.match?.(encodeWhere(match, database.command)) ?? start
    const all = stages.flatMap((stage) => Object.entries(stage)).reduce(addStage, first)
    const result = await (all as unknown as { end(): Promise<{ list: T[] }> }).end()
    return result.list
  },
  async insert(collection, document) {
    try {
      await database.collection(collection).add({ data: document })
      return 'inserted'
    } catch (error) {
      if (isDuplicateKey(error)) return 'duplicate'
      throw error
    }
  },
  async update(collection, where, changes) {
    const data = encodeChanges(changes, database.command)
    const result = await query(collection, where, {}).update({ data })
    return result.stats.updated
  },
  async count(collection, where) {
    return (await query(collection, where, {}).count()).total
  },
}

function addStage(aggregate: WxAggregate, [stage, value]: [string, unknown]): WxAggregate {
  const add = aggregate[stage.slice(1)]
  if (!add) throw new Error(`the SDK has no stage ${stage}`)
  return add.call(aggregate, value)
}

function query(collection: string, where: Where, options: FindOptions): WxQuery {
  let result = database.collection(collection).where(encodeWhere(where, database.command))
  for (const [field, direction] of Object.entries(options.order ?? {}))
    result = result.orderBy(field, direction === 1 ? 'asc' : 'desc')
  if (options.limit) result = result.limit(options.limit)
  if (options.fields)
    result = result.field(Object.fromEntries(options.fields.map((field) => [field, true])))
  return result
}

/** Who calls, as WeChat's servers say; empty for calls that no person made. */
export function callerOpenid(): string {
  return wx.getWXContext().OPENID ?? ''
}

/**
 * The group whose card the mini program was opened from. The id is asked of WeChat
 * by the cloudID: a client could put any plain id into the call's data.
 */
export async function groupOf(cloudId: string): Promise<string | null> {
  try {
    const { list } = await wx.getOpenData({ list: [cloudId] })
    return list[0]?.data?.opengid ?? null
  } catch {
    return null
  }
}

/** Starts another function without waiting for what it does. */
export function startFunction(name: string, data: object): Promise<unknown> {
  return wx.callFunction({ name, data })
}
