import { receiversOf } from '../../core/notices/neighbours'
import type { Notice } from '../../core/requests/types'
import type { Undelivered } from '../shared/stores/outbox'
import { findGranted } from '../shared/stores/users'
import type { Tick } from './tick'

/** One notice for all who follow a request becomes one for each, under an id of their own. */
export function givenOut(request: Undelivered, notice: Notice): Notice[] {
  if (notice.audience !== 'neighbour') return [notice]
  return receiversOf(request).map((userId) => ({ ...notice, id: `${notice.id}:${userId}`, userId }))
}

/**
 * Which neighbours have granted a WeChat message: the others are in their hundreds and get none,
 * so that they are not asked about one by one.
 */
export async function findNeighboursToWrite(
  { database, steering }: Tick,
  requests: readonly Undelivered[],
): Promise<ReadonlySet<string>> {
  const template = steering.messages.templates.resident?.id
  const told = requests.filter(({ outbox }) =>
    outbox.some(({ audience }) => audience === 'neighbour'),
  )
  const ids = [...new Set(told.flatMap(receiversOf))]
  return new Set(template && ids.length > 0 ? await findGranted(database, ids, template) : [])
}
