import type {
  ActorRole,
  Channel,
  Command,
  DispatchRule,
  Light,
  Outcome,
  RequestState,
  RequestType,
  Topic,
  UnitKind,
  Urgency,
} from './domain'
import type { UnitName, Contact } from './place'
import type { CheckView } from './safety'

export interface Point {
  latitude: number
  longitude: number
}

export interface Place {
  /** What people call it: a compound, a building, a corner. */
  name: string
  point?: Point
}

export interface RequestDraft {
  text: string
  type?: RequestType
  topic?: Topic
  urgency?: 'emergency' | 'urgent' | 'normal'
  place?: Place
  /** Storage file ids of the caller's own uploads, at most 9. */
  photos?: string[]
  contact?: Contact
  /** Nobody who handles it sees who reported it. */
  isAnonymous?: boolean
  /** Neighbours never see it and it can't be shared into the group. */
  isPrivate?: boolean
  /** A resident reporting for a neighbour: whom it is for. */
  onBehalfOf?: Contact
}

export interface EntryView {
  at: string
  actor: { role: ActorRole; label: string; isMe: boolean }
  command: Command
  /** The state before, null for the submission. */
  from: RequestState | null
  to: RequestState
  /** The unit that has it after this step. */
  unit: UnitName & { level: UnitKind }
  /** The unit it came from, where the step moved it. */
  fromUnit?: UnitName & { level: UnitKind }
  handler: { label: string } | null
  /** Why: a sentence for hops and refusals, empty where the command says it all. */
  reason: string
  text?: string
  photos?: string[]
  /** How far the check of the words and photos is, as far as it concerns the viewer. */
  check?: CheckView
  outcome?: Outcome
  /** The same person took it back at once; its words are for those who handle it only. */
  isTakenBack?: true
}

/** The deadlines of a request as its state makes them count; null where none runs. */
export interface DueView {
  light: Light
  /** What has to happen next and until when. */
  next: { clock: 'accept' | 'handle' | 'final'; at: string } | null
  acceptBy: string | null
  handleBy: string | null
  finalBy: string | null
}

export interface RequestView {
  id: string
  /** Eight digits in two groups, as people say it on the phone: "4827 1930". */
  number: string
  state: RequestState
  level: UnitKind
  unit: UnitName
  handler: { label: string; isMe: boolean } | null
  dispatch: { rule: DispatchRule; reason: string }
  history: EntryView[]
  /** The commands this person may give now. */
  allowed: Command[]
  version: number

  text: string
  photos: string[]
  /** How far the check of the text, the place and the photos is. */
  check?: CheckView
  type: RequestType
  topic: Topic
  urgency: Urgency
  channel: Channel
  place: Place | null
  isAnonymous: boolean
  isPrivate: boolean
  /** True when the viewer reported it. */
  isMine: boolean
  submittedAt: string
  updatedAt: string
  due: DueView
  /** Masked; null for anonymous requests and for those who don't handle it. */
  reporter: { name: string; phone: string } | null
  onBehalfOf: { name: string; phone: string } | null
  outcome: Outcome | null
  rating: { solved: boolean; satisfaction?: number; text?: string } | null
  urges: { count: number; lastAt: string | null }
  /** How many neighbours it happened to as well, and how many follow it. */
  meTooCount: number
  followCount: number
  coHandlers: CoHandlerView[]
  extension: { days: number; reason: string; status: 'asked' | 'approved' | 'refused' } | null
  /** The request this one was merged into, where it goes on. */
  mergedInto?: { id: string; number: string }
  /** For emergencies: the lines to dial before anything else. */
  emergencyLines: { number: string; label: string }[]
}

export interface CoHandlerView {
  unit: UnitName & { level: UnitKind }
  part: string
  answer: string | null
  answeredAt: string | null
}

/** One line of a list. */
export interface RequestLine {
  id: string
  number: string
  state: RequestState
  text: string
  type: RequestType
  topic: Topic
  urgency: Urgency
  unit: UnitName & { level: UnitKind }
  handler: { label: string; isMe: boolean } | null
  due: DueView
  submittedAt: string
  updatedAt: string
  urgeCount: number
  meTooCount: number
  photo: string | null
}
