import type { Request } from '../../../core/requests/types'
import type { Database } from '../database'
import { changesBetween, findRequest, toDocument } from './requests'
import type { StoredRequest } from './requests'

const pageOfRequests = 100

/**
 * Gives a unit's requests, open and closed, another way down to it. No step of their lives: their
 * versions stay. One that is written meanwhile is looked at again until all are through.
 */
export async function repathRequests(
  database: Database,
  { unitId, path }: { unitId: string; path: string[] },
): Promise<void> {
  for (const isOpen of [true, false])
    for (let after = ''; ;) {
      const where = { 'unit.id': unitId, isOpen, queueKey: { $gt: after } }
      const options = { order: { queueKey: 1 }, limit: pageOfRequests } as const
      const found = await database.find<StoredRequest>('requests', where, options)
      await Promise.all(found.map((one) => repath(database, one, path)))
      const last = found.at(-1)
      if (!last || found.length < pageOfRequests) break
      after = last.queueKey
    }
}

async function repath(database: Database, read: StoredRequest, path: string[]): Promise<void> {
  for (let request: Request | null = read; request?.unit.id === read.unit.id;) {
    const changes = changesBetween(toDocument(request), toDocument({ ...request, path }))
    const { hasOutbox, ...set } = changes.set ?? {}
    const where = { _id: request._id, version: request.version }
    if ((await database.update('requests', where, { set })) === 1) return
    request = await findRequest(database, request._id)
  }
}
