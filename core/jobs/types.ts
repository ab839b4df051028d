import type { JobKind, JobState } from '../../typings/domain'

/** Work too long for one call: cut into steps, each written on the version that was read. */
export interface Job {
  _id: string
  kind: JobKind
  /** What it is, for a list: "导入 罗布社区.xlsx". */
  title: string
  state: JobState
  /** Which part of its kind it is in; what the parts are its runner says. */
  phase: string
  /** Whose it is: nobody else sees it. */
  userId: string
  /** How much of the phase is done, of how much; `total` 0 while nobody knows. */
  done: number
  total: number
  /** Where the next step goes on, in the runner's words. */
  cursor: string
  /** What it was started with. */
  input: Record<string, unknown>
  /** What has come of it so far. */
  result: Record<string, unknown>
  /** Why it failed, as a sentence; empty while it has not. */
  error: string
  /** How often in a row a step broke down. */
  failures: number
  createdAt: number
  updatedAt: number
  /** `<createdAt>-<_id>`: a person's jobs, the newest first. */
  listKey: string
  version: number
  /** Until when whoever runs it has it to themselves. */
  heldUntil: number
  /** When the clock has to go on with it, if nobody does; null while it need not. */
  wakeAt: number | null
  /** When it and its parts are thrown away. */
  expiresAt: number
}

/** What a step of a runner gives back. */
export interface Step {
  done: number
  total: number
  cursor: string
  /** A new state ends the running; a new phase goes on with it. */
  state?: 'open' | 'done' | 'failed'
  phase?: string
  result?: Record<string, unknown>
  error?: string
}
