import { chinaDay, endOfDay, startOfDay } from '../../../core/calendar'
import type { RequestFilters } from '../../../typings/console/requests'
import { queueKeyAt } from '../../shared/stores/requests'

/** An aggregation expression that is true for what matches. */
export type Condition = Record<`$${string}`, unknown>

/** The filters that speak of one field each; a unit and words are looked up by keys. */
export type FieldFilters = Omit<RequestFilters, 'unitId' | 'text'>

/** What a condition depends on beside its own value. */
interface Around {
  now: number
  /** The person that `handler` names. */
  handlerId: string | null
}

type Conditions = {
  [K in keyof Required<FieldFilters>]: (
    value: NonNullable<FieldFilters[K]>,
    around: Around,
  ) => Condition
}

const is = (path: string, value: unknown): Condition => ({ $eq: [path, { $literal: value }] })
const all = (...conditions: Condition[]): Condition => ({ $and: conditions })

const conditions: Conditions = {
  isOpen: (value) => is('$isOpen', value),
  state: (value) => is('$state', value),
  light: (value, { now }) => lights[value](now),
  isDueToday: (_, { now }) =>
    all(isAhead(now), { $lt: ['$queueKey', queueKeyAt(endOfDay(chinaDay(now)))] }),
  topic: (value) => is('$topic', value),
  type: (value) => is('$type', value),
  urgency: (value) => is('$urgency', value),
  channel: (value) => is('$channel', value),
  handler: (value, { handlerId }) =>
    value === 'nobody' ? is('$handler', null) : is('$handler.userId', handlerId),
  hasCoHandlers: () => ({ $gt: [{ $size: '$coHandlers' }, 0] }),
  submittedFrom: (day) => ({ $gte: ['$submittedAt', startOfDay(day)] }),
  submittedTo: (day) => ({ $lt: ['$submittedAt', endOfDay(day)] }),
}

/** As `light` in core says it, of the times it goes by. A light that never comes is null, before all numbers. */
const lights: Record<NonNullable<FieldFilters['light']>, (now: number) => Condition> = {
  overdue: (now) => all(is('$isOpen', true), { $lt: ['$queueKey', queueKeyAt(now + 1)] }),
  red: (now) => all(isAhead(now), isPast('$redAt', now)),
  amber: (now) => all(isAhead(now), isPast('$amberAt', now), { $gt: ['$redAt', now] }),
}

const isAhead = (now: number) =>
  all(is('$isOpen', true), { $gte: ['$queueKey', queueKeyAt(now + 1)] })
const isPast = (path: string, now: number) => all({ $gt: [path, 0] }, { $lte: [path, now] })

/** What is to be checked of the filters, those left out that the index serves. */
export function conditionsOf(
  filters: FieldFilters,
  around: Around,
  served: readonly (keyof FieldFilters)[] = [],
): Condition[] {
  const names = Object.keys(conditions) as (keyof FieldFilters)[]
  return names
    .filter((name) => !served.includes(name))
    .flatMap((name) => conditionOf(name, filters, around))
}

function conditionOf<K extends keyof FieldFilters>(
  name: K,
  filters: FieldFilters,
  around: Around,
): Condition[] {
  const value = filters[name]
  return value === undefined ? [] : [conditions[name](value, around)]
}

/** Whether one of the keys is among those a request is found by. */
export function hasAnyOf(path: '$facets' | '$words', keys: readonly string[]): Condition {
  return { $or: keys.map((key) => ({ $in: [{ $literal: key }, path] })) }
}
