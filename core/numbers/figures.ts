import type { Figures, Rate, RateName } from '../../typings/console/numbers'
import { type AmountName, type Amounts, amountNames } from './amounts'

/**
 * The four rates, each a part of a whole. They are shares of what is decided: a request still
 * within its time, or a resident who has not spoken, is in neither. No weights are applied.
 *
 * - `response_rate` 响应率 = answered_in_time / (answered_in_time + answer_missed)
 * - `resolution_rate` 解决率 = solved / (solved + not_solved), by the resident's word
 * - `satisfaction_rate` 满意率 = satisfied (4 and 5 of 5) / rated
 * - `resolved_in_grid_rate` 不出微网格率 = resolved_in_grid / resolved_from_grid
 */
const formulas: Record<RateName, { part: AmountName; of: readonly AmountName[] }> = {
  response_rate: { part: 'answered_in_time', of: ['answered_in_time', 'answer_missed'] },
  resolution_rate: { part: 'solved', of: ['solved', 'not_solved'] },
  satisfaction_rate: { part: 'satisfied', of: ['rated'] },
  resolved_in_grid_rate: { part: 'resolved_in_grid', of: ['resolved_from_grid'] },
}

export const rateNames = Object.keys(formulas) as RateName[]

export function rateOf(amounts: Amounts, name: RateName): Rate {
  const { part, of } = formulas[name]
  return { part: amounts[part] ?? 0, of: of.reduce((sum, one) => sum + (amounts[one] ?? 0), 0) }
}

export function figuresOf(amounts: Amounts): Figures {
  const all = amountNames.map((name) => [name, amounts[name] ?? 0] as const)
  const rates = rateNames.map((name) => [name, rateOf(amounts, name)] as const)
  return {
    amounts: Object.fromEntries(all) as Figures['amounts'],
    rates: Object.fromEntries(rates) as Figures['rates'],
  }
}
