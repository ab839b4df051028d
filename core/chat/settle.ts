import { clip } from '../notices/fields'
import * as sentences from './sentences'
import { topicOf, warningFor } from './talk'
import type { Intent, Line, Talk } from './types'

/** A request after something was done with it, or as it was found. */
export interface Found extends Line {
  number: string
  /** The person may still answer it. */
  isTheirs: boolean
}

/** What came of an intent: the request as it stands, or why not. */
export type Outcome =
  | { kind: 'done'; request: Found }
  /** `request`: how it stands, where it may be seen. */
  | { kind: 'refused'; why: string; request: Found | null }

export interface Settled {
  talk: Talk
  words: string
}

const titleLength = 16

export const titleOf = (text: string): string => clip(text, titleLength)

/** What the person reads of it, and what the conversation remembers. */
export function settled(
  { talk, intent }: { talk: Talk; intent: Exclude<Intent, { kind: 'say' }> },
  outcome: Outcome,
): Settled {
  if (outcome.kind === 'refused')
    return intent.kind === 'open'
      ? { talk: { ...talk, picked: null }, words: outcome.why }
      : refused(talk, outcome)
  const { request } = outcome
  switch (intent.kind) {
    case 'open':
      return opened(talk, request, intent.side)
    case 'answer':
      return {
        talk: { ...talk, picked: keeps(request), last: lastOf(talk, request, 'answer') },
        words: sentences.answered(intent, request.who),
      }
    case 'take_back':
      return intent.did === 'report'
        ? { talk: { ...talk, picked: null, last: null }, words: sentences.withdrawn(intent.topic) }
        : {
            talk: { ...talk, picked: topicOf(request), last: null },
            words: sentences.takenBack(request),
          }
    case 'supplement':
      return { talk: { ...talk, picked: topicOf(request) }, words: sentences.supplemented(request) }
    case 'report':
      return {
        talk: { ...talk, picked: topicOf(request), last: lastOf(talk, request, 'report') },
        words: `${warningFor(intent.text)}${sentences.reported(request.number, request.who)}`,
      }
  }
}

function lastOf({ at }: Talk, request: Found, did: 'answer' | 'report'): Talk['last'] {
  return { ...topicOf(request), at, did }
}

/** What is over or went to somebody else takes no further words. */
function keeps(request: Found) {
  return request.isTheirs ? topicOf(request) : null
}

function opened(talk: Talk, request: Found, side: 'handler' | 'resident'): Settled {
  const picked = topicOf(request)
  if (side === 'resident') return { talk: { ...talk, picked }, words: sentences.ownOpened(request) }
  return request.isTheirs
    ? { talk: { ...talk, picked }, words: sentences.opened(request, request.state) }
    : { talk: { ...talk, picked: null }, words: sentences.openedEnded(request, request.state) }
}

/** Somebody was quicker, or it is none of theirs: nothing has changed, and they are told how it stands. */
function refused(talk: Talk, { why, request }: Extract<Outcome, { kind: 'refused' }>): Settled {
  const after = { ...talk, picked: request?.isTheirs ? talk.picked : null }
  const words =
    request && !request.isTheirs
      ? sentences.standsNow(request, request.state, request.who)
      : sentences.notDone(why)
  return { talk: after, words }
}
