import * as v from 'valibot'
import {
  chinaDay,
  missingYears,
  missingYearsWarning,
  officialCalendar,
  yearOf,
} from '../../../core/calendar'
import { isVacant, postsOf } from '../../../core/grids/duty'
import type { Chain } from '../../../core/grids/types'
import type { HandlerApi, SettingsView } from '../../../typings/api'
import type { UnitName } from '../../../typings/place'
import type { Rule } from '../../../typings/settings'
import type { Backend } from '../backend'
import type { OperationContext, Operations } from '../operation'
import { pageOf, pageSize } from '../paging'
import { ruleUnitIds } from '../rules'
import { nothing, page } from '../schemas'
import { refused } from '../serve'
import {
  calendarSchema,
  messagesSchema,
  ownershipSchema,
  policySchema,
  rulesSchema,
  wordingSchema,
} from '../settings-schemas'
import { findStuck } from '../stores/notices'
import { findSteering, saveSettings } from '../stores/settings'
import type { SettingsDocuments, SettingsName } from '../stores/settings'
import { countOpen } from '../stores/today'
import { findChains, findHeld, findUnits } from '../stores/units'
import { nameOf, viewStuck } from '../views'

type Settings = Pick<HandlerApi, Extract<keyof HandlerApi, `settings.${string}`> | 'notices.stuck'>

const version = v.pipe(
  v.number('缺少版本号。'),
  v.integer('版本号不对。'),
  v.minValue(0, '版本号不对。'),
)
const nextYearMs = 366 * 24 * 3_600_000

/** What the district's dispatchers decide for everybody. */
export const settings: Operations<Settings> = {
  'settings.get': {
    input: nothing,
    async run(_, context) {
      await checkDispatcher(context)
      return readSettings(context)
    },
  },
  'settings.saveRules': {
    input: v.strictObject({ version, rules: rulesSchema }),
    async run({ version: read, rules }, context) {
      await checkDispatcher(context)
      const chains = await findRuleChains(rules, context)
      const unitIds = ruleUnitIds(rules, chains)
      return save(context, { name: 'dispatch', version: read }, { rules, unitIds })
    },
  },
  'settings.saveDeadlines': {
    input: v.strictObject({ version, deadlines: policySchema }),
    async run({ version: read, deadlines }, context) {
      await checkDispatcher(context)
      const { policy } = await findSteering(context.backend.database)
      const next = { policy: { ...deadlines, version: policy.version + 1 } }
      return save(context, { name: 'deadlines', version: read }, next)
    },
  },
  'settings.saveCalendar': {
    input: v.strictObject({ version, calendar: calendarSchema }),
    async run({ version: read, calendar }, context) {
      await checkDispatcher(context)
      return save(context, { name: 'calendar', version: read }, { calendar })
    },
  },
  'settings.saveMessages': {
    input: v.strictObject({ version, messages: messagesSchema }),
    async run({ version: read, messages }, context) {
      await checkDispatcher(context)
      return save(context, { name: 'messages', version: read }, { messages })
    },
  },
  'settings.saveWording': {
    input: v.strictObject({ version, wording: wordingSchema }),
    async run({ version: read, wording }, context) {
      await checkDispatcher(context)
      return save(context, { name: 'wording', version: read }, { wording })
    },
  },
  'settings.saveOwnership': {
    input: v.strictObject({ version, ownership: ownershipSchema }),
    async run({ version: read, ownership }, context) {
      await checkDispatcher(context)
      return save(context, { name: 'ownership', version: read }, { ownership })
    },
  },
  'notices.stuck': {
    input: v.strictObject(page),
    async run(input, context) {
      await checkDispatcher(context)
      const limit = pageSize(input)
      const rows = await findStuck(context.backend.database, {
        after: input.cursor,
        limit: limit + 1,
      })
      return pageOf(rows, limit, {
        key: (row) => row.listKey,
        view: viewStuck,
      })
    },
  },
}

async function checkDispatcher({ openid, now, backend }: OperationContext): Promise<void> {
  const posts = postsOf(await findHeld(backend.database, openid), openid, now)
  if (posts.length === 0) throw refused('NO_APPOINTMENT')
  if (!posts.some(({ role }) => role === 'district_dispatcher'))
    throw refused('FORBIDDEN', '这一项由区中心的调度员设置。')
}

async function readSettings({ now, backend }: OperationContext): Promise<SettingsView> {
  const steering = await findSteering(backend.database)
  const { rules, policy, calendar, stored, messages, wording, ownership, versions } = steering
  const years = missingYears(calendar, now, now + nextYearMs)
  const thisYear = yearOf(chinaDay(now))
  return {
    rules: { version: versions.dispatch, value: rules, units: await namesIn(rules, backend) },
    deadlines: {
      version: versions.deadlines,
      value: policy,
      open: await countOpen(backend.database),
    },
    calendar: {
      version: versions.calendar,
      value: stored,
      official: officialCalendar([thisYear, thisYear + 1]),
      warning: missingYearsWarning(years),
    },
    messages: { version: versions.messages, value: messages },
    wording: { version: versions.wording, value: wording },
    ownership: { version: versions.ownership, value: ownership },
  }
}

/** The units that rules come from and go to. */
async function namesIn(rules: readonly Rule[], { database }: Backend): Promise<UnitName[]> {
  const ids = new Set(rules.flatMap(({ to, when }) => [to.unitId, ...(when.unitIds ?? [])]))
  if (ids.size === 0) return []
  return (await findUnits(database, { _id: { $in: [...ids] } })).map(nameOf)
}

async function save<K extends SettingsName>(
  context: OperationContext,
  read: { name: K; version: number },
  document: SettingsDocuments[K],
): Promise<SettingsView> {
  if (!(await saveSettings(context.backend.database, read, document)))
    throw refused('CONFLICT', '刚刚有人改过这一项，您的修改没有保存，请刷新后再改。')
  return readSettings(context)
}

/** A rule may only point at a unit that stands and has somebody. */
async function findRuleChains(
  rules: Rule[],
  { now, backend }: OperationContext,
): Promise<Record<string, Chain>> {
  const chains = await findChains(
    backend.database,
    rules.map(({ to }) => to.unitId),
  )
  for (const { to, note, isOn } of rules) {
    const unit = chains[to.unitId]?.at(-1)
    if (isOn && (!unit || isVacant(unit, now)))
      throw refused('BAD_INPUT', `规则“${note}”指向的单位不存在或没有人，请重新选择。`, 'rules')
  }
  return chains
}
