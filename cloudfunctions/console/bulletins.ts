import * as v from 'valibot'
import { withdrawBulletin, rewriteBulletin, writeBulletin } from '../../core/bulletins/write'
import type { Draft, Writing } from '../../core/bulletins/write'
import { viewForStaff } from '../../core/bulletins/view'
import { isWithin } from '../../core/grids/staff'
import { limits } from '../../core/limits'
import { scenes } from '../../core/safety/service'
import type { ConsoleBulletins, StaffBulletin } from '../../typings/console/bulletins'
import { checkText } from '../shared/checker'
import { stableId } from '../shared/ids'
import { pageOf, pageSize } from '../shared/paging'
import { id, instant, oneOf, page, words } from '../shared/schemas'
import { nodeChecker } from '../shared/sdk/node'
import { orRefuse, refused } from '../shared/serve'
import {
  countReadings,
  findBulletins,
  findCounted,
  insertBulletin,
  saveBulletin,
} from '../shared/stores/bulletins'
import type { Counted } from '../shared/stores/bulletins'
import { findUnits } from '../shared/stores/units'
import type { ConsoleContext, ConsoleOperations } from './context'

const version = v.pipe(v.number('版本不对。'), v.integer('版本不对。'), v.minValue(1, '版本不对。'))

const draftEntries = {
  title: words('标题', limits.bulletinTitle),
  text: words('内容', limits.bulletinText),
  from: instant,
  until: instant,
  unitIds: v.pipe(
    v.array(id, '请选择要通知的单位。'),
    v.minLength(1, '请选择要通知的单位。'),
    v.maxLength(limits.bulletinUnits, `一次最多通知 ${limits.bulletinUnits} 个单位。`),
  ),
  audience: oneOf(['everybody', 'appointed'], '通知的对象'),
}

type Input = v.InferOutput<typeof saveInput>
const saveInput = v.strictObject({
  ...draftEntries,
  id: v.exactOptional(id),
  version: v.exactOptional(version),
})

/** Notices to units: written for the caller's units and those below, read in the mini program. */
export const bulletins: ConsoleOperations<ConsoleBulletins> = {
  'bulletins.list': {
    input: v.strictObject(page),
    async run(input, { staff, now, backend }) {
      const limit = pageSize(input)
      const query = { unitIds: staff.unitIds, before: input.cursor, limit: limit + 1 }
      const rows = await findBulletins(backend.database, query)
      const view = (row: Counted) => viewForStaff(row, { userId: staff.userId, now })
      return pageOf(rows, limit, { key: ({ listKey }) => listKey, view })
    },
  },
  'bulletins.get': {
    input: v.strictObject({ id }),
    async run(input, context) {
      return view(await findOwn(context, input.id), context)
    },
  },
  'bulletins.save': {
    input: saveInput,
    async run(input, context) {
      return input.id === undefined ? write(input, context) : rewrite(input, input.id, context)
    },
  },
  'bulletins.withdraw': {
    input: v.strictObject({ id, version }),
    async run(input, context) {
      const { staff, now, backend } = context
      const before = await findOwn(context, input.id)
      if (before.version !== input.version) throw changedSince()
      const next = orRefuse(withdrawBulletin(before, { label: staff.label, now }))
      const readers = await countReadings(backend.database, before._id)
      if (!(await saveBulletin(backend.database, { ...next, readers }))) throw changedSince()
      return view({ ...next, readers }, context)
    },
  },
}

/** A retried call finds what its first self wrote. */
async function write(input: Input, context: ConsoleContext): Promise<StaffBulletin> {
  const { staff, key, backend } = context
  const bulletinId = stableId(staff.userId, key)
  const bulletin = orRefuse(writeBulletin(bulletinId, await writingOf(input, context)))
  await checkWords(input, staff.userId)
  const written = await insertBulletin(backend.database, bulletin)
  if (written === 'duplicate') return view(await findOwn(context, bulletinId), context)
  return view({ ...bulletin, readers: 0 }, context)
}

async function rewrite(
  input: Input,
  bulletinId: string,
  context: ConsoleContext,
): Promise<StaffBulletin> {
  const before = await findOwn(context, bulletinId)
  if (before.version !== input.version) throw changedSince()
  const stored = { ...before, readers: null }
  const next = orRefuse(rewriteBulletin(stored, await writingOf(input, context)))
  await checkWords(input, context.staff.userId)
  if (!(await saveBulletin(context.backend.database, next))) throw changedSince()
  return view({ ...next, readers: before.readers }, context)
}

async function writingOf(input: Input, context: ConsoleContext): Promise<Writing> {
  const { staff, held, now, backend } = context
  const unitIds = [...new Set(input.unitIds)]
  const units = await findUnits(backend.database, { _id: { $in: unitIds } })
  if (units.length !== unitIds.length)
    throw refused('BAD_INPUT', '有的单位已经不在了，请重新选择。', 'unitIds')
  const offices = staff.posts.flatMap(({ unitId, label }) => {
    const unit = held.find(({ _id }) => _id === unitId)
    return unit ? [{ unit, label }] : []
  })
  return { draft: draftOf(input), units, offices, userId: staff.userId, now }
}

function draftOf({ title, text, from, until, audience }: Input): Draft {
  return { title, text, from: Date.parse(from), until: Date.parse(until), audience }
}

/**
 * Staff answer for their words as they do in requests: what WeChat only doubts, or can't look at
 * now, goes out; what it advises against does not.
 */
async function checkWords({ title, text }: Input, openid: string): Promise<void> {
  const task = { openid, scene: scenes.forum, text: `${title}\n${text}` }
  if ((await checkText(nodeChecker, task)) === 'risky')
    throw refused('BAD_INPUT', '微信的内容检查认为这些话不合适，没有发布，请改一改再试。', 'text')
}

async function findOwn({ staff, backend }: ConsoleContext, bulletinId: string): Promise<Counted> {
  const found = await findCounted(backend.database, bulletinId)
  if (!found || !isWithin(staff, found.path)) throw refused('NOT_FOUND', '没有找到这条通知。')
  return found
}

const view = (bulletin: Counted, { staff, now }: ConsoleContext) =>
  viewForStaff(bulletin, { userId: staff.userId, now })

const changedSince = () =>
  refused('CONFLICT', '这条通知刚刚有人改过，您的改动没有保存，请刷新后再改。')
