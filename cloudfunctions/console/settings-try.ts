import * as v from 'valibot'
import { chinaDay, chinaInstant } from '../../core/calendar'
import type { Chain } from '../../core/grids/types'
import { limits } from '../../core/limits'
import type { Dispatched, Sources, Subject } from '../../core/requests/dispatch'
import { subjectOf } from '../../core/requests/submit'
import type { ConsoleSettings, Trial, TrialView } from '../../typings/console/settings'
import type { Rule } from '../../typings/settings'
import { flag, id, oneOf, words } from '../shared/schemas'
import { refused } from '../shared/serve'
import { rulesSchema, timeOfDay } from '../shared/settings-schemas'
import { findSurroundingsWith } from '../shared/stores/surroundings'
import { chainStage, orderChain } from '../shared/stores/units'
import { findReceiver, sourcesOf } from '../shared/submit'
import { nameOf } from '../shared/views'
import { channels, topics, types } from '../shared/vocabulary'
import type { ConsoleContext, ConsoleOperations } from './context'

/** Dispatch itself, on rules that nobody has saved yet. */
export const tryRules: ConsoleOperations<ConsoleSettings> = {
  'settings.try': {
    input: v.strictObject({
      rules: rulesSchema,
      text: words('试一试的内容', limits.requestText),
      channel: v.exactOptional(oneOf(channels, '渠道')),
      topic: v.exactOptional(oneOf(topics, '分类')),
      type: v.exactOptional(oneOf(types, '类型')),
      unitId: v.exactOptional(id),
      isFromGroup: v.exactOptional(flag),
      placeName: v.exactOptional(words('地点', limits.placeName)),
      time: v.exactOptional(timeOfDay),
    }),
    async run({ rules, ...trial }, context) {
      if (!context.staff.isDistrict) throw refused('FORBIDDEN', '这一项由区中心的调度员设置。')
      const subject = subjectOf(trial, trial.channel ?? 'mini_program')
      const sources = await findSources({ rules, trial }, context)
      return viewTrial(subject, await findReceiver(context.backend.database, subject, sources))
    },
  },
}

interface Asked {
  rules: Rule[]
  trial: Trial
}

async function findSources({ rules, trial }: Asked, context: ConsoleContext): Promise<Sources> {
  const { openid, backend, now } = context
  const { unitId, isFromGroup = false, placeName, time } = trial
  const where = { openid, gridId: unitId, placeName }
  const found = await findSurroundingsWith<{ targets: { _id: string; chain: Chain }[] }>(
    backend.database,
    where,
    [targetStage(rules)],
  )
  if (!found?.around.districtChain[0]) throw refused('UNAVAILABLE')
  const { around, joined } = found
  const chosen = unitId === undefined ? null : around.ownChain
  if (unitId !== undefined && !chosen)
    throw refused('BAD_INPUT', '这个单位已经不在了，请重新选择。', 'unitId')
  const from = isFromGroup
    ? { groupChain: chosen, ownChain: null }
    : { groupChain: null, ownChain: chosen }
  const steering = { ...around.steering, rules }
  const at = time === undefined ? now : chinaInstant(chinaDay(now), time)
  return sourcesOf({ ...around, ...from, steering, ruleChains: chainsOf(joined.targets) }, at)
}

/** The units the rules point to, saved or not, with those above them. */
function targetStage(rules: readonly Rule[]) {
  const ids = [...new Set(rules.map(({ to }) => to.unitId))]
  const pipeline = [{ $match: { _id: { $in: ids } } }, chainStage, { $project: { chain: 1 } }]
  return { $lookup: { from: 'units', pipeline, as: 'targets' } }
}

const chainsOf = (targets: readonly { _id: string; chain: Chain }[]): Record<string, Chain> =>
  Object.fromEntries(targets.map(({ _id, chain }) => [_id, orderChain([...chain])]))

function viewTrial(
  { channel, topic, type, urgency }: Subject,
  { rule, staffRuleId, reason, unit, chain, handler, staleRules }: Dispatched,
): TrialView {
  const path = chain.filter(({ _id }) => unit.path.includes(_id))
  return {
    subject: { channel, topic, type, urgency },
    rule,
    ruleId: staffRuleId,
    reason,
    unit: { ...nameOf(unit), level: unit.kind },
    path: path.map(nameOf),
    handler: handler && { label: handler.label },
    staleRuleIds: staleRules,
  }
}
