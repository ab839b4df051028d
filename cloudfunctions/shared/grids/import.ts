import { applyEntry } from '../../../core/grids/apply-entry'
import type { Change, ImportMode, UnitWrite } from '../../../core/grids/import-types'
import { keepUsed, planImport } from '../../../core/grids/plan-import'
import type { Plan } from '../../../core/grids/plan-import'
import { type FileContent, type FileRow, readFile } from '../../../core/grids/read-file'
import { problem, readHeading } from '../../../core/grids/sheet'
import type { Unit } from '../../../core/grids/types'
import type { Job, Step } from '../../../core/jobs/types'
import type { Runner, Work } from '../jobs/run'
import {
  countOpenAt,
  findAllBelow,
  findByIds,
  followUnit,
  insertUnit,
  removeUnit,
  saveUnit,
} from '../stores/grids'
import { findParts, putParts } from '../stores/jobs'
import { gridCodeOf } from './codes'

/** What an import was started with. */
export interface ImportInput {
  rootId: string
  mode: ImportMode
  heading: string[]
  rows: number
  mayEditRoot: boolean
}

/** Its pieces: what came, and what the comparison gave. */
export const importParts = {
  rows: 'rows',
  changes: 'changes',
  problems: 'problems',
  writes: 'writes',
} as const

export const linesInPart = 100
const writesInPart = 50
const partsAtOnce = 20
const writesAtOnce = 8
const skippedShown = 200

/** Compares the file, then, once its person says so, writes a piece of the plan at each step. */
export const runImport: Runner = (work) =>
  work.job.phase === 'checking' ? check(work) : writePiece(work)

const inputOf = ({ input }: Job) => input as unknown as ImportInput
/** The same in every step, so that what was compared is what is written. */
const applyingOf = (job: Job) => ({
  mode: inputOf(job).mode,
  now: job.createdAt,
  idOf: (line: number) => `${job._id.slice(0, 12)}-${line}`,
})

async function check(work: Work): Promise<Step> {
  const { database, job } = work
  const { rootId, rows: expected, heading } = inputOf(job)
  const rows = await readRows(work)
  const [root] = await findByIds(database, [rootId])
  if (!root) return failed(job, '这个单位已经不在了，没有改动任何内容。')
  if (rows.length !== expected) return failed(job, '文件没有传完整，请重新导入。')
  const columns = readHeading(heading)
  if (Array.isArray(columns)) return failed(job, '表头不对，请重新导入。')
  const content = readFile(columns, rows)
  if (content.codes.size === 0 && content.problems.length === 0)
    content.problems.push(problem('no_rows', 1))
  const plan = await compare(work, { root, content })
  await keepPlan(work, plan)
  return {
    ...{ done: rows.length, total: rows.length, cursor: '' },
    ...{ state: 'open', phase: 'checked', result: resultOf(plan) },
  }
}

const failed = (job: Job, error: string): Step => ({
  ...{ done: job.done, total: job.total, cursor: job.cursor },
  ...{ state: 'failed', error },
})

async function readRows({ database, job }: Work): Promise<FileRow[]> {
  const rows: FileRow[] = []
  for (let from = 0; ; from += partsAtOnce) {
    const query = { jobId: job._id, kind: importParts.rows, from, limit: partsAtOnce }
    const parts = await findParts<FileRow>(database, query)
    rows.push(...parts.flatMap(({ items }) => items))
    if (parts.length < partsAtOnce) return rows
  }
}

async function compare(
  { database, job }: Work,
  { root, content }: { root: Unit; content: FileContent },
): Promise<Plan> {
  const all = await findAllBelow(database, root._id)
  const below = all.filter(({ _id }) => _id !== root._id)
  const known = new Set(all.map(({ _id }) => _id))
  const named = content.entries.flatMap(({ code, parent }) => (parent ? [code, parent] : [code]))
  const elsewhere = await findElsewhere(
    database,
    [...new Set(named)].filter((id) => !known.has(id)),
  )
  const { mayEditRoot } = inputOf(job)
  const plan = planImport(content, { root, below, elsewhere, mayEditRoot }, applyingOf(job))
  const removed = plan.writes.filter(({ action }) => action === 'remove')
  return keepUsed(
    plan,
    await countOpenAt(
      database,
      removed.map(({ unitId }) => unitId),
    ),
  )
}

const idsAtOnce = 500

/** Of codes that stand nowhere below the root, those that stand somewhere else. */
async function findElsewhere(
  database: Work['database'],
  ids: readonly string[],
): Promise<Set<string>> {
  const found = new Set<string>()
  for (let start = 0; start < ids.length; start += idsAtOnce)
    for (const { _id } of await findByIds(database, ids.slice(start, start + idsAtOnce)))
      found.add(_id)
  return found
}

async function keepPlan({ database, job }: Work, plan: Plan): Promise<void> {
  const { changes, problems, writes } = plan
  const keep = <T>(kind: string, items: readonly T[], size: number) =>
    putParts(database, job, { kind, items, size })
  await keep(importParts.changes, changes, linesInPart)
  await keep(importParts.problems, problems, linesInPart)
  await keep(importParts.writes, writes, writesInPart)
}

function resultOf({ changes, problems, writes }: Plan): Record<string, unknown> {
  return {
    counts: countKinds(changes),
    problems: problems.length,
    writes: writes.length,
    changesTotal: changes.length,
    problemsTotal: problems.length,
  }
}

function countKinds(changes: readonly Change[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { kind } of changes) counts[kind] = (counts[kind] ?? 0) + 1
  return counts
}

interface Skipped {
  id: string
  name: string
  line: number | null
}

/** The next piece of the plan: each write on the version that was compared, so it happens once. */
async function writePiece(work: Work): Promise<Step> {
  const { database, job } = work
  const index = Number(job.cursor || 0)
  const query = { jobId: job._id, kind: importParts.writes, from: index, limit: 1 }
  const [part] = await findParts<UnitWrite>(database, query)
  const writes = part?.items ?? []
  const stored = await findByIds(
    database,
    writes.map(({ unitId }) => unitId),
  )
  const skipped = await writeAll(work, writes, new Map(stored.map((unit) => [unit._id, unit])))
  const done = job.done + writes.length
  const total = Number(job.result.writes ?? 0)
  const before = (job.result.skipped ?? []) as Skipped[]
  const result = {
    saved: Number(job.result.saved ?? 0) + writes.length - skipped.length,
    skipped: [...before, ...skipped].slice(0, skippedShown),
  }
  const isEnd = done >= total || writes.length === 0
  return {
    ...{ done, total, cursor: String(index + 1), result },
    ...(isEnd && ({ state: 'done', phase: 'applied' } as const)),
  }
}

/** A few at a time; a unit's children only after it, as the plan has them. */
async function writeAll(
  work: Work,
  writes: readonly UnitWrite[],
  stored: ReadonlyMap<string, Unit>,
): Promise<Skipped[]> {
  const skipped: Skipped[] = []
  for (let start = 0; start < writes.length; start += writesAtOnce) {
    const some = writes.slice(start, start + writesAtOnce)
    const done = await Promise.all(
      some.map((write) => carryOut(work, write, stored.get(write.unitId) ?? null)),
    )
    some.forEach(({ unitId, entry }, at) => {
      if (done[at]) return
      const name = entry?.name ?? stored.get(unitId)?.name ?? unitId
      skipped.push({ id: unitId, name, line: entry?.line ?? null })
    })
  }
  return skipped
}

/** False where somebody else changed the unit since; true too when this import did it before. */
async function carryOut(
  { database, job, now }: Work,
  write: UnitWrite,
  stored: Unit | null,
): Promise<boolean> {
  if (write.action === 'remove') return !stored || removeUnused(database, write, stored)
  if (isDoneBefore(write, stored, job)) {
    if (stored && write.version > 0) await followUnit(database, stored)
    return true
  }
  if ((stored?.version ?? 0) !== write.version) return false
  const draft = { ...applyEntry(stored, write, applyingOf(job)), importId: job._id }
  if (!stored) {
    const code = draft.kind === 'micro_grid' ? { gridCode: gridCodeOf(draft._id) } : {}
    return insertUnit(database, { ...draft, ...code }, now())
  }
  const { _id, kind, ...change } = draft
  if (!(await saveUnit(database, stored, { change, now: now() }))) return false
  if (stored.path.join('/') !== draft.path.join('/')) await followUnit(database, draft)
  return true
}

function isDoneBefore(write: UnitWrite, stored: Unit | null, job: Job): boolean {
  return stored?.importId === job._id && stored.version > write.version
}

/** What has come to be in use since the comparison stays. */
async function removeUnused(
  database: Work['database'],
  { unitId, version }: UnitWrite,
  stored: Unit,
): Promise<boolean> {
  if (stored.version !== version) return false
  const open = await countOpenAt(database, [unitId])
  return (open[unitId] ?? 0) === 0 && removeUnit(database, stored)
}
