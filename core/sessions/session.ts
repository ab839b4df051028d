/** A browser that a person has signed in with. `_id` is the hash of the token in its cookie. */
export interface Session {
  _id: string
  userId: string
  /** Epoch milliseconds, as all times here. */
  createdAt: number
  /** When it was last seen at work, at most `renewAfter` ago while it is. */
  usedAt: number
  endedAt: number | null
  /** The browser in plain words: "Chrome（Windows）". */
  browser: string
  /** The network address it was opened from. */
  source: string
}

const minute = 60_000
const hour = 60 * minute

export const sessionTimes = {
  /** Without work for so long, it is over. */
  idle: 2 * hour,
  /** However much it is worked with. */
  longest: 12 * hour,
  /** `usedAt` is written anew no more often than this. */
  renewAfter: 5 * minute,
} as const

/** When it ends if nothing more is done with it. */
export function endOf({ createdAt, usedAt }: Pick<Session, 'createdAt' | 'usedAt'>): number {
  return Math.min(createdAt + sessionTimes.longest, usedAt + sessionTimes.idle)
}

export function isLive(session: Session, now: number): boolean {
  return session.endedAt === null && now < endOf(session)
}

export function needsRenewal({ usedAt }: Pick<Session, 'usedAt'>, now: number): boolean {
  return now - usedAt >= sessionTimes.renewAfter
}
