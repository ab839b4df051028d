import type {
  ActorRole,
  Channel,
  Command,
  DeclineReason,
  DispatchRule,
  Outcome,
  RequestState,
  RequestType,
  Topic,
  UnitKind,
  Urgency,
} from '../../typings/domain'
import type { ChatCard } from '../chat-tool/types'
import type { Safety } from '../safety/types'
import type { ClockName, Clocks } from './clocks'
import type { Undo } from './undo'

/** Times are epoch milliseconds throughout `core`; `_id`s and openids are opaque strings. */

export interface UnitRef {
  id: string
  name: string
  kind: UnitKind
}

export interface HandlerRef {
  userId: string
  label: string
}

export type EmergencyKind = 'fire' | 'medical' | 'crime' | 'danger'

/** Where a request is and how far: what each step of its history ends in. */
export interface Standing {
  state: RequestState
  unit: UnitRef
  handler: HandlerRef | null
}

/** One step, appended and never edited. */
export interface Entry {
  at: number
  actor: { userId: string; role: ActorRole; label: string }
  command: Command
  /** Null for the submission. */
  before: Standing | null
  after: Standing
  /** Why it moved or was refused; empty where the command says it all. */
  reason: string
  text?: string
  photos?: string[]
  outcome?: Outcome
  because?: DeclineReason
  /** The client's idempotency key: the same key by the same person is answered by this entry. */
  key?: string
  /** What the step changed, as it was before: with it a retried call gets its first answer. */
  undo?: Undo
}

/** What a step may change beside the history and the outbox, which only grow by it. */
export type Changes = Omit<
  Request,
  | '_id'
  | 'number'
  | 'version'
  | 'history'
  | 'outbox'
  | 'hasOutbox'
  | 'updatedAt'
  | 'safety'
  | 'chatCard'
>

export interface Contact {
  name?: string
  phone?: string
}

export interface Place {
  name: string
  point?: { latitude: number; longitude: number }
}

export interface CoHandler {
  unit: UnitRef
  part: string
  answer: string | null
  answeredAt: number | null
}

export interface Extension {
  days: number
  reason: string
  askedBy: string
  askedAt: number
  status: 'asked' | 'approved' | 'refused'
}

/** Something to tell somebody; delivered from the request document it is written in. */
export interface Notice {
  /** Unique within the request: `<version>:<kind>:<userId>`; never sent twice. */
  id: string
  at: number
  userId: string
  kind: NoticeKind
  /** Whether it speaks to the resident whose request it is, or to people who work on it. */
  audience: Audience
  text: string
  /** What the request is called to this person: its first words, or its number where those are not theirs to read. */
  summary: string
  opens: 'request' | 'answer' | 'follow'
  isUrgent: boolean
}

/** `neighbour`: one notice for all who follow it, given out when it is delivered. */
export type Audience = 'resident' | 'worker' | 'neighbour'

export type NoticeKind =
  | 'new_work'
  | 'taken'
  | 'replied'
  | 'asked'
  | 'supplemented'
  | 'resolved'
  | 'reopened'
  | 'moved'
  | 'urged'
  | 'supervised'
  | 'declined'
  | 'missed_deadline'
  | 'extension'
  | 'closed'
  | 'emergency'
  | 'late_words'
  | 'co_handle'
  | 'co_replied'
  | 'withdrawn'
  | 'rated'
  | 'merged'
  | 'reclassified'
  | 'taken_back'

export interface Dispatch {
  rule: DispatchRule
  /** A sentence that a resident understands. */
  reason: string
}

/** A request: one document, its whole life inside. */
export interface Request {
  _id: string
  /** Eight digits, unique. */
  number: string
  /** Rises by one with each accepted command; equals `history.length`. */
  version: number

  text: string
  photos: string[]
  type: RequestType
  topic: Topic
  urgency: Urgency
  channel: Channel
  place: Place | null
  /** What kind of emergency the words tell of; null when none. */
  emergency: EmergencyKind | null
  isAnonymous: boolean
  isPrivate: boolean
  reporterId: string
  contact: Contact
  onBehalfOf: Contact | null
  /** The micro-grid (or the nearest unit known) it came from. */
  origin: UnitRef
  /** From the district down to `origin`, as the place stood when it was submitted. */
  originPath: Pick<UnitRef, 'id' | 'kind'>[]

  state: RequestState
  /** Not yet at an end: what queues list. */
  isOpen: boolean
  unit: UnitRef
  /** Ids from the district down to `unit`; whoever holds one of them may see it. */
  path: string[]
  /** Who answers for it; null while a unit has it and nobody in particular. */
  handler: HandlerRef | null
  /** Everybody who handled it, the latest last: late words reach the last of them. */
  handledBy: HandlerRef[]
  dispatch: Dispatch
  submittedAt: number
  updatedAt: number
  assignedAt: number

  clocks: Clocks
  /** When the clock function must look at it next; null when never. */
  dueAt: number | null
  /** What the queue is sorted by: the next deadline of the handler, far future when none runs. */
  sortAt: number

  outcome: Outcome | null
  resolvedAt: number | null
  /** Until when the resident may say "not solved"; null while nothing is resolved. */
  reopenUntil: number | null
  rating: { solved: boolean; satisfaction?: number; text?: string } | null
  reopenCount: number
  urges: { count: number; lastAt: number | null }
  coHandlers: CoHandler[]
  extension: Extension | null
  /** The request this one was merged into. */
  mergedInto: { id: string; number: string } | null
  /** Residents of requests merged into this one: they hear of it too. */
  followers: string[]
  /** Neighbours who follow it, and those it happened to as well; the counts stand in for them in lists. */
  followIds: string[]
  followCount: number
  meTooIds: string[]
  meTooCount: number
  /** Deadlines missed, each against the unit that had it. */
  misses: { unitId: string; clock: ClockName; at: number }[]

  /** How far the check of each step's words and photos is. */
  safety: Safety
  /** Its dynamic card in a group, where the chat tool posted one. */
  chatCard: ChatCard | null

  history: Entry[]
  outbox: Notice[]
  /** Mirrors `outbox.length > 0`, so that undelivered notices are found by index. */
  hasOutbox: boolean
}
