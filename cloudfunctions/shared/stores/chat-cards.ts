import type { ChatCard } from '../../../core/chat-tool/types'
import type { Request } from '../../../core/requests/types'
import type { Database } from '../database'

/** Puts a new card beside a request, if nobody wrote it since it was read. */
export async function saveCard(database: Database, { _id, version }: Request, chatCard: ChatCard) {
  return (await database.update('requests', { _id, version }, { set: { chatCard } })) === 1
}

export type Carded = Request & { chatCard: ChatCard }

/** Requests whose card in a group has to be looked at, the longest waiting first; or one of them. */
export function findDueCards(
  database: Database,
  { now, limit, id }: { now: number; limit: number; id?: string | undefined },
): Promise<Carded[]> {
  const where = { 'chatCard.dueAt': { $lte: now }, ...(id && { _id: id }) }
  return database.find('requests', where, { order: { 'chatCard.dueAt': 1 }, limit })
}

/** Notes what the group sees, unless a step or another run came in between: then it is looked at again. */
export async function settleCard(database: Database, before: Carded, chatCard: ChatCard) {
  const { _id, version } = before
  const where = { _id, version, 'chatCard.rev': before.chatCard.rev }
  return (await database.update('requests', where, { set: { chatCard } })) === 1
}
