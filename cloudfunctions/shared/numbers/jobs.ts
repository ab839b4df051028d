import { addDays, endOfDay, startOfDay } from '../../../core/calendar'
import type { Job, Step } from '../../../core/jobs/types'
import { exportRow } from '../../../core/numbers/export-row'
import { daysIn } from '../../../core/numbers/periods'
import type { Person } from '../../../core/requests/actor'
import type { RebuildResult } from '../../../typings/console/numbers'
import type { Runner } from '../jobs/run'
import { countSubmitted, findSubmitted } from '../stores/counting'
import { putPart } from '../stores/jobs'
import { recountDay } from './recount'

/** What an export was started with: the days, the unit, and as whom it reads. */
export interface ExportInput {
  unitId: string
  from: string
  to: string
  posts: Person['posts']
}

export interface RebuildInput {
  districtId: string
  from: string
  to: string
}

export const rowsPart = 'rows'
const rowsAtOnce = 200

/** One piece of rows at each step: where it goes on is the key of the last request read. */
export const runExport: Runner = async ({ database, job, now }) => {
  const { unitId, from, to, posts } = job.input as unknown as ExportInput
  const query = { unitId, from: startOfDay(from), to: endOfDay(to) }
  const total = job.total || (await countSubmitted(database, query))
  const page = { after: job.cursor, limit: rowsAtOnce, without: ['outbox'] }
  const found = await findSubmitted(database, query, page)
  const person = { userId: job.userId, posts }
  const items = found.flatMap((request) => exportRow(request, person, now()) ?? [])
  const index = Number(job.result.parts ?? 0)
  await putPart(database, job, { kind: rowsPart, index, items })
  const isDone = found.length < rowsAtOnce
  return {
    done: isDone ? total : job.done + found.length,
    total,
    cursor: found.at(-1)?.listKey ?? job.cursor,
    result: { parts: index + 1, rows: Number(job.result.rows ?? 0) + items.length },
    ...(isDone && { state: 'done' }),
  }
}

/** One day at each step; a day that others are counting is tried again. */
export const runRebuild: Runner = async ({ database, job, now }) => {
  const { districtId, from, to } = job.input as unknown as RebuildInput
  const day = job.cursor || from
  const report = await recountDay(database, { day, districtId, now })
  if (!report) return waiting(job)
  const sum = sumOf(job)
  const result: RebuildResult = {
    days: sum.days + 1,
    requests: sum.requests + report.requests,
    counters: sum.counters + report.counters,
    differing: sum.differing + report.differing,
  }
  return {
    done: job.done + 1,
    total: daysIn({ from, to }),
    cursor: addDays(day, 1),
    result: { ...result },
    ...(day >= to && { state: 'done' }),
  }
}

const pause = 500

async function waiting({ done, total, cursor }: Job): Promise<Step> {
  await new Promise((resolve) => setTimeout(resolve, pause))
  return { done, total, cursor }
}

function sumOf({ result }: Job): RebuildResult {
  const { days = 0, requests = 0, counters = 0, differing = 0 } = result as Partial<RebuildResult>
  return { days, requests, counters, differing }
}
