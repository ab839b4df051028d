import { dayMs, minuteMs } from '../calendar'

/** What WeChat lets us send after a person's message or after they came in. */
export const allowances = {
  message: { answers: 5, lifetime: 2 * dayMs },
  enter: { answers: 2, lifetime: minuteMs },
} as const

/** How many answers may still be sent, and until when. */
export interface Allowance {
  left: number
  until: number
}

/** A message or an entry renews the allowance and never shortens it. */
export function renewed(before: Allowance, by: keyof typeof allowances, now: number): Allowance {
  const { answers, lifetime } = allowances[by]
  const left = before.until > now ? before.left : 0
  return { left: Math.max(left, answers), until: Math.max(before.until, now + lifetime) }
}

/** One answer less; null when none is left. */
export function spent({ left, until }: Allowance, now: number): Allowance | null {
  return left > 0 && until > now ? { left: left - 1, until } : null
}

/** More messages in a minute than anybody types. */
export const mostInAMinute = 15

/** The messages of one minute. */
export interface Pace {
  since: number
  count: number
}

/** Counts a message; `calm` while it is within the limit, `fast` once when it passes it. */
export function paced(before: Pace, now: number): { pace: Pace; mood: 'calm' | 'fast' | 'flood' } {
  const isNew = now - before.since >= minuteMs
  const pace = isNew ? { since: now, count: 1 } : { ...before, count: before.count + 1 }
  if (pace.count <= mostInAMinute) return { pace, mood: 'calm' }
  return { pace, mood: pace.count === mostInAMinute + 1 ? 'fast' : 'flood' }
}
