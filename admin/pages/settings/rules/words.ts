import type { DispatchRule } from '../../../../typings/domain'
import type { Rule, TimeSpan } from '../../../../typings/settings'
import { channels, topics, types } from '../../../format/words'

/** The names of some of a table's entries: "环境卫生、噪音油烟". */
const namesOf = <K extends string>(table: Record<K, string>, keys: readonly K[]): string =>
  keys.map((key) => table[key]).join('、')

/** "20:00 到第二天 06:00". */
export function spanWords({ from, to }: TimeSpan): string {
  return from <= to ? `${from} 到 ${to}` : `${from} 到第二天 ${to}`
}

/** What a rule asks of a request, one part for each condition; none where it takes everything. */
export function conditionsOf({ when }: Pick<Rule, 'when'>, nameOf: (id: string) => string) {
  const parts: string[] = []
  if (when.unitIds) parts.push(`来自${when.unitIds.map(nameOf).join('、')}`)
  if (when.channels) parts.push(`通过${namesOf(channels, when.channels)}`)
  if (when.topics) parts.push(`说的是${namesOf(topics, when.topics)}`)
  if (when.types) parts.push(`属于${namesOf(types, when.types)}`)
  if (when.words) parts.push(`写到${when.words.map((word) => `“${word}”`).join('或')}`)
  if (when.timeOfDay) parts.push(`在 ${spanWords(when.timeOfDay)} 之间`)
  return parts
}

/** The rule as a sentence: "来自罗布社区，说的是环境卫生，交给区城市管理局". */
export function sentenceOf(rule: Rule, nameOf: (id: string) => string): string {
  const conditions = conditionsOf(rule, nameOf)
  const when = conditions.length > 0 ? conditions.join('，') : '所有诉求'
  return `${when}，交给${nameOf(rule.to.unitId)}`
}

/** Why a trial went where it did, by the step of dispatch that knew. */
export const dispatchSteps: Record<DispatchRule, string> = {
  emergency: '情况紧急，不看规则',
  staff_rule: '按规则',
  group: '没有规则管到，按打开的群',
  own_grid: '没有规则管到，按住的网格',
  place: '没有规则管到，按事发地点',
  community_desk: '没有规则管到，也不知道在哪里',
}
