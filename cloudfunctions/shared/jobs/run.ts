import { advance, fail, hold, isFree, release } from '../../../core/jobs/life'
import type { Job, Step } from '../../../core/jobs/types'
import type { JobKind } from '../../../typings/domain'
import type { Database } from '../database'
import { saveJob } from '../stores/jobs'

export interface Work {
  database: Database
  job: Job
  /** Epoch milliseconds. */
  now: () => number
}

/**
 * Takes one step of a job: some of its work, in a second or two, so that it may be done again
 * without doing it twice. What it gives back is written on the version the step began with.
 */
export type Runner = (work: Work) => Promise<Step>
export type Runners = Partial<Record<JobKind, Runner>>

export interface Run {
  database: Database
  runners: Runners
  now: () => number
  /** Epoch milliseconds: no step begins after it. */
  until: number
}

/**
 * Goes on with a job until it rests or the time is up; the job as it then stands. Somebody else
 * who has it keeps it; one who died with it is noticed when their time has run out.
 */
export async function runJob(job: Job, run: Run): Promise<Job> {
  const { database, now } = run
  if (!isFree(job, now())) return job
  let held = await saveJob(database, hold(job, now()))
  let last = held ?? job
  while (held?.state === 'running' && now() < run.until) {
    held = await saveJob(database, await nextOf(held, run))
    last = held ?? last
  }
  return held?.state === 'running'
    ? ((await saveJob(database, release(held, now()))) ?? held)
    : last
}

async function nextOf(job: Job, { database, runners, now }: Run): Promise<Job> {
  try {
    const runner = runners[job.kind]
    if (!runner) throw new Error(`nobody runs jobs of the kind ${job.kind}`)
    return advance(job, await runner({ database, job, now }), now())
  } catch (error) {
    console.error(`job ${job._id}`, error)
    return fail(job, now())
  }
}
