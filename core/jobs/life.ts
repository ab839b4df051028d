import type { JobKind } from '../../typings/domain'
import type { Job, Step } from './types'

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

/** A function lives a minute at most: whoever has not let go by then has died. */
const heldFor = 90_000
/** How long the clock leaves a job to the page that looks at it. */
const leftToPage = 20_000
const keptFor = 7 * dayMs
const mostFailures = 3

export const endStates = ['done', 'failed', 'cancelled'] as const

export interface NewJob {
  id: string
  kind: JobKind
  title: string
  userId: string
  phase: string
  total: number
  input: Record<string, unknown>
  /** `open`: it waits for a person first. */
  state: 'open' | 'running'
}

export function newJob({ id, ...job }: NewJob, now: number): Job {
  return {
    _id: id,
    ...job,
    done: 0,
    cursor: '',
    result: {},
    error: '',
    failures: 0,
    createdAt: now,
    updatedAt: now,
    listKey: `${String(now).padStart(13, '0')}-${id}`,
    version: 1,
    heldUntil: 0,
    wakeAt: job.state === 'running' ? now : null,
    expiresAt: now + keptFor,
  }
}

export const isEnded = ({ state }: Pick<Job, 'state'>): boolean =>
  endStates.some((one) => one === state)

/** Whether somebody may take the next step now. */
export function isFree({ state, heldUntil }: Job, now: number): boolean {
  return state === 'running' && heldUntil <= now
}

/** The job in the hands of one runner. */
export function hold(job: Job, now: number): Job {
  return { ...job, heldUntil: now + heldFor, wakeAt: now + heldFor }
}

/** The job let go of, for whoever comes next. */
export function release(job: Job, now: number): Job {
  return { ...job, heldUntil: 0, wakeAt: job.state === 'running' ? now + leftToPage : null }
}

/** The job after one more step. */
export function advance(job: Job, step: Step, now: number): Job {
  const { result, state = job.state, phase = job.phase, ...progress } = step
  const next = {
    ...job,
    ...progress,
    state,
    phase,
    result: { ...job.result, ...result },
    failures: 0,
    updatedAt: now,
  }
  return state === 'running' ? next : { ...next, heldUntil: 0, wakeAt: null }
}

/** A step broke down: tried again in a while, given up after the third time. */
export function fail(job: Job, now: number): Job {
  const failures = job.failures + 1
  const rested = { ...job, failures, heldUntil: 0, updatedAt: now, wakeAt: now + minuteMs }
  if (failures < mostFailures) return rested
  const error = '程序出了问题，已经停下。做完的部分都保留着，没做的没有改动。'
  return { ...rested, state: 'failed', error, wakeAt: null }
}

/** Begins to run, in a new phase. */
export function start(job: Job, phase: string, now: number): Job {
  const fresh = { done: 0, total: 0, cursor: '', failures: 0, heldUntil: 0 }
  return { ...job, ...fresh, phase, state: 'running', wakeAt: now, updatedAt: now }
}

export function cancel(job: Job, now: number): Job {
  return { ...job, state: 'cancelled', heldUntil: 0, wakeAt: null, updatedAt: now }
}
