import * as v from 'valibot'
import { limits } from '../../core/limits'
import type { ConsoleSearch, SavedView } from '../../typings/console/requests'
import { stableId } from '../shared/ids'
import { fieldsOf, id, nothing, words } from '../shared/schemas'
import { refused } from '../shared/serve'
import {
  audienceOf,
  changeView,
  countViews,
  findView,
  findViews,
  insertView,
  removeView,
} from '../shared/stores/saved-views'
import type { StoredView } from '../shared/stores/saved-views'
import type { ConsoleContext, ConsoleOperations } from './context'
import { filterEntries } from './search/filters'

type Views = Pick<ConsoleSearch, Extract<keyof ConsoleSearch, `views.${string}`>>

const input = v.strictObject({
  id: v.exactOptional(id),
  version: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  name: words('名字', limits.viewName),
  filters: fieldsOf(filterEntries),
  unitId: v.exactOptional(id),
})
type Wanted = v.InferOutput<typeof input>

/** Lists with a name: one's own, and those the staff of a unit share. */
export const views: ConsoleOperations<Views> = {
  'views.list': {
    input: nothing,
    async run(_, context) {
      const audiences = audiencesOf(context)
      const most = limits.views * audiences.length
      const found = await findViews(context.backend.database, audiences, most)
      const byName = found.toSorted((a, b) => a.name.localeCompare(b.name, 'zh-CN'))
      return { items: byName.map((view) => viewOf(view, context)) }
    },
  },
  'views.save': {
    input,
    run: (wanted, context) =>
      wanted.id === undefined ? create(wanted, context) : change(wanted.id, wanted, context),
  },
  'views.remove': {
    input: v.strictObject({ id }),
    async run(input, context) {
      const { database } = context.backend
      if (!(await removeView(database, input.id, audiencesOf(context)))) throw missing()
      return {}
    },
  },
}

const missing = () => refused('NOT_FOUND', '没有找到这个列表，可能已经被删掉了。')

function audiencesOf({ staff }: ConsoleContext): string[] {
  const shared = staff.unitIds.map((unitId) => audienceOf({ unitId }))
  return [audienceOf({ userId: staff.userId }), ...shared]
}

/** What is written of a list whoever saves it: shared only with a unit of one's own. */
function contentOf({ name, filters: narrowed, unitId }: Wanted, context: ConsoleContext) {
  const { staff, held, now, key } = context
  const unit = held.find(({ _id }) => _id === unitId && staff.unitIds.includes(_id))
  if (unitId !== undefined && !unit) throw refused('FORBIDDEN', '只能和自己单位的同事共用。')
  const { userId, label } = staff
  return {
    audience: audienceOf(unit ? { unitId: unit._id } : { userId }),
    ...{ name, filters: narrowed, by: { userId, label }, updatedAt: now, key },
    unit: unit ? { id: unit._id, name: unit.name } : null,
  }
}

async function create(wanted: Wanted, context: ConsoleContext): Promise<SavedView> {
  const { database } = context.backend
  const content = contentOf(wanted, context)
  if ((await countViews(database, content.audience)) >= limits.views)
    throw refused('TOO_MANY', `最多存 ${limits.views} 个列表，请先删掉不用的。`)
  const view = { _id: stableId(context.openid, context.key), version: 1, ...content }
  const isNew = (await insertView(database, view)) === 'inserted'
  const stored = isNew ? view : await findView(database, view._id)
  if (!stored) throw missing()
  return viewOf(stored, context)
}

async function change(viewId: string, wanted: Wanted, context: ConsoleContext): Promise<SavedView> {
  const { database } = context.backend
  const before = await findView(database, viewId)
  if (!before || !audiencesOf(context).includes(before.audience)) throw missing()
  if (context.key !== null && before.key === context.key) return viewOf(before, context)
  const content = contentOf(wanted, context)
  const isLatest = before.version === wanted.version
  if (!isLatest || !(await changeView(database, before, content)))
    throw refused(
      'CONFLICT',
      `${before.by.label}刚刚改过这个列表，您的改动没有保存，请刷新后再改。`,
    )
  return viewOf({ ...before, ...content, version: before.version + 1 }, context)
}

function viewOf(view: StoredView, { staff }: ConsoleContext): SavedView {
  const { _id, name, filters: narrowed, unit, version, by, updatedAt } = view
  return {
    ...{ id: _id, name, filters: narrowed, unit, version },
    by: { label: by.label, isMe: by.userId === staff.userId },
    updatedAt: new Date(updatedAt).toISOString(),
  }
}
