import { type Caretaker, findCaretakers } from './duty'
import type { Chain } from './types'

/** How busy people are: open requests and when they last got one (epoch ms, null: never). */
export type Load = Readonly<Record<string, { open: number; lastAssignedAt: number | null }>>

/** Whether choosing one of the people needs their load read first. */
export function needsLoad(chain: Chain, now: number): string[] {
  const { people } = findCaretakers(chain, now)
  return people.length > 1 ? people.map(({ userId }) => userId) : []
}

/** The one with fewest open requests; of equals the one idle for longest; null when there is nobody. */
export function leastBusy(people: readonly Caretaker[], load: Load = {}): Caretaker | null {
  const [first, ...others] = people
  if (!first) return null
  return others.reduce((best, one) => (isLessBusy(one, best, load) ? one : best), first)
}

function isLessBusy(one: Caretaker, other: Caretaker, load: Load): boolean {
  const mine = load[one.userId] ?? { open: 0, lastAssignedAt: null }
  const theirs = load[other.userId] ?? { open: 0, lastAssignedAt: null }
  if (mine.open !== theirs.open) return mine.open < theirs.open
  return (mine.lastAssignedAt ?? -Infinity) < (theirs.lastAssignedAt ?? -Infinity)
}
