import type { Database } from '../database'
import { findWaking, removeExpired } from '../stores/jobs'
import { runJob } from './run'
import { runners } from './runners'

const atOnce = 5
const longestTurn = 15_000
const minuteMs = 60_000
const hourMs = 60 * minuteMs

/**
 * What the clock does for long work: goes on with what no page looks at any more, and once
 * an hour throws away what has expired. How many jobs it went on with.
 */
export async function driveJobs({
  database,
  now,
  hasTime,
}: {
  database: Database
  now: () => number
  hasTime: () => boolean
}): Promise<number> {
  let driven = 0
  for (const job of await findWaking(database, now(), atOnce)) {
    if (!hasTime()) break
    await runJob(job, { database, runners, now, until: now() + longestTurn })
    driven += 1
  }
  if (now() % hourMs < minuteMs) await removeExpired(database, now())
  return driven
}
