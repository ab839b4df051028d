import type { ById, Page, PageInput } from '../calls'
import type { Channel, ErrorCode, RequestState, RequestType, Topic, Urgency } from '../domain'
import type { UnitName } from '../place'
import type { RequestLine, RequestView } from '../requests'

/** Somebody by their charge: the unit and the appointment in it, as `requests.targets` names them. */
export interface AppointmentRef {
  unitId: string
  appointmentId: string
}

/** What a list of requests is narrowed by; all of it must hold. */
export interface RequestFilters {
  /** Open ones unless told; with `text` both. A state or a light says it by itself. */
  isOpen?: boolean
  state?: RequestState
  /** As the next deadline stands now; only open requests have one. */
  light?: 'amber' | 'red' | 'overdue'
  /** Open ones whose next deadline is still to come today. */
  isDueToday?: true
  topic?: Topic
  type?: RequestType
  urgency?: Urgency
  channel?: Channel
  /** One of the caller's units or one below: what stands there and everything below it. */
  unitId?: string
  /** Who answers for it: the caller, nobody yet, or somebody by their charge. */
  handler?: 'me' | 'nobody' | AppointmentRef
  /** Several units work on it. */
  hasCoHandlers?: true
  /** Chinese days YYYY-MM-DD, both included. */
  submittedFrom?: string
  submittedTo?: string
  /**
   * Words, a street, a compound, a request's number, or the last four digits of a phone number.
   * At least two characters; at most 40.
   */
  text?: string
}

/** `due`: what is due first, first. `newest`: what was submitted last, first. */
export type RequestOrder = 'due' | 'newest'

/** One row of the table. */
export interface RequestRow extends RequestLine {
  /** As it was written; empty where the viewer may not read it. */
  place: string
  channel: Channel
  /** For noticing that somebody changed it since. */
  version: number
  coHandlers: { units: number; answered: number }
  /** Residents of requests merged into it. */
  followerCount: number
  photoCount: number
  isAnonymous: boolean
  isPrivate: boolean
  /** Null until the resident said. */
  isSolved: boolean | null
}

/**
 * A page that may have fewer rows than asked for although more follow: some combinations of
 * filters are looked through a stretch at a time. `next` null is the end.
 */
export interface RequestPage extends Page<RequestRow> {
  order: RequestOrder
  /**
   * How far a stretch was looked through: everything due, or submitted, up to here; null where
   * nothing had to be passed over.
   */
  searchedUntil: string | null
}

/** A number counted no further than to a limit: then "999+". */
export interface Count {
  count: number
  isMore: boolean
}

/** A list that a person gave a name, or a unit shares. */
export interface SavedView {
  id: string
  name: string
  filters: RequestFilters
  /** The unit whose staff share it; null for one's own. */
  unit: UnitName | null
  /** Comes back with a change: somebody else's is not overwritten. */
  version: number
  /** Who saved it last. */
  by: { label: string; isMe: boolean }
  updatedAt: string
}

/** Where requests are to go: a unit, and there somebody in particular. */
export interface Assignment {
  unitId: string
  /** Of that unit; who has fewest open requests there unless told. */
  appointmentId?: string
}

/** What became of one of many. */
export type AssignResult =
  | { id: string; ok: true; row: RequestRow }
  | { id: string; ok: false; error: { code: ErrorCode; message: string } }

/** Why two requests may be the same matter. */
export type Likeness =
  'same_grid' | 'same_area' | 'same_place' | 'near' | 'same_words' | 'same_topic' | 'same_time'

/** One that may be the same matter, most likely first. */
export interface Duplicate {
  request: RequestView
  /** 0–100. */
  score: number
  because: Likeness[]
  /** Whether it can be the main one, or be merged into it, as both stand. */
  mayMerge: boolean
}

export interface ConsoleSearch {
  'requests.search': { input: PageInput & RequestFilters; output: RequestPage }
  /**
   * At most 50 at once, each by the command that fits: to a colleague, a sister unit or an
   * organisation a transfer, downwards a delegation, one level up an escalation. One refusal
   * leaves the others alone; the same key again gets the first results.
   */
  'requests.assign': {
    input: { ids: string[]; to: Assignment; reason: string }
    output: { items: AssignResult[] }
  }
  /** Those likely to be the same matter as this one, beside it, for `requests.merge`. */
  'requests.duplicates': { input: ById; output: { request: RequestView; items: Duplicate[] } }
  /** The caller's own and those their units share, by name. */
  'views.list': { input: Record<string, never>; output: { items: SavedView[] } }
  /** A new one, or with `id` and `version` a changed one. `unitId`: shared with that unit's staff. */
  'views.save': {
    input: {
      id?: string
      version?: number
      name: string
      filters: RequestFilters
      unitId?: string
    }
    output: SavedView
  }
  'views.remove': { input: ById; output: Record<string, never> }
}
