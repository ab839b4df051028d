import type { Allowance, Pace } from '../../../core/chat/limits'
import { longestList } from '../../../core/chat/sentences'
import { type Talk, newTalk } from '../../../core/chat/types'
import type { Unit } from '../../../core/grids/types'
import type { Database, Stage } from '../database'
import { type ListedRequest, heavyFields, lightRequest } from './requests'
import { type Surroundings, findSurroundingsWith } from './surroundings'

/** One person's conversation with us. `_id` is their openid. */
export interface Conversation {
  _id: string
  talk: Talk
  /** Keys of the latest messages: each takes effect once. */
  seen: string[]
  pace: Pace
  allowance: Allowance
  /** Rises with each message; 0 while nothing is stored. */
  version: number
}

/** Everything one message may need, in one call. */
export interface Situation {
  conversation: Conversation
  /** The units the person is a member of. */
  held: Unit[]
  /** Open requests they handle, what is due first, first; one more than a list shows. */
  work: ListedRequest[]
  /** Their own open requests, the newest first; one more than a list shows. */
  own: ListedRequest[]
  around: Surroundings
}

type Joined = Record<'conversation', Conversation[]> & Record<'work' | 'own', ListedRequest[]>

/** Null while the place has not been set up. */
export async function findSituation(database: Database, openid: string): Promise<Situation | null> {
  const where = { openid, withHeld: true }
  const found = await findSurroundingsWith<Joined>(database, where, stagesFor(openid))
  if (!found) return null
  const { around, joined } = found
  return {
    conversation: joined.conversation[0] ?? newConversation(openid),
    held: around.heldChains.flatMap((chain) => chain.at(-1) ?? []),
    work: joined.work.map(lightRequest),
    own: joined.own.map(lightRequest),
    around,
  }
}

function stagesFor(openid: string): Stage[] {
  const light = Object.fromEntries(heavyFields.map((field) => [field, 0]))
  const open = (as: string, match: object, sort: object): Stage => ({
    $lookup: {
      from: 'requests',
      pipeline: [
        { $match: { ...match, isOpen: true } },
        { $sort: sort },
        { $limit: longestList + 1 },
        { $project: light },
      ],
      as,
    },
  })
  return [
    {
      $lookup: {
        from: 'conversations',
        pipeline: [{ $match: { _id: openid } }],
        as: 'conversation',
      },
    },
    open('work', { 'handler.userId': openid }, { queueKey: 1 }),
    open('own', { reporterId: openid }, { listKey: -1 }),
  ]
}

const newConversation = (openid: string): Conversation => ({
  _id: openid,
  talk: newTalk,
  seen: [],
  pace: { since: 0, count: 0 },
  allowance: { left: 0, until: 0 },
  version: 0,
})

export async function findConversation(database: Database, openid: string): Promise<Conversation> {
  const [found] = await database.find<Conversation>('conversations', { _id: openid }, { limit: 1 })
  return found ?? newConversation(openid)
}

/** Writes the conversation as it is after a message, if no other message came between; false otherwise. */
export async function saveConversation(
  database: Database,
  after: Conversation,
  version: number,
): Promise<boolean> {
  const next = { ...after, version: version + 1 }
  if (version === 0) return (await database.insert('conversations', next)) === 'inserted'
  const { _id, ...set } = next
  return (await database.update('conversations', { _id, version }, { set })) === 1
}
