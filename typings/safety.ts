import type { Page, PageInput } from './calls'

/**
 * How far the check of words or of a picture is. `review`: people have to look, `risky`: the
 * service advises against it, `hidden`: staff decided that neighbours do not see it.
 */
export type CheckState = 'unchecked' | 'passed' | 'review' | 'risky' | 'hidden'

/** The checks of one step, as far as they concern the viewer; absent where all has passed. */
export interface CheckView {
  /** Whether the viewer wrote it, works on the case, or reads along. */
  seenAs: 'author' | 'worker' | 'reader'
  /** `passed` where there are no words. */
  words: CheckState
  /** Of each picture shown, in their order. */
  photos: CheckState[]
  /** Pictures there are and this viewer does not see, or not yet. */
  withheld: number
  /** Why staff hid a part of it: for who wrote it and those who handle it. */
  reason?: string
}

/** Why people have to look: the service doubts, the author has not been here for two hours, it gave no answer. */
export type ReviewCause = 'doubtful' | 'not_visited' | 'unavailable'

export interface ReviewPiece {
  id: string
  state: 'review' | 'risky'
  cause: ReviewCause
  text?: string
  photo?: string
  /** What the author is called; never a name. */
  author: string
}

/** What of one request, or of one slot's bookings, waits for somebody to look at it. */
export interface ReviewView {
  id: string
  subject: 'request' | 'booking'
  /** Of a request: its number as people say it. */
  number: string | null
  requestId: string | null
  /** Who has the request; the home of a booking. */
  place: string
  /** Since when it waits. */
  at: string
  pieces: ReviewPiece[]
}

export interface Reviews {
  /** Words and pictures to look at in the units of one's staff posts, the longest waiting first. */
  'reviews.list': { input: PageInput; output: Page<ReviewView> }
  /** Shows a piece to neighbours or keeps it from them, with a reason; what else waits is answered. */
  'reviews.decide': {
    input: { id: string; piece: string; decision: 'pass' | 'hide'; reason?: string }
    output: ReviewView
  }
}
