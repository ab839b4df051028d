import type { Rule } from '../../../../typings/settings'

/** The rules as they are asked, first first. */
export function inOrder(rules: readonly Rule[]): Rule[] {
  return rules.toSorted((a, b) => a.order - b.order)
}

/** The same rules, counted through as they stand in the list. */
function numbered(rules: readonly Rule[]): Rule[] {
  return rules.map((rule, index) => ({ ...rule, order: index + 1 }))
}

/** One rule a place up or down. */
export function moved(rules: readonly Rule[], id: string, by: 1 | -1): Rule[] {
  const list = inOrder(rules)
  const from = list.findIndex((rule) => rule.id === id)
  const to = from + by
  if (from < 0 || to < 0 || to >= list.length) return [...rules]
  return numbered(list.with(from, list[to] as Rule).with(to, list[from] as Rule))
}

/** The rule in the place of its former self, or new at the end. */
export function put(rules: readonly Rule[], rule: Rule): Rule[] {
  const list = inOrder(rules)
  const at = list.findIndex(({ id }) => id === rule.id)
  return numbered(at < 0 ? [...list, rule] : list.with(at, rule))
}

export function without(rules: readonly Rule[], id: string): Rule[] {
  return numbered(inOrder(rules).filter((rule) => rule.id !== id))
}
