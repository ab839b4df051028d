import type { ById } from '../calls'
import type {
  Channel,
  Outcome,
  RequestState,
  RequestType,
  Topic,
  UnitKind,
  Urgency,
} from '../domain'
import type { UnitName, UnitView } from '../place'
import type { JobView } from './jobs'

/** What is counted of requests; `docs/numbers.md` says what each name means. */
export type AmountName =
  | 'submitted'
  | 'open'
  | 'withdrawn'
  | 'declined'
  | 'merged'
  | 'answered'
  | 'answered_in_time'
  | 'answer_missed'
  | 'resolved'
  | 'solved'
  | 'not_solved'
  | 'rated'
  | 'satisfied'
  | 'resolved_from_grid'
  | 'resolved_in_grid'
  | 'reopened'
  | 'late'
  | 'misses'
  | 'hops'

export type RateName =
  'response_rate' | 'resolution_rate' | 'satisfaction_rate' | 'resolved_in_grid_rate'

/** How long until the first answer: up to 15 minutes, 1 hour, 4 hours, 1 day, 3 days, longer. */
export type AnswerTime = 'm15' | 'h1' | 'h4' | 'd1' | 'd3' | 'longer'

/** How long it was in hand until it was resolved: up to 4 hours, 1, 2, 5, 15 days, longer. */
export type ResolveTime = 'h4' | 'd1' | 'd2' | 'd5' | 'd15' | 'longer'

/** What a unit of staff or an organisation had to do with requests. */
export interface WorkView {
  /** Requests it had at some time, those it resolved, deadlines that passed while it had them. */
  received: number
  resolved: number
  misses: number
  /** Parts of others' requests it was asked for, and those it has answered. */
  asked: number
  replied: number
}

/** A share as it was counted; there is none where `of` is 0. */
export interface Rate {
  part: number
  of: number
}

export interface Figures {
  amounts: Record<AmountName, number>
  rates: Record<RateName, Rate>
}

/** One row of a breakdown; rows without a request stay away. */
export interface Share<K extends string> {
  key: K
  figures: Figures
}

/** A unit beside its neighbours, in the order of their names. */
export interface UnitShare {
  unit: UnitName & { level: UnitKind }
  submitted: number
  /** Null where the unit is volunteers' and the count too small to speak of. */
  figures: Figures | null
  /** The micro-grids of an area. */
  below: UnitShare[]
}

/** A stretch of the trend, days in China, both included. */
export interface Stretch {
  from: string
  to: string
  figures: Figures
}

/**
 * What became of the requests submitted between two days, of one unit with all below it.
 * A request counts where it came from, on the day it was submitted, whenever it was resolved.
 */
export interface NumbersView {
  unit: UnitView
  from: string
  to: string
  totals: Figures
  /** The same of as many days right before. */
  before: Figures
  step: 'day' | 'week' | 'month'
  trend: Stretch[]
  topics: Share<Topic>[]
  channels: Share<Channel>[]
  types: Share<RequestType>[]
  urgencies: Share<Urgency>[]
  units: UnitShare[]
  /** Departments and partners that requests of this place were with. */
  organisations: { unit: UnitName & { level: UnitKind }; work: WorkView }[]
  /** What the unit itself had in hand, wherever it came from. */
  work: WorkView
  answerTimes: { key: AnswerTime; count: number }[]
  resolveTimes: { key: ResolveTime; count: number }[]
  /** Missed deadlines by the level that had the request. */
  missedBy: { level: UnitKind; count: number }[]
}

/** When and where requests arise. */
export interface HeatView {
  unit: UnitView
  from: string
  to: string
  /** Monday to Sunday, each with 24 hours: how many were submitted. */
  hours: number[][]
  /** For each unit right below, how many of each topic. */
  units: { unit: UnitName & { level: UnitKind }; topics: Partial<Record<Topic, number>> }[]
}

/** One of the caller's units or one below, from the community up; theirs unless told. */
export interface NumbersQuery {
  unitId?: string
  /** Days in China, YYYY-MM-DD, both included; at most 366. */
  from: string
  to: string
}

/** One request of an export: masked, with the words as its reader may read them. */
export interface ExportRow {
  number: string
  submittedAt: string
  channel: Channel
  type: RequestType
  topic: Topic
  urgency: Urgency
  state: RequestState
  /** Where it came from, and who has it. */
  origin: string
  unit: string
  text: string
  /** 王**; empty where it is anonymous. */
  reporter: string
  answeredAt: string | null
  resolvedAt: string | null
  outcome: Outcome | null
  isSolved: boolean | null
  satisfaction: number | null
  misses: number
  hops: number
}

/** What a recount has found: counters that were not what a full count comes to are put right. */
export interface RebuildResult {
  days: number
  requests: number
  counters: number
  differing: number
}

export interface ConsoleNumbers {
  'numbers.get': { input: NumbersQuery; output: NumbersView }
  'numbers.heat': { input: NumbersQuery; output: HeatView }
  /** Collects the requests of some days, as a job; at most 92 days at once. */
  'numbers.export': { input: NumbersQuery; output: JobView }
  /** What an export has collected, a piece at a time; the file is logged with its first. */
  'numbers.rows': {
    input: ById & { cursor?: string }
    output: { items: ExportRow[]; next: string | null }
  }
  /** Counts all requests of some days again, as a job; the district's. */
  'numbers.rebuild': { input: { from: string; to: string }; output: JobView }
}
