import type { Checker } from '../shared/checker'
import type { Database } from '../shared/database'
import { findSteering } from '../shared/stores/settings'
import type { Steering } from '../shared/stores/settings'
import type { Messenger } from '../shared/messenger'
import { createTeamLoads } from './team-loads'
import type { TeamLoads } from './team-loads'

/** One run of the clock: when it is, how long it may take, and what it works with. */
export interface Tick {
  now: number
  database: Database
  messenger: Messenger
  checker: Checker
  steering: Steering
  loads: TeamLoads
  /** False once the run should come to an end; the next minute goes on. */
  hasTime: () => boolean
  /** Runs a step for each, a few at a time; one that fails is logged and holds up no other. */
  inParallel: <T, R>(items: readonly T[], step: (item: T) => Promise<R>) => Promise<(R | null)[]>
}

const atOnce = 8

/** `limit`: milliseconds a run may take before it leaves the rest to the next. */
export async function startTick(
  { database, messenger, checker }: Pick<Tick, 'database' | 'messenger' | 'checker'>,
  limit: number,
): Promise<Tick> {
  const now = Date.now()
  const steering = await findSteering(database)
  const hasTime = () => Date.now() - now < limit
  const loads = createTeamLoads(database, now)
  return { now, database, messenger, checker, steering, loads, hasTime, inParallel }
}

async function inParallel<T, R>(items: readonly T[], step: (item: T) => Promise<R>) {
  const results: (R | null)[] = []
  for (let start = 0; start < items.length; start += atOnce)
    results.push(...(await Promise.all(items.slice(start, start + atOnce).map(guard(step)))))
  return results
}

const guard =
  <T, R>(step: (item: T) => Promise<R>) =>
  (item: T): Promise<R | null> =>
    step(item).catch((error: unknown) => {
      console.error(error)
      return null
    })
