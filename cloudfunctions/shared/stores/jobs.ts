import type { Job } from '../../../core/jobs/types'
import type { Database } from '../database'

/** What long work has been given or has made, in pieces of a bounded size. */
export interface JobPart<T = unknown> {
  _id: string
  jobId: string
  /** What the pieces are: `rows`, `changes`, … in the runner's words. */
  kind: string
  /** Counts from 0. */
  index: number
  items: T[]
  expiresAt: number
}

export const jobPartId = (jobId: string, kind: string, index: number) =>
  `${jobId}:${kind}:${String(index).padStart(6, '0')}`

export async function insertJob(database: Database, job: Job) {
  return database.insert('jobs', job)
}

export async function findJob(database: Database, id: string): Promise<Job | null> {
  const [job] = await database.find<Job>('jobs', { _id: id }, { limit: 1 })
  return job ?? null
}

/** A page of somebody's jobs, the newest first. */
export function findJobs(
  database: Database,
  { userId, before, limit }: { userId: string; before?: string | undefined; limit: number },
): Promise<Job[]> {
  const where = { userId, ...(before && { listKey: { $lt: before } }) }
  return database.find<Job>('jobs', where, { order: { listKey: -1 }, limit })
}

/** Running jobs that nobody goes on with, the longest waiting first. */
export function findWaking(database: Database, now: number, limit: number): Promise<Job[]> {
  return database.find<Job>(
    'jobs',
    { wakeAt: { $lte: now, $gt: 0 } },
    { order: { wakeAt: 1 }, limit },
  )
}

/** Writes a job if it is still the version it was made from; null when somebody else was quicker. */
export async function saveJob(database: Database, next: Job): Promise<Job | null> {
  const { _id, version, ...fields } = next
  const saved = await database.update(
    'jobs',
    { _id, version },
    { set: fields, inc: { version: 1 } },
  )
  return saved === 1 ? { ...next, version: version + 1 } : null
}

/** Keeps a piece; keeping the same again changes nothing. */
export async function putPart<T>(
  database: Database,
  job: Pick<Job, '_id' | 'expiresAt'>,
  { kind, index, items }: { kind: string; index: number; items: readonly T[] },
): Promise<void> {
  const _id = jobPartId(job._id, kind, index)
  const part = { jobId: job._id, kind, index, items, expiresAt: job.expiresAt }
  const inserted = await database.insert('job_parts', { _id, ...part })
  if (inserted === 'duplicate') await database.update('job_parts', { _id }, { set: part })
}

/** Keeps a list in pieces of `size`. */
export async function putParts<T>(
  database: Database,
  job: Pick<Job, '_id' | 'expiresAt'>,
  { kind, items, size }: { kind: string; items: readonly T[]; size: number },
): Promise<void> {
  const pieces = Array.from({ length: Math.ceil(items.length / size) }, (_, index) => index)
  const atOnce = 8
  for (let start = 0; start < pieces.length; start += atOnce)
    await Promise.all(
      pieces.slice(start, start + atOnce).map((index) => {
        const piece = items.slice(index * size, (index + 1) * size)
        return putPart(database, job, { kind, index, items: piece })
      }),
    )
}

/** Pieces in their order, from one on. */
export function findParts<T>(
  database: Database,
  { jobId, kind, from, limit }: { jobId: string; kind: string; from: number; limit: number },
): Promise<JobPart<T>[]> {
  const ids = Array.from({ length: limit }, (_, offset) => jobPartId(jobId, kind, from + offset))
  return database.find<JobPart<T>>('job_parts', { _id: { $in: ids } }, { order: { _id: 1 }, limit })
}

/** Throws away what nobody needs any more. */
export async function removeExpired(database: Database, now: number): Promise<number> {
  const where = { expiresAt: { $lte: now, $gt: 0 } }
  const parts = await database.remove('job_parts', where)
  return parts + (await database.remove('jobs', where))
}
