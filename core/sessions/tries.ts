import { limits } from '../limits'

/** What is counted: tickets asked for, and whatever may be a guess. */
export type TryKind = keyof typeof limits.tries

/** How often something was tried in one window: by one source, and by everybody. */
export interface TryCounts {
  bySource: number
  inAll: number
}

const windowMs = limits.triesMinutes * 60_000

/** The stretch of time that `now` is counted in, and when it ends. */
export function windowOf(now: number): { number: number; endsAt: number } {
  const number = Math.floor(now / windowMs)
  return { number, endsAt: (number + 1) * windowMs }
}

/** Above half of what is allowed answers come slowly, above all of it not at all. */
export function weigh(kind: TryKind, { bySource, inAll }: TryCounts): 'go' | 'slow' | 'stop' {
  const most = limits.tries[kind]
  if (bySource > most.bySource || inAll > most.inAll) return 'stop'
  return bySource > most.bySource / 2 || inAll > most.inAll / 2 ? 'slow' : 'go'
}
