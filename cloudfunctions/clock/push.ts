import { deliveryOf, fateOf } from '../../core/notices/retry'
import type { Delivery } from '../../core/notices/retry'
import { claimMessage, findPending, settleMessage } from '../shared/stores/notices'
import type { PendingNotice, Push } from '../shared/stores/notices'
import { dropGrants, giveGrantBack, spendGrant } from '../shared/stores/users'
import type { Tick } from './tick'

const batch = 50

/**
 * Sends the WeChat messages beside notices. Each is claimed before it is sent and never sent
 * again without an answer: a run that dies may lose a message, the inbox has it, none comes twice.
 */
export async function sendMessages(tick: Tick): Promise<number> {
  let sent = 0
  while (tick.hasTime()) {
    const pending = await findPending(tick.database, tick.now, batch)
    const results = await tick.inParallel(pending, (one) => sendOne(tick, one))
    sent += results.filter((status) => status === 'sent').length
    if (pending.length < batch || results.every((one) => one === null)) break
  }
  return sent
}

async function sendOne(tick: Tick, notice: PendingNotice): Promise<Push['status']> {
  const { database } = tick
  if (!(await claimMessage(database, notice))) return 'sending'
  const { userId, push } = notice
  const isGranted = await spendGrant(database, userId, push.message.templateId)
  const outcome = isGranted ? await attempt(tick, notice) : ({ status: 'none' } as const)
  await settleMessage(database, notice, outcome)
  return outcome.status
}

type Outcome = Pick<Push, 'status'> & Partial<Pick<Push, 'nextAt' | 'error'>>

async function attempt(tick: Tick, notice: PendingNotice): Promise<Outcome> {
  const { userId, push } = notice
  const { code, text } = await tick.messenger.send(userId, push.message).catch(failed)
  const delivery = deliveryOf(code)
  await settleGrant(tick, notice, delivery)
  if (delivery === 'bad_message') console.error(`message ${notice._id} is malformed: ${text}`)
  const fate = fateOf(delivery, { tries: push.attempts + 1, now: tick.now })
  const error = `${code} ${text}`.slice(0, 200)
  if (fate.is === 'retried') return { status: 'pending', nextAt: fate.at, error }
  if (fate.is === 'stuck') return { status: 'stuck', error }
  return delivery === 'sent' ? { status: 'sent' } : { status: 'none', error }
}

/** The ledger follows what WeChat says: used up is used up, what was not taken is given back. */
async function settleGrant(
  { database }: Tick,
  { userId, push }: PendingNotice,
  delivery: Delivery,
): Promise<void> {
  const { templateId } = push.message
  if (delivery === 'no_quota' || delivery === 'banned')
    await dropGrants(database, userId, templateId)
  else if (delivery !== 'sent') await giveGrantBack(database, userId, templateId)
}

const failed = (error: unknown) => ({ code: -1, text: String((error as Error | null)?.message) })
