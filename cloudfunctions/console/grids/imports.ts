import * as v from 'valibot'
import { newJob, start } from '../../../core/jobs/life'
import type { Job } from '../../../core/jobs/types'
import { columnTitle, problemWords } from '../../../core/grids/import-words'
import type { Change, Problem } from '../../../core/grids/import-types'
import { readHeading } from '../../../core/grids/sheet'
import { limits } from '../../../core/limits'
import type { ConsoleImports, ImportChange, ImportProblem } from '../../../typings/console/grids'
import type { Page } from '../../../typings/calls'
import { type ImportInput, importParts, linesInPart } from '../../shared/grids/import'
import { stableId } from '../../shared/ids'
import { id, words } from '../../shared/schemas'
import { refused } from '../../shared/serve'
import { findJob, findParts, insertJob, putPart, saveJob } from '../../shared/stores/jobs'
import { logAct } from '../audit'
import type { ConsoleContext, ConsoleOperations } from '../context'
import { findOwnJob, viewJob } from '../jobs'
import { maySteer } from '../../../core/grids/staff'
import { findParent } from './access'

const cell = v.pipe(v.string('单元格不对。'), v.maxLength(limits.cell, '有一格的内容太长。'))
const row = v.pipe(v.array(cell, '行不对。'), v.maxLength(60, '列太多。'))
const whole = (name: string, least: number, most: number) =>
  v.pipe(
    v.number(`${name}不对。`),
    v.integer(`${name}不对。`),
    v.minValue(least, `${name}不对。`),
    v.maxValue(most, `${name}太大，一次最多 ${limits.importRows} 行，请分几个文件导入。`),
  )
const lines = v.strictObject({
  id,
  cursor: v.exactOptional(v.pipe(v.string(), v.regex(/^\d{1,6}$/, '翻页出错了，请从头看起。'))),
})

/**
 * A grid file comes in pieces, is compared with the place, and is carried out once its person
 * has seen what would change.
 */
export const imports: ConsoleOperations<ConsoleImports> = {
  'imports.start': {
    input: v.strictObject({
      rootId: id,
      mode: v.picklist(['update', 'replace'], '请选择导入方式。'),
      fileName: words('文件名', 120),
      heading: v.pipe(v.array(cell, '表头不对。'), v.maxLength(60, '列太多。')),
      rows: whole('行数', 1, limits.importRows),
    }),
    async run({ rootId, mode, fileName, heading, rows }, context) {
      const { unit } = await findParent(context, rootId)
      const read = readHeading(heading)
      if (Array.isArray(read))
        throw refused('BAD_INPUT', read.map(problemWords).join(''), 'heading')
      const mayEditRoot = maySteer(context.staff, unit.path)
      const input: ImportInput = { rootId: unit._id, mode, heading, rows, mayEditRoot }
      const job = await beginJob(context, { fileName, input })
      return { job: viewJob(job), ignored: read.ignored }
    },
  },
  'imports.add': {
    input: v.strictObject({
      id,
      index: whole('序号', 0, limits.importRows),
      from: whole('行号', 1, 1_048_576),
      rows: v.pipe(
        v.array(row, '行不对。'),
        v.maxLength(limits.importRowsAtOnce, `一次最多 ${limits.importRowsAtOnce} 行。`),
      ),
    }),
    async run({ id: jobId, index, from, rows }, context) {
      const job = await findImport(context, jobId, ['collecting'])
      const items = rows.map((cells, offset) => ({ line: from + offset, cells }))
      await putPart(context.backend.database, job, { kind: importParts.rows, index, items })
      return { received: rows.length }
    },
  },
  'imports.check': {
    input: v.strictObject({ id }),
    run: (input, context) => goOn(context, input.id, { from: 'collecting', to: 'checking' }),
  },
  'imports.changes': {
    input: lines,
    run: (input, context) =>
      readLines<Change, ImportChange>(context, input, {
        kind: importParts.changes,
        view: ({ kind, line, unit, before, after }) => ({ kind, line, unit, before, after }),
      }),
  },
  'imports.problems': {
    input: lines,
    run: (input, context) =>
      readLines<Problem, ImportProblem>(context, input, {
        kind: importParts.problems,
        view: viewProblem,
      }),
  },
  'imports.apply': {
    input: v.strictObject({ id }),
    async run(input, context) {
      const job = await findImport(context, input.id, ['checked', 'applying'])
      const { rootId } = job.input as unknown as ImportInput
      await findParent(context, rootId)
      const act = { action: 'import_grids', unitId: rootId, subject: job.title }
      if (job.phase === 'checked') await logAct(context, act)
      return goOn(context, input.id, { from: 'checked', to: 'applying' })
    },
  },
}

/** A retried call finds the job its first self began. */
async function beginJob(
  { backend, staff, openid, key, now }: ConsoleContext,
  { fileName, input }: { fileName: string; input: ImportInput },
): Promise<Job> {
  const job = newJob(
    {
      id: stableId(openid, key),
      kind: 'import',
      title: `导入 ${fileName}`,
      userId: staff.userId,
      phase: 'collecting',
      total: input.rows,
      input: { ...input },
      state: 'open',
    },
    now,
  )
  const inserted = await insertJob(backend.database, job)
  const first = inserted === 'duplicate' ? await findJob(backend.database, job._id) : job
  if (first?.userId !== staff.userId || first.kind !== 'import') throw refused('KEY_REUSED')
  return first
}

async function findImport(
  context: ConsoleContext,
  jobId: string,
  phases: readonly string[],
): Promise<Job> {
  const job = await findOwnJob(context, jobId)
  if (job.kind !== 'import') throw refused('NOT_FOUND', '没有找到这次导入。')
  if (job.state === 'cancelled') throw refused('WRONG_STATE', '这次导入已经取消了。')
  if (!phases.includes(job.phase))
    throw refused('WRONG_STATE', '这次导入已经到了别的步骤，请刷新后再看。')
  return job
}

/** Lets the next part run; a retried call finds it running already. */
async function goOn(
  context: ConsoleContext,
  jobId: string,
  { from, to }: { from: string; to: string },
) {
  for (let attempt = 0; attempt < 4; attempt++) {
    const job = await findImport(context, jobId, [from, to])
    if (job.phase === to) return viewJob(job)
    const total = to === 'applying' ? Number(job.result.writes ?? 0) : 0
    const next = { ...start(job, to, context.now), total }
    const saved = await saveJob(context.backend.database, next)
    if (saved) return viewJob(saved)
  }
  throw refused('CONFLICT')
}

/** One piece of what was found; the cursor is the next one's number. */
async function readLines<R, T>(
  context: ConsoleContext,
  { id: jobId, cursor }: { id: string; cursor?: string },
  { kind, view }: { kind: string; view: (row: R) => T },
): Promise<Page<T>> {
  const job = await findImport(context, jobId, ['checked', 'applying', 'applied'])
  const from = Number(cursor ?? 0)
  const [part] = await findParts<R>(context.backend.database, { jobId, kind, from, limit: 1 })
  const total = Number(job.result[`${kind}Total`] ?? 0)
  const isLast = (from + 1) * linesInPart >= total
  return { items: (part?.items ?? []).map(view), next: isLast ? null : String(from + 1) }
}

function viewProblem(problem: Problem): ImportProblem {
  const { line, column, value = '' } = problem
  return { line, column: column ? columnTitle(column) : '', value, message: problemWords(problem) }
}
