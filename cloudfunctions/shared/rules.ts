import type { Chain } from '../../core/grids/types'
import type { Rule } from '../../core/requests/dispatch'

/** All units on the paths of those that rules point to. */
export function ruleUnitIds(rules: readonly Rule[], chains: Record<string, Chain>): string[] {
  const paths = rules.flatMap(({ to }) => chains[to.unitId]?.at(-1)?.path ?? [])
  return [...new Set(paths)]
}
