import { messageFor } from '../../core/notices/message'
import { deliverAt } from '../../core/notices/quiet'
import type { Notice } from '../../core/requests/types'
import { insertNotice } from '../shared/stores/notices'
import { clearOutbox, findUndelivered } from '../shared/stores/requests'
import type { Undelivered } from '../shared/stores/requests'

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
    const results = await tick.inParallel(waiting, (one) => deliver(tick, one))
    delivered += waiting.reduce((sum, { outbox }) => sum + outbox.length, 0)
    if (waiting.length < batch || results.every((one) => one === null)) break
  }
  return delivered
}

async function deliver(tick: Tick, request: Undelivered): Promise<boolean> {
  for (const notice of request.outbox) await putIntoInbox(tick, request, notice)
  return clearOutbox(tick.database, request)
}

async function putIntoInbox(tick: Tick, request: Undelivered, notice: Notice): Promise<void> {
  const { now, steering } = tick
  const message = messageFor(notice, request, steering.messages)
  const nextAt = deliverAt(notice, now, steering.messages.quiet)
  await insertNotice(tick.database, {
    id: `${request._id}:${notice.id}`,
    userId: notice.userId,
    at: notice.at,
    kind: notice.kind,
    text: notice.text,
    requestId: request._id,
    opens: notice.opens,
    isUrgent: notice.isUrgent,
    push: message ? { status: 'pending', attempts: 0, nextAt, message } : null,
  })
}
