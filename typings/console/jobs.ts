import type { ById, Page, PageInput } from '../calls'
import type { JobKind, JobState } from '../domain'

/** Long work as its person sees it. Times are ISO 8601 strings in UTC. */
export interface JobView {
  id: string
  kind: JobKind
  title: string
  state: JobState
  /** Which part of it: `collecting`, `checking`, `checked`, `applying` of an import. */
  phase: string
  done: number
  /** 0 while it is not known. */
  total: number
  /** What has come of it so far, by its kind. */
  result: Record<string, unknown>
  /** Why it failed; empty while it has not. */
  error: string
  createdAt: string
  updatedAt: string
}

export interface ConsoleJobs {
  /** One's own long work, the newest first. */
  'jobs.list': { input: PageInput; output: Page<JobView> }
  /** How far it is. Asking also drives it: work that nobody runs goes on for a few seconds. */
  'jobs.get': { input: ById; output: JobView }
  /** Stops it where it is: what is done stays done. */
  'jobs.cancel': { input: ById; output: JobView }
}
