import type { Database, Where } from '../database'

/** A notice in somebody's inbox. `_id`: `<requestId>:<notice id>`, so it arrives once. */
export interface StoredNotice {
  _id: string
  userId: string
  at: number
  kind: string
  text: string
  requestId: string | null
  opens: 'request' | 'answer' | 'none'
  isRead: boolean
  isUrgent: boolean
  /** `<at>-<_id>`, newest first in the inbox. */
  listKey: string
  /** The WeChat message beside it. */
  push: {
    status: 'pending' | 'sent' | 'none' | 'stuck'
    attempts: number
    nextAt: number
    error?: string
  }
}

export function countUnread(database: Database, userId: string): Promise<number> {
  return database.count('notices', { userId, isRead: false })
}

export function findInbox(
  database: Database,
  query: { userId: string; before?: string; limit: number },
): Promise<StoredNotice[]> {
  const where: Where = {
    userId: query.userId,
    ...(query.before && { listKey: { $lt: query.before } }),
  }
  return database.find('notices', where, { order: { listKey: -1 }, limit: query.limit })
}

/** Marks one's own notices as read: those named, or all. */
export function markRead(database: Database, userId: string, ids?: string[]): Promise<number> {
  const which: Where = ids ? { _id: { $in: ids }, userId } : { userId, isRead: false }
  return database.update('notices', which, { set: { isRead: true } })
}

export const noticeKey = (at: number, id: string) => `${String(at).padStart(13, '0')}-${id}`

/** A notice that belongs to no request. Its id makes it arrive once. */
export async function insertNotice(
  database: Database,
  { id, userId, at, text }: { id: string; userId: string; at: number; text: string },
): Promise<void> {
  const notice: StoredNotice = {
    _id: id,
    userId,
    at,
    kind: 'staff',
    text,
    requestId: null,
    opens: 'none',
    isRead: false,
    isUrgent: false,
    listKey: noticeKey(at, id),
    push: { status: 'none', attempts: 0, nextAt: 0 },
  }
  await database.insert('notices', notice)
}
