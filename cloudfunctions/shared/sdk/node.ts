import cloudbase from '@cloudbase/node-sdk'
import type { Backend } from '../backend'
import type { CodePainter } from '../code-painter'
import type { Answer } from '../../../core/safety/types'
import type { Checker } from '../checker'
import type { Messenger } from '../messenger'
import { isClientSource } from '../source'
import { encodeChanges, isDuplicateKey } from '../database'
import type { Commands, Database, Stage, Where } from '../database'
import { buildAggregate, buildQuery } from './chains'
import type { Aggregate, Query } from './chains'
import type { PhotoLinks } from '../photo-links'
import { startedWithin } from './nudge'

/** This SDK answers a failure as a value with a `code`. */
type Answered<T> = T & { code?: string; message?: string }

interface NodeQuery extends Query<NodeQuery> {
  get(): Promise<Answered<{ data: unknown[] }>>
  count(): Promise<Answered<{ total: number }>>
  update(data: object): Promise<Answered<{ updated: number }>>
  remove(): Promise<Answered<{ deleted: number | string }>>
}

interface NodeCollection extends NodeQuery {
  add(data: object): Promise<Answered<{ id: string }>>
  aggregate(): Aggregate
}

interface NodeDatabase {
  command: Commands
  collection(name: string): NodeCollection
}

const app = cloudbase.init({ env: cloudbase.SYMBOL_CURRENT_ENV as unknown as string })

function checked<T>(answer: Answered<T>): T {
  if (answer.code) throw new Error(`${answer.code}: ${answer.message ?? ''}`)
  return answer
}

/** The database of an environment that the SDK has been opened for. */
export function databaseOf(opened: { database(): unknown }): Database {
  const database = opened.database() as NodeDatabase
  const commands = database.command
  const collection = (name: string) => database.collection(name)
  return {
    async find<T>(name: string, where: Where, options = {}) {
      const query = buildQuery<NodeQuery>(collection(name), { where, options, commands })
      return checked(await query.get()).data as T[]
    },
    async aggregate<T>(name: string, match: Where, stages: Stage[]) {
      const built = buildAggregate(collection(name).aggregate(), { match, stages, commands })
      const end = built as unknown as { end(): Promise<Answered<{ data: T[] }>> }
      return checked(await end.end()).data
    },
    insert: (name, document) => insert(collection(name), document),
    insertMany: (name, documents) => insert(collection(name), documents),
    async update(name, where, changes) {
      const data = encodeChanges(changes, commands)
      const query = buildQuery<NodeQuery>(collection(name), { where, commands })
      return checked(await query.update(data)).updated
    },
    async count(name, where) {
      const query = buildQuery<NodeQuery>(collection(name), { where, commands })
      return checked(await query.count()).total
    },
    async remove(name, where) {
      const query = buildQuery<NodeQuery>(collection(name), { where, commands })
      return Number(checked(await query.remove()).deleted)
    },
  }
}

async function insert(collection: NodeCollection, document: object) {
  try {
    checked(await collection.add(document))
    return 'inserted'
  } catch (error) {
    if (isDuplicateKey(error)) return 'duplicate'
    throw error
  }
}

/** The database as the functions outside the mini program reach it. */
export const nodeDatabase: Database = databaseOf(app)

const nudgeClock = (work: object) => startedWithin(app.callFunction({ name: 'clock', data: work }))

export const nodeBackend: Backend = {
  database: nodeDatabase,
  announce: (requestId) => nudgeClock({ deliver: requestId }),
  recheck: () => nudgeClock({ recheck: true }),
}

interface Linked {
  fileID: string
  tempFileURL?: string
}

/** What one call may ask for, as the platform has it. */
const linksAtOnce = 50

export const nodePhotoLinks: PhotoLinks = {
  async of(fileIds) {
    const links: { photo: string; url: string }[] = []
    for (let from = 0; from < fileIds.length; from += linksAtOnce) {
      const fileList = fileIds.slice(from, from + linksAtOnce)
      const { fileList: found } = (await app.getTempFileURL({ fileList })) as { fileList: Linked[] }
      for (const { fileID: photo, tempFileURL: url } of found) if (url) links.push({ photo, url })
    }
    return links
  },
}

/** Codes are drawn by the function `wechat`, as messages are sent; without one the page draws its own. */
export const nodePainter: CodePainter = {
  async paint(code) {
    const call = { name: 'wechat', data: { paint: code } }
    const answer = await app.callFunction(call).catch(() => null)
    const { image } = ((answer as Answered<{ result: unknown }> | null)?.result ?? {}) as Painted
    return image ?? null
  },
}

interface Painted {
  image?: string | null
}

/** Messages go out by the function `wechat`: only wx-server-sdk reaches WeChat's interfaces. */
export const nodeMessenger: Messenger = {
  send: async (openid, message) =>
    (await callWechat({ send: { openid, message } })) as { code: number; text: string },
  update: async (card) => (await callWechat({ card })) as { code: number },
}

async function callWechat(data: object): Promise<unknown> {
  const call = { name: 'wechat', data }
  return checked((await app.callFunction(call)) as Answered<{ result: unknown }>).result
}

/** Words and pictures are checked by the function `wechat`, for the same reason. */
export const nodeChecker: Checker = {
  async check(tasks) {
    if (tasks.length === 0) return []
    const result = await callWechat({ check: tasks }).catch(() => null)
    return Array.isArray(result) ? (result as Answer[]) : tasks.map(() => ({ is: 'failed' }))
  },
}

export const isCalledByClient = () => isClientSource(process.env['TCB_SOURCE'])
