import * as v from 'valibot'
import { cancel, isEnded } from '../../core/jobs/life'
import type { Job } from '../../core/jobs/types'
import type { ConsoleJobs, JobView } from '../../typings/console/jobs'
import { runJob } from '../shared/jobs/run'
import { runners } from '../shared/jobs/runners'
import { pageOf, pageSize } from '../shared/paging'
import { id, page } from '../shared/schemas'
import { refused } from '../shared/serve'
import { findJob, findJobs, saveJob } from '../shared/stores/jobs'
import type { ConsoleContext, ConsoleOperations } from './context'

/** How long one look at a running job drives it. */
const turnMs = 2_000

/** Long work: how far it is, and stopping it. Its kinds are started where they belong. */
export const jobs: ConsoleOperations<ConsoleJobs> = {
  'jobs.list': {
    input: v.strictObject(page),
    async run(input, { staff: { userId }, backend }) {
      const limit = pageSize(input)
      const query = { userId, before: input.cursor, limit: limit + 1 }
      const rows = await findJobs(backend.database, query)
      return pageOf(rows, limit, { key: ({ listKey }) => listKey, view: viewJob })
    },
  },
  'jobs.get': {
    input: v.strictObject({ id }),
    async run(input, context) {
      const job = await findOwnJob(context, input.id)
      const { database } = context.backend
      const run = { database, runners, now: Date.now, until: Date.now() + turnMs }
      return viewJob(await runJob(job, run))
    },
  },
  'jobs.cancel': {
    input: v.strictObject({ id }),
    async run(input, context) {
      for (let attempt = 0; attempt < 6; attempt++) {
        const job = await findOwnJob(context, input.id)
        if (isEnded(job)) return viewJob(job)
        const saved = await saveJob(context.backend.database, cancel(job, context.now))
        if (saved) return viewJob(saved)
      }
      throw refused('CONFLICT', '这项工作正在进行，没有停下来，请再试一次。')
    },
  },
}

/** A job of the person who calls, as it stands; others' are not to be found. */
export async function findOwnJob(
  { staff, backend }: Pick<ConsoleContext, 'staff' | 'backend'>,
  jobId: string,
): Promise<Job> {
  const job = await findJob(backend.database, jobId)
  if (job?.userId !== staff.userId) throw refused('NOT_FOUND', '没有找到这项工作。')
  return job
}

export function viewJob(job: Job): JobView {
  const { kind, title, state, phase, done, total, result, error } = job
  return {
    id: job._id,
    kind,
    title,
    state,
    phase,
    done,
    total,
    result,
    error,
    createdAt: new Date(job.createdAt).toISOString(),
    updatedAt: new Date(job.updatedAt).toISOString(),
  }
}
