import { afterRefusal, planCard } from '../../core/chat-tool/card'
import type { CardMessage } from '../../core/chat-tool/types'
import { findDueCards, settleCard } from '../shared/stores/chat-cards'
import type { Carded } from '../shared/stores/chat-cards'
import type { Tick } from './tick'

const batch = 50

/** Brings the cards that groups see up to what has become of their requests. */
export async function tellCards(tick: Tick, requestId?: string): Promise<number> {
  const query = { now: tick.now, limit: batch, id: requestId }
  const due = await findDueCards(tick.database, query)
  const results = await tick.inParallel(due, (one) => tellCard(tick, one))
  return results.filter(Boolean).length
}

async function tellCard({ database, messenger, now }: Tick, request: Carded): Promise<boolean> {
  const { messages, card } = planCard(request, now)
  const { code, taken } = await sendAll(messenger, messages)
  const settled = code === 0 ? card : afterRefusal(request.chatCard, { code, taken }, now)
  return settleCard(database, request, settled)
}

/** In their order, up to the first that WeChat refuses. */
async function sendAll({ update }: Tick['messenger'], messages: readonly CardMessage[]) {
  for (const [index, message] of messages.entries()) {
    const { code } = await update(message).catch(() => ({ code: -1 }))
    if (code !== 0) return { code, taken: messages.slice(0, index) }
  }
  return { code: 0, taken: messages }
}
