import type { RequestState } from '../../typings/domain'
import type { AnswerName } from './grammar'

/** As whom a person speaks: about requests they handle, or about their own. */
export type Side = 'handler' | 'resident'

/** A request as the conversation speaks of it. */
export interface Topic {
  id: string
  /** Its first words. */
  title: string
}

/** A request of a list: the handler's work, or the resident's own. */
export interface Line extends Topic {
  state: RequestState
  /** Who has it. */
  who: string
}

/** What is waited for before something is done. */
export type Pending =
  /** The words of an answer to the picked request. */
  | { kind: 'words'; answer: AnswerName }
  /** Which request these words answer. */
  | { kind: 'which'; answer: AnswerName; text: string }
  /** Whether this is to be reported; with `about`, or whether it belongs to that request. */
  | { kind: 'report'; text: string; key: string; about: Topic | null }
  /** What is to be reported. */
  | { kind: 'matter' }

/** What a conversation remembers from one message to the next. */
export interface Talk {
  /** Where they came in says it; null leaves it to the posts they hold. */
  side: Side | null
  picked: Topic | null
  /** The last list shown; a number is a place in it. */
  choices: Topic[]
  /** Numbers from 1 to 4 are places too: the list has been the last word. */
  isChoosing: boolean
  pending: Pending | null
  /** What was done last, for taking it back. */
  last: (Topic & { at: number; did: 'answer' | 'report' }) | null
  /** When the last message came, epoch milliseconds. */
  at: number
}

export type Message =
  | { kind: 'text'; text: string }
  /** Came in by a button of the mini program, which says what it is about. */
  | { kind: 'enter'; session: string }
  /** A card of one of the mini program's pages. */
  | { kind: 'card'; path: string }
  /** A picture, a voice, anything else. */
  | { kind: 'other' }

/** What a message is understood with: nothing is looked up. */
export interface Known {
  now: number
  /** The message's own key: what it does is done once. */
  key: string
  /** Holds a post now. */
  isHandler: boolean
  /** What waits for the handler, the most pressing first. */
  work: Line[]
  /** The person's own requests that go on, the newest first. */
  own: Line[]
  /** Who gets what the person reports. */
  receiver: string
}

/** What is to be done beside speaking. */
export type Intent =
  | { kind: 'say'; words: string }
  | { kind: 'open'; id: string; side: Side }
  | { kind: 'answer'; topic: Topic; answer: AnswerName; text: string }
  | { kind: 'take_back'; topic: Topic; did: 'answer' | 'report' }
  | { kind: 'supplement'; topic: Topic; text: string }
  /** `key`: of the message that said it, so that a second "yes" reports nothing twice. */
  | { kind: 'report'; text: string; key: string }

export interface Stepped {
  talk: Talk
  intent: Intent
}

export const newTalk: Talk = {
  side: null,
  picked: null,
  choices: [],
  isChoosing: false,
  pending: null,
  last: null,
  at: 0,
}
