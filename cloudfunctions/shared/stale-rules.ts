import { onDuty } from '../../core/grids/duty'
import type { Chain } from '../../core/grids/types'
import type { Database } from './database'
import { insertNotice } from './stores/notices'
import { switchOffRules } from './stores/settings'
import type { Steering } from './stores/settings'

/**
 * Rules that point at a unit nobody is appointed to any more are switched off, and the
 * district's staff are told which and why. Only one of several calls at once does it.
 */
export async function retireRules(
  database: Database,
  ruleIds: readonly string[],
  { steering, districtChain, now }: { steering: Steering; districtChain: Chain; now: number },
): Promise<void> {
  const { rules, rulesVersion } = steering
  if (ruleIds.length === 0) return
  if (!(await switchOffRules(database, ruleIds, { rules, version: rulesVersion }))) return
  const names = rules.filter(({ id }) => ruleIds.includes(id)).map(({ note }) => `“${note}”`)
  const text = `派单规则${names.join('、')}指向的单位已经没有人，规则已自动停用，请重新安排`
  for (const { userId } of districtChain.flatMap((unit) => onDuty(unit, now)))
    await insertNotice(database, { id: `rules:${rulesVersion}:${userId}`, userId, at: now, text })
}
