import type { AmountName, AnswerTime, ResolveTime } from '../../typings/console/numbers'
import { dayMs, minuteMs } from '../calendar'

export type { AmountName, AnswerTime, ResolveTime }

/** How many requests of which something is true, or how often something happened to them. */
export type Amounts = Partial<Record<AmountName, number>>

/** All amounts, in the order they are read. `docs/numbers.md` says what each counts. */
export const amountNames = [
  'submitted',
  'open',
  'withdrawn',
  'declined',
  'merged',
  'answered',
  'answered_in_time',
  'answer_missed',
  'resolved',
  'solved',
  'not_solved',
  'rated',
  'satisfied',
  'resolved_from_grid',
  'resolved_in_grid',
  'reopened',
  'late',
  'misses',
  'hops',
] as const satisfies readonly AmountName[]

/** A stretch of time and what it reaches up to, its end included; milliseconds. */
interface Bucket<N extends string> {
  name: N
  upTo: number
}

export const answerTimes: readonly Bucket<AnswerTime>[] = [
  { name: 'm15', upTo: 15 * minuteMs },
  { name: 'h1', upTo: 60 * minuteMs },
  { name: 'h4', upTo: 240 * minuteMs },
  { name: 'd1', upTo: dayMs },
  { name: 'd3', upTo: 3 * dayMs },
  { name: 'longer', upTo: Infinity },
]

export const resolveTimes: readonly Bucket<ResolveTime>[] = [
  { name: 'h4', upTo: 240 * minuteMs },
  { name: 'd1', upTo: dayMs },
  { name: 'd2', upTo: 2 * dayMs },
  { name: 'd5', upTo: 5 * dayMs },
  { name: 'd15', upTo: 15 * dayMs },
  { name: 'longer', upTo: Infinity },
]

export function bucketOf<N extends string>(buckets: readonly Bucket<N>[], time: number): N {
  const found = buckets.find(({ upTo }) => time <= upTo)
  if (!found) throw new RangeError(`no bucket for ${time}`)
  return found.name
}
