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

/** How long until the first answer: up to 15 minutes, 1 hour, 4 hours, 1 day, 3 days, longer. */
export type AnswerTime = 'm15' | 'h1' | 'h4' | 'd1' | 'd3' | 'longer'

/** How long it was in hand until it was resolved: up to 4 hours, 1, 2, 5, 15 days, longer. */
export type ResolveTime = 'h4' | 'd1' | 'd2' | 'd5' | 'd15' | 'longer'
