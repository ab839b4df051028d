import type { NoticeView } from '../../../typings/api'
import type { Database, Where } from '../database'
import type { Message } from '../../../core/notices/message'

/** The WeChat message beside a notice. */
export interface Push {
  /** `sending` is for good where the run died before WeChat answered: never sent twice. */
  status: 'pending' | 'sending' | 'sent' | 'none' | 'stuck'
  attempts: number
  nextAt: number
  message: Message
  error?: string
}

/** A notice in somebody's inbox. `_id`: `<requestId>:<notice id>`, so it arrives once. */
export interface StoredNotice {
  _id: string
  userId: string
  at: number
  kind: string
  text: string
  requestId: string | null
  opens: NoticeView['opens']
  bookingId?: string
  isRead: boolean
  isUrgent: boolean
  /** `<at>-<_id>`, newest first in the inbox. */
  listKey: string
  push: Push | null
}

export type PendingNotice = StoredNotice & { push: Push }

export type NewNotice = Omit<StoredNotice, '_id' | 'isRead' | 'listKey'> & { id: string }

/** Puts a notice into its receiver's inbox; its id makes it arrive once. */
export async function insertNotice(database: Database, notice: NewNotice): Promise<void> {
  await database.insert('notices', toDocument(notice))
}

const insertedAtOnce = 200

/** Many in a few calls; those that are there already stay as they are. */
export async function insertNotices(database: Database, notices: readonly NewNotice[]) {
  for (let start = 0; start < notices.length; start += insertedAtOnce)
    await insertSome(database, notices.slice(start, start + insertedAtOnce))
}

async function insertSome(database: Database, notices: readonly NewNotice[]): Promise<void> {
  if ((await database.insertMany('notices', notices.map(toDocument))) === 'inserted') return
  for (const notice of notices) await insertNotice(database, notice)
}

function toDocument({ id, ...notice }: NewNotice): StoredNotice {
  const listKey = `${String(notice.at).padStart(13, '0')}-${id}`
  return { _id: id, ...notice, isRead: false, listKey }
}

export function countUnread(database: Database, userId: string): Promise<number> {
  return database.count('notices', { userId, isRead: false })
}

/** One page of a person's inbox, newest first. */
export function findInbox(
  database: Database,
  query: { userId: string; before?: string; limit: number },
): Promise<StoredNotice[]> {
  const where: Where = {
    userId: query.userId,
    ...(query.before && { listKey: { $lt: query.before } }),
  }
  const options = { order: { listKey: -1 }, limit: query.limit, without: ['push'] } as const
  return database.find('notices', where, options)
}

/** Marks a person's own notices as read: those named, or all. */
export function markRead(database: Database, userId: string, ids?: string[]): Promise<number> {
  const which: Where = ids ? { _id: { $in: ids }, userId } : { userId, isRead: false }
  return database.update('notices', which, { set: { isRead: true } })
}

/** Messages whose time has come, the longest waiting first. */
export function findPending(database: Database, now: number, limit: number) {
  const where = { 'push.status': 'pending', 'push.nextAt': { $lte: now } }
  return database.find<PendingNotice>('notices', where, { order: { 'push.nextAt': 1 }, limit })
}

/** Takes a message for sending; false when another run has it. */
export async function claimMessage(database: Database, { _id, push }: PendingNotice) {
  const where = { _id, 'push.status': 'pending', 'push.attempts': push.attempts }
  const changes = { set: { 'push.status': 'sending' }, inc: { 'push.attempts': 1 } }
  return (await database.update('notices', where, changes)) === 1
}

/** Writes down what came of sending. */
export async function settleMessage(
  database: Database,
  { _id }: PendingNotice,
  outcome: Partial<Push>,
): Promise<void> {
  const set = Object.entries(outcome).map(([field, value]) => [`push.${field}`, value] as const)
  await database.update('notices', { _id }, { set: Object.fromEntries(set) })
}

/** Messages that WeChat would not take, the latest first. */
export function findStuck(
  database: Database,
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<StoredNotice[]> {
  const where = { 'push.status': 'stuck', ...(after && { listKey: { $lt: after } }) }
  return database.find('notices', where, { order: { listKey: -1 }, limit })
}
