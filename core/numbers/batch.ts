import { rewind } from '../requests/history'
import type { Request } from '../requests/types'
import { factsOf } from './facts'
import { type DayTally, type Tally, addTally, tallyOf } from './tally'

/** A request and the version of it that the counters know; 0 when they know nothing of it. */
export interface Uncounted {
  request: Request
  countedVersion: number
}

/** What a request added to the counters when it stood at a version; nothing at version 0. */
export function tallyAt(request: Request, version: number): DayTally | null {
  return version === 0 ? null : tallyOf(factsOf(rewind(request, version)))
}

/** What the counters lack of a request. */
export function changeOf({ request, countedVersion }: Uncounted): DayTally {
  const { day, tally } = tallyOf(factsOf(request))
  const before = tallyAt(request, countedVersion)
  if (before) addTally(tally, before.tally, -1)
  return { day, tally }
}

/** The changes of many requests as one for each day and unit. */
export function addUp(changes: readonly DayTally[]): Map<string, Tally> {
  const days = new Map<string, Tally>()
  for (const { day, tally } of changes) {
    const sum: Tally = days.get(day) ?? new Map()
    addTally(sum, tally)
    days.set(day, sum)
  }
  return days
}
