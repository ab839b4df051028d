import type { Channel, DeclineReason, RequestType, Topic, UnitKind } from './domain'
import type { UnitName } from './place'

/** What staff decide, as it is stored and edited. */

/** A rule of dispatch: when all that is named fits, the request goes to `to`. */
export interface Rule {
  id: string
  /** Lower comes first. */
  order: number
  isOn: boolean
  when: {
    channels?: Channel[]
    topics?: Topic[]
    types?: RequestType[]
    /** The unit it came from, or any above it. */
    unitIds?: string[]
    /** Any one of them in the text. */
    words?: string[]
    timeOfDay?: TimeSpan
  }
  to: { unitId: string }
  /** Why there is such a rule: residents read it. */
  note: string
}

/** Times of day in China, HH:MM; over midnight when `from` is later than `to`. */
export interface TimeSpan {
  from: string
  to: string
}

/** A length of time as staff write it. Working days count only on the working calendar. */
export interface Term {
  amount: number
  unit: 'minute' | 'working_day'
}

/** What one level has: time to accept, and its share of the handling. */
export interface LevelTerms {
  accept: Term
  share: Term
}

export interface Terms {
  mode: 'working' | 'round_the_clock'
  levels: Record<UnitKind, LevelTerms>
  /** From submission to the end, all levels together. */
  final: Term
  /** What each further level gets once the final deadline has passed. */
  overtime: Term
}

export type PolicyRow = 'emergency' | 'urgent' | 'inquiry' | 'normal' | 'complex'

/** The deadlines of level × urgency, versioned. */
export interface Policy {
  version: number
  terms: Record<PolicyRow, Terms>
  /** Exceptions of single topics; the first that fits wins. */
  byTopic: { topic: Topic; row: PolicyRow; terms: Terms }[]
  /** Calendar days a question to the resident stays open. */
  waitingDays: number
  /** Calendar days for rating after a resolution. */
  ratingDays: number
  /** Calendar days after a resolution in which the resident may reopen. */
  reopenDays: number
}

export type DayKind = 'work' | 'rest'

/** What staff store over the official calendar. */
export interface StoredCalendar {
  /** The stretches of every working day in minutes since midnight, in order and apart. */
  readonly hours?: readonly (readonly [from: number, to: number])[]
  /** Days that differ: `2026-10-10` → `work`. */
  readonly days?: Readonly<Record<string, DayKind>>
  /** Years the stored days make complete. */
  readonly years?: readonly number[]
}

/** What a field of a template is filled with. */
export type FieldSource = 'summary' | 'state' | 'time' | 'number' | 'words'

/** A subscribe template of the account: its id, and what goes into which field ("thing1"). */
export interface Template {
  id: string
  fields: Readonly<Record<string, FieldSource>>
}

/** The templates there are, and when phones stay silent. */
export interface MessageSettings {
  templates: { resident?: Template; worker?: Template }
  quiet: TimeSpan | null
}

/** A reply that handlers send by one tap. */
export interface PresetReply {
  /** What the button says. */
  label: string
  text: string
}

/** The sentences staff lend to everybody. */
export interface Wording {
  /** One to four, in the order of the buttons. */
  replies: PresetReply[]
  /** Where to turn instead, for each reason to decline. */
  declines: Record<DeclineReason, string>
}

/** What belongs to departments and is never pushed down to volunteers. */
export interface Ownership {
  departmentTopics: Topic[]
}

export interface SettingsView {
  /** `units`: the names of those the rules speak of. */
  rules: { version: number; value: Rule[]; units: UnitName[] }
  /** `open`: requests that a change measures anew, counted as far as a thousand. */
  deadlines: { version: number; value: Policy; open: { count: number; isMore: boolean } }
  calendar: {
    version: number
    value: StoredCalendar
    /** The published list for this year and the next, and the hours where staff store none. */
    official: Required<StoredCalendar>
    /** A sentence when this year or the next has no official list yet. */
    warning: string | null
  }
  messages: { version: number; value: MessageSettings }
  wording: { version: number; value: Wording }
  ownership: { version: number; value: Ownership }
}

/** `version`: as it was read; somebody else's change is not overwritten. */
export type Save<T> = T & { version: number }
