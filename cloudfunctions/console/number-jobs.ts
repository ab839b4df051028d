import * as v from 'valibot'
import { newJob } from '../../core/jobs/life'
import type { NewJob } from '../../core/jobs/life'
import { isLevel, isVolunteerKind } from '../../core/grids/levels'
import { isWithin } from '../../core/grids/staff'
import { limits } from '../../core/limits'
import { daysIn, longestPeriod } from '../../core/numbers/periods'
import type { ConsoleNumbers, ExportRow } from '../../typings/console/numbers'
import { stableId } from '../shared/ids'
import { type ExportInput, type RebuildInput, rowsPart } from '../shared/numbers/jobs'
import { day, id } from '../shared/schemas'
import { refused } from '../shared/serve'
import { findJob, findParts, insertJob } from '../shared/stores/jobs'
import { findChain, findDistrict } from '../shared/stores/units'
import { logAct } from './audit'
import type { ConsoleContext, ConsoleOperations } from './context'
import { findOwnJob, viewJob } from './jobs'

type Jobs = Pick<ConsoleNumbers, 'numbers.export' | 'numbers.rows' | 'numbers.rebuild'>

const isInOrder = ({ from, to }: { from: string; to: string }) => from <= to
const order = '开始的日期要在结束的日期之前。'

/** Long work with numbers: files of requests, and counting everything again. */
export const numberJobs: ConsoleOperations<Jobs> = {
  'numbers.export': {
    input: v.pipe(
      v.strictObject({ unitId: v.exactOptional(id), from: day, to: day }),
      v.check(isInOrder, order),
      v.check((one) => daysIn(one) <= limits.exportDays, `一次最多导出 ${limits.exportDays} 天。`),
    ),
    async run({ unitId, from, to }, context) {
      const { staff, backend } = context
      const wanted = unitId ?? staff.unitIds[0] ?? ''
      const unit = (await findChain(backend.database, { _id: wanted })).at(-1)
      if (!unit || !isWithin(staff, unit.path)) throw refused('FORBIDDEN')
      if (!isLevel(unit.kind) || isVolunteerKind(unit.kind))
        throw refused('BAD_INPUT', '请选择社区或以上的单位来导出。', 'unitId')
      const input: ExportInput = { unitId: unit._id, from, to, posts: staff.posts }
      return begin(context, {
        kind: 'export',
        title: `${unit.name} ${from} 到 ${to} 的诉求`,
        phase: 'collecting',
        input: { ...input },
      })
    },
  },
  'numbers.rows': {
    input: v.strictObject({
      id,
      cursor: v.exactOptional(v.pipe(v.string(), v.regex(/^\d{1,6}$/, '翻页出错了，请从头看起。'))),
    }),
    async run({ id: jobId, cursor = '0' }, context) {
      const job = await findOwnJob(context, jobId)
      if (job.kind !== 'export' || job.state !== 'done')
        throw refused('NOT_FOUND', '没有找到这份导出。')
      if (cursor === '0')
        await logAct(context, {
          action: 'numbers.export',
          subject: job.title,
          unitId: unitOf(job.input),
        })
      const from = Number(cursor)
      const query = { jobId: job._id, kind: rowsPart, from, limit: partsAtOnce }
      const parts = await findParts<ExportRow>(context.backend.database, query)
      const next = from + partsAtOnce
      return {
        items: parts.flatMap(({ items }) => items),
        next: next < Number(job.result.parts) ? String(next) : null,
      }
    },
  },
  'numbers.rebuild': {
    input: v.pipe(
      v.strictObject({ from: day, to: day }),
      v.check(isInOrder, order),
      v.check((one) => daysIn(one) <= longestPeriod, `一次最多核对 ${longestPeriod} 天。`),
    ),
    async run({ from, to }, context) {
      if (!context.staff.isDistrict) throw refused('FORBIDDEN', '只有区中心可以重新核对数字。')
      const district = await findDistrict(context.backend.database)
      if (!district) throw refused('UNAVAILABLE')
      const input: RebuildInput = { districtId: district._id, from, to }
      return begin(context, {
        kind: 'rebuild',
        title: `核对 ${from} 到 ${to} 的数字`,
        phase: 'counting',
        input: { ...input },
      })
    },
  },
}

const partsAtOnce = 5

const unitOf = (input: Record<string, unknown>) => String(input.unitId)

/** A retried call finds the job its first self began. */
async function begin(
  { staff, key, now, backend }: ConsoleContext,
  what: Pick<NewJob, 'kind' | 'title' | 'phase' | 'input'>,
) {
  const jobId = stableId(staff.userId, key)
  const job = newJob({ id: jobId, userId: staff.userId, total: 0, state: 'running', ...what }, now)
  const begun = await insertJob(backend.database, job)
  return viewJob(begun === 'duplicate' ? ((await findJob(backend.database, jobId)) ?? job) : job)
}
