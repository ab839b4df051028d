import { messageFor } from '../../core/notices/message'
import { deliverAt } from '../../core/notices/quiet'
import type { Notice } from '../../core/requests/types'
import { insertNotices } from '../shared/stores/notices'
import type { NewNotice } from '../shared/stores/notices'
import { clearOutboxes, findUndelivered } from '../shared/stores/outbox'
import type { Undelivered } from '../shared/stores/outbox'

import { findNeighboursToWrite, givenOut } from './give-out'
import type { Tick } from './tick'

const batch = 50

/**
 * Puts the notices waiting in request documents into their receivers' inboxes. Each goes in
 * under its own id, so a delivery that died half-way is simply made again.
 */
export async function deliverOutboxes(tick: Tick, requestId?: string): Promise<number> {
  let delivered = 0
  while (tick.hasTime()) {
    const waiting = await findUndelivered(tick.database, { limit: batch, requestId })
    const cleared = await deliverAll(tick, waiting)
    delivered += waiting.reduce((sum, { outbox }) => sum + outbox.length, 0)
    if (waiting.length < batch || cleared === 0) break
  }
  return delivered
}

/** All in two or three calls; where one of them can't be delivered, the others go one by one. */
async function deliverAll(tick: Tick, requests: Undelivered[]): Promise<number> {
  try {
    return await deliver(tick, requests)
  } catch {
    const cleared = await tick.inParallel(requests, (one) => deliver(tick, [one]))
    return cleared.reduce<number>((sum, count) => sum + (count ?? 0), 0)
  }
}

async function deliver(tick: Tick, requests: Undelivered[]): Promise<number> {
  const written = await findNeighboursToWrite(tick, requests)
  const isWritten = ({ audience, userId }: Notice) =>
    audience !== 'neighbour' || written.has(userId)
  const notices = requests.flatMap((one) =>
    one.outbox
      .flatMap((notice) => givenOut(one, notice))
      .map((notice) => inboxOf(tick, { request: one, notice, isWritten: isWritten(notice) })),
  )
  await insertNotices(tick.database, notices)
  return clearOutboxes(tick.database, requests)
}

function inboxOf(
  { now, steering }: Tick,
  { request, notice, isWritten }: { request: Undelivered; notice: Notice; isWritten: boolean },
): NewNotice {
  const message = isWritten ? messageFor(notice, request, steering.messages) : null
  const nextAt = deliverAt(notice, now, steering.messages.quiet)
  return {
    id: `${request._id}:${notice.id}`,
    userId: notice.userId,
    at: notice.at,
    kind: notice.kind,
    text: notice.text,
    requestId: request._id,
    opens: notice.opens,
    isUrgent: notice.isUrgent,
    push: message ? { status: 'pending', attempts: 0, nextAt, message } : null,
  }
}
