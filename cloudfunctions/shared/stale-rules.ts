import { onDuty } from '../../core/grids/duty'
import type { Chain } from '../../core/grids/types'
import type { Database } from './database'
import { insertNotice } from './stores/notices'
import { saveSettings } from './stores/settings'
import type { Steering } from './stores/settings'
import { ruleUnitIds } from './rules'

const staffNotice = {
  kind: 'staff',
  requestId: null,
  opens: 'none',
  isUrgent: false,
  push: null,
} as const

/**
 * Rules that point at a unit nobody is appointed to any more are switched off, and the
 * district's staff are told which and why. Of several calls at once only one does it.
 */
export async function retireRules(
  database: Database,
  ruleIds: readonly string[],
  around: {
    steering: Steering
    districtChain: Chain
    ruleChains: Record<string, Chain>
    now: number
  },
): Promise<void> {
  if (ruleIds.length === 0) return
  const { steering, districtChain, ruleChains, now } = around
  const version = steering.versions.dispatch
  const rules = steering.rules.map((one) =>
    ruleIds.includes(one.id) ? { ...one, isOn: false } : one,
  )
  const document = { rules, unitIds: ruleUnitIds(rules, ruleChains) }
  if (!(await saveSettings(database, { name: 'dispatch', version }, document))) return
  const notes = steering.rules
    .filter(({ id }) => ruleIds.includes(id))
    .map(({ note }) => `“${note}”`)
  const text = `派单规则${notes.join('、')}指向的单位已经没有人，规则已自动停用，请重新安排`
  for (const { userId } of districtChain.flatMap((unit) => onDuty(unit, now)))
    await insertNotice(database, {
      ...staffNotice,
      id: `rules:${version}:${userId}`,
      userId,
      at: now,
      text,
    })
}
