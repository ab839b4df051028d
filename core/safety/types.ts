import type { CheckState, ReviewCause } from '../../typings/safety'

export type Verdict = CheckState
export type PieceKind = 'words' | 'photo'

/** What staff decided of a piece. */
export interface Decided {
  at: number
  userId: string
  label: string
  reason: string
}

/** Words or a picture that others may see. What it says stands where it was written. */
export interface Piece {
  /** Unique in its document: `<version>` for the words of a step, `<version>-<index>` for its photos. */
  id: string
  kind: PieceKind
  verdict: Verdict
  /** How often the service was asked. */
  tries: number
  /** When to ask it next; null when there is nothing to ask. */
  nextAt: number | null
  /** WeChat's id of the check of a picture under way. */
  traceId?: string
  cause?: ReviewCause
  decided?: Decided
}

/** The checks of one document, with what they are found by. */
export interface Safety {
  /** Rises with each write; the list only grows, verdicts change in it. */
  rev: number
  pieces: Piece[]
  /** When the clock must look at it next; null when never. */
  checkAt: number | null
  /** Of the pictures under way. */
  traceIds: string[]
  /** Whose staff look at it: the units that had it when the first piece came up; empty when none waits. */
  reviewUnits: string[]
  /** `<since>-<_id>`: the review queue's order and cursor; null when nothing waits. */
  reviewKey: string | null
}

/** What the checking service answered about one piece. */
export type Answer =
  | { is: 'said'; suggest: 'pass' | 'review' | 'risky' }
  /** A picture's check has begun; what came of it is pushed. */
  | { is: 'started'; traceId: string }
  /** 61010: the author has not opened the mini program within two hours. */
  | { is: 'not_visited' }
  | { is: 'failed' }
