import { paced, renewed, spent } from '../../core/chat/limits'
import { tooFast } from '../../core/chat/sentences'
import { type Settled, settled, titleOf } from '../../core/chat/settle'
import { step } from '../../core/chat/step'
import type { Known, Line } from '../../core/chat/types'
import { findCaretakers, postsOf } from '../../core/grids/duty'
import type { Backend } from '../shared/backend'
import type { Database } from '../shared/database'
import type { OperationContext } from '../shared/operation'
import {
  type Conversation,
  type Situation,
  findConversation,
  findSituation,
  saveConversation,
} from '../shared/stores/conversations'
import type { ListedRequest } from '../shared/stores/requests'
import type { Surroundings } from '../shared/stores/surroundings'
import { carryOut } from './carry-out'
import type { Inbound } from './push'

/** How many keys are remembered: more than WeChat repeats. */
const remembered = 20

/** How often the conversation is read again where another message came between. */
const attempts = 4

/**
 * Handles one message of a conversation: at most four database calls, one effect however often it
 * is pushed. Resolves to the words to send, null where nothing is to be said.
 */
export async function converse(
  backend: Backend,
  inbound: Inbound,
  now: number,
): Promise<string | null> {
  const situation = await findSituation(backend.database, inbound.openid)
  const before = situation?.conversation
  if (!situation || !before || before.seen.includes(inbound.key)) return null
  const { pace, mood } = paced(before.pace, now)
  if (mood === 'flood') return null
  const { talk, words } =
    mood === 'fast'
      ? { talk: before.talk, words: tooFast }
      : await answerTo(situation, { backend, inbound, now })
  const opened = renewed(
    before.allowance,
    inbound.message.kind === 'enter' ? 'enter' : 'message',
    now,
  )
  const allowance = spent(opened, now)
  const after = { ...before, talk, pace, allowance: allowance ?? opened }
  const isFirst = await remember(backend.database, after, inbound.key)
  return isFirst && allowance ? words : null
}

interface Handling {
  backend: Backend
  inbound: Inbound
  now: number
}

async function answerTo(
  situation: Situation,
  { backend, inbound, now }: Handling,
): Promise<Settled> {
  const { openid, key, message } = inbound
  const { conversation, around } = situation
  const { talk, intent } = step(
    conversation.talk,
    message,
    knownOf(situation, { key, now, openid }),
  )
  if (intent.kind === 'say') return { talk, words: intent.words }
  const outcome = await carryOut(intent, { context: contextOf({ backend, inbound, now }), around })
  return settled({ talk, intent }, outcome)
}

function contextOf({ backend, inbound, now }: Handling): OperationContext {
  const { openid, key } = inbound
  const noGroup = { group: async () => null, claimsGroup: false, cloudId: null }
  return { openid, key, now, backend, via: 'phone', ...noGroup }
}

function knownOf(
  { held, work, own, around }: Situation,
  { key, now, openid }: { key: string; now: number; openid: string },
): Known {
  return {
    now,
    key,
    isHandler: postsOf(held, openid, now).length > 0,
    work: work.filter(({ state }) => state !== 'resolved').map(lineOf),
    own: own.map(lineOf),
    receiver: receiverOf(around, now),
  }
}

function lineOf({ _id, text, state, handler, unit }: ListedRequest): Line {
  return { id: _id, title: titleOf(text), state, who: handler?.label ?? unit.name }
}

/** Who looks after the place the person lives in; the district where they have not said it. */
function receiverOf({ ownChain, districtChain }: Surroundings, now: number): string {
  const { unit, people } = findCaretakers(ownChain ?? districtChain, now)
  const [first] = people
  return first && people.length === 1 ? first.label : unit.name
}

/**
 * Writes the conversation down; false when this very message was written before, so that its
 * repetition is not answered again. A message that came between keeps its keys.
 */
async function remember(database: Database, after: Conversation, key: string): Promise<boolean> {
  let { seen, version } = after
  for (let attempt = 0; attempt < attempts; attempt++) {
    const next = { ...after, seen: [...seen, key].slice(-remembered) }
    if (await saveConversation(database, next, version)) return true
    const other = await findConversation(database, after._id)
    if (other.seen.includes(key)) return false
    ;({ seen, version } = other)
  }
  throw new Error('the conversation changes faster than it can be written')
}
