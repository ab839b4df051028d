import type { Channel, DispatchRule, RequestType, Topic, Urgency } from '../../typings/domain'
import type { Rule } from '../../typings/settings'
import { chinaTime } from '../calendar'
import { type Caretakers, findCaretakers, isVacant } from '../grids/duty'
import { type Load, leastBusy } from '../grids/team'
import type { Chain, Unit } from '../grids/types'
import type { HandlerRef } from './types'

export type { Rule }

/** What dispatch looks at. */
export interface Subject {
  text: string
  channel: Channel
  topic: Topic
  type: RequestType
  urgency: Urgency
}

/** What is known of where it comes from, with the units and their people. */
export interface Sources {
  now: number
  /** The group whose card was opened. */
  groupChain?: Chain
  /** The resident's own micro-grid. */
  ownChain?: Chain
  placeChain?: Chain
  /** The community that takes what fits nowhere. */
  deskChain: Chain
  rules?: readonly Rule[]
  /** Chains of the units that rules point to, by unit id. */
  ruleChains?: Readonly<Record<string, Chain>>
  load?: Load
}

export interface Dispatched {
  unit: Unit
  path: string[]
  handler: HandlerRef | null
  /** Everybody on duty there. */
  people: HandlerRef[]
  rule: DispatchRule
  /** Which of staff's rules it was. */
  staffRuleId: string | null
  /** A sentence that a resident understands. */
  reason: string
  /** The chain it was looked for in, down to the unit it belongs to. */
  chain: Chain
  /** The unit it came from: the lowest one known. */
  origin: Unit
  /** From the district down to `origin`. */
  originChain: Chain
  /** Rules that point at nobody any more: to be switched off, and staff told. */
  staleRules: string[]
}

/** Where a request goes and who has it: the first step of design §5 that knows. */
export function dispatch(subject: Subject, sources: Sources): Dispatched {
  const { chain, rule, staffRuleId = null, reason, staleRules } = route(subject, sources)
  const caretakers = findCaretakers(chain, sources.now)
  const handler = leastBusy(caretakers.people, sources.load)
  return {
    unit: caretakers.unit,
    path: caretakers.unit.path,
    handler: handler && { userId: handler.userId, label: handler.label },
    people: caretakers.people.map(({ userId, label }) => ({ userId, label })),
    rule,
    staffRuleId,
    reason: explain(reason, caretakers),
    chain,
    origin: lowest(whereabouts(sources)),
    originChain: whereabouts(sources),
    staleRules,
  }
}

/** The chain dispatch will use: for reading a team's load before it chooses. */
export function dispatchChain(subject: Subject, sources: Sources): Chain {
  return route(subject, sources).chain
}

interface Route {
  chain: Chain
  rule: DispatchRule
  staffRuleId?: string
  reason: string
  staleRules: string[]
}

function route(subject: Subject, sources: Sources): Route {
  const staleRules = sources.rules ? stale(sources) : []
  if (subject.urgency === 'emergency') {
    const chain = sources.placeChain ?? whereabouts(sources)
    const reason = '情况紧急，已同时通知网格、片区和社区'
    return { chain, rule: 'emergency', reason, staleRules }
  }
  const byStaff = staffRoute(subject, sources, staleRules)
  return byStaff ?? { ...plainRoute(sources), staleRules }
}

function plainRoute(sources: Sources): Omit<Route, 'staleRules'> {
  const { groupChain, ownChain, placeChain, deskChain } = sources
  if (groupChain) return { chain: groupChain, rule: 'group', reason: '按打开的微信群分派' }
  if (ownChain) return { chain: ownChain, rule: 'own_grid', reason: '按所在的微网格分派' }
  if (placeChain) return { chain: placeChain, rule: 'place', reason: '按事发地点分派' }
  return { chain: deskChain, rule: 'community_desk', reason: '还不知道在哪个微网格，先由社区受理' }
}

function staffRoute(
  subject: Subject,
  sources: Sources,
  staleRules: readonly string[],
): Route | null {
  const usable = rulesInOrder(sources).filter(({ id }) => !staleRules.includes(id))
  const rule = usable.find((one) => fits(one, subject, sources))
  const chain = rule && sources.ruleChains?.[rule.to.unitId]
  if (!chain) return null
  return {
    chain,
    rule: 'staff_rule',
    staffRuleId: rule.id,
    reason: rule.note,
    staleRules: [...staleRules],
  }
}

function stale(sources: Sources): string[] {
  return rulesInOrder(sources)
    .filter(({ to }) => {
      const unit = sources.ruleChains?.[to.unitId]?.at(-1)
      return !unit || isVacant(unit, sources.now)
    })
    .map(({ id }) => id)
}

function rulesInOrder({ rules = [] }: Sources): Rule[] {
  return rules.filter(({ isOn }) => isOn).toSorted((a, b) => a.order - b.order)
}

function fits({ when }: Rule, subject: Subject, sources: Sources): boolean {
  const path = lowest(whereabouts(sources)).path
  return (
    isAmong(when.channels, subject.channel) &&
    isAmong(when.topics, subject.topic) &&
    isAmong(when.types, subject.type) &&
    (!when.unitIds || when.unitIds.some((id) => path.includes(id))) &&
    (!when.words || when.words.some((word) => subject.text.includes(word))) &&
    (!when.timeOfDay || isWithin(when.timeOfDay, chinaTime(sources.now)))
  )
}

function isAmong<T>(list: readonly T[] | undefined, one: T): boolean {
  return !list || list.includes(one)
}

function isWithin({ from, to }: { from: string; to: string }, time: string): boolean {
  return from <= to ? from <= time && time < to : from <= time || time < to
}

function whereabouts({ groupChain, ownChain, placeChain, deskChain }: Sources): Chain {
  return groupChain ?? ownChain ?? placeChain ?? deskChain
}

function lowest(chain: Chain): Unit {
  const unit = chain.at(-1)
  if (!unit) throw new RangeError('a chain has at least one unit')
  return unit
}

function explain(reason: string, caretakers: Caretakers): string {
  return caretakers.reason === '' ? reason : `${reason}；${caretakers.reason}`
}
