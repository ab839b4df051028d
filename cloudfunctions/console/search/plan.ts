import { chinaDay, endOfDay, startOfDay } from '../../../core/calendar'
import { keyIn } from '../../../core/requests/search-keys'
import type { Facet } from '../../../core/requests/search-keys'
import { isOpenState } from '../../../core/requests/transitions'
import { soughtOf } from '../../../core/requests/words'
import { closedKeyAt, closedKeys, listKeyAt, queueKeyAt } from '../../shared/stores/requests'
import type { Look } from '../../shared/stores/search'
import { conditionsOf, hasAnyOf } from './conditions'
import type { Condition, FieldFilters } from './conditions'

/** A search with everything that it names found. */
export interface Asked {
  filters: FieldFilters
  text: string | undefined
  /** The units whose requests are looked through. */
  unitIds: readonly string[]
  /** Those under which the words of their requests stand. */
  wordUnitIds: readonly string[]
  /** Micro-grids and areas have a list, but none for each facet and no words of their own. */
  isSmall: boolean
  /** The person that `handler` names. */
  handlerId: string | null
  now: number
}

/**
 * How a search is read: a stretch of one index, and what is left to check on each request.
 * Null when nothing can be looked for, as the text has no word.
 */
export function planSearch(asked: Asked): Look | null {
  const sought = asked.text === undefined ? null : soughtOf(asked.text)
  if (sought?.kind === 'number') return byNumber(asked, sought.number)
  if (sought) return byWords(asked, sought)
  if (asked.handlerId !== null) return byHandler(asked, asked.handlerId)
  const isDated = asked.filters.submittedFrom ?? asked.filters.submittedTo
  return isOpenAsked(asked.filters) && isDated ? byDate(asked) : byFacet(asked)
}

/** Open ones unless a state or the filter itself says otherwise. */
export function isOpenAsked({ state, light, isDueToday, isOpen }: FieldFilters): boolean {
  if (state) return isOpenState(state)
  return light || isDueToday ? true : (isOpen ?? true)
}

function byNumber(asked: Asked, number: string): Look {
  return {
    where: { number },
    by: 'listKey',
    conditions: [...conditionsOf(asked.filters, asked), ofUnits(asked)],
  }
}

/** All words must be there: the index is entered by the first, the others are checked. */
function byWords(asked: Asked, sought: { words: string[]; anyOf?: string[] }): Look | null {
  const [first, ...others] = sought.words
  const entries = sought.anyOf ?? (first === undefined ? [] : [first])
  if (entries.length === 0) return null
  const keysOf = (word: string) => asked.wordUnitIds.map((unitId) => keyIn(unitId, word))
  return newest(asked, entries.flatMap(keysOf), [
    ...others.map((word) => hasAnyOf('$words', keysOf(word))),
    ...(isWider(asked) ? [ofUnits(asked)] : []),
  ])
}

/** Words may stand under other units too, which have parts in requests that are not the caller's. */
function isWider({ unitIds, wordUnitIds }: Asked): boolean {
  return wordUnitIds.some((unitId) => !unitIds.includes(unitId))
}

/** Open ones of some days: the days are exact, whatever else is asked is checked. */
function byDate(asked: Asked): Look {
  const filters = { ...asked.filters, isOpen: true }
  return newest({ ...asked, filters }, asked.unitIds, [])
}

function newest(asked: Asked, keys: readonly string[], conditions: Condition[]): Look {
  const { from, to } = daysOf(asked.filters)
  const listKey = {
    ...(from !== null && { $gte: listKeyAt(from) }),
    ...(to !== null && { $lt: listKeyAt(to) }),
  }
  const left = conditionsOf(asked.filters, asked, ['submittedFrom', 'submittedTo'])
  return {
    where: { words: anyOf(keys), ...(Object.keys(listKey).length > 0 && { listKey }) },
    by: 'listKey',
    conditions: [...left, ...conditions],
  }
}

/** One person's, of whom some may belong to other units than those asked for. */
function byHandler(asked: Asked, handlerId: string): Look {
  const { range, served } = stretchOf(asked)
  const where = { 'handler.userId': handlerId, isOpen: isOpenAsked(asked.filters), queueKey: range }
  const left = conditionsOf(asked.filters, asked, [...served, 'handler'])
  return { where, by: 'queueKey', conditions: [...left, ofUnits(asked)] }
}

function byFacet(asked: Asked): Look {
  const { range, served } = stretchOf(asked)
  const [name, facet] = (asked.isSmall ? undefined : facetOf(asked.filters)) ?? []
  const keys = asked.unitIds.map((unitId) => keyIn(unitId, facet))
  return {
    where: { facets: anyOf(keys), queueKey: range },
    by: 'queueKey',
    conditions: conditionsOf(asked.filters, asked, [...served, ...(name ? [name] : [])]),
  }
}

type Facets = { [K in keyof FieldFilters]: (value: NonNullable<FieldFilters[K]>) => Facet | null }

/** What is rarest first: the index is entered by one facet, the others are checked. */
const facets: Facets = {
  hasCoHandlers: () => 'co',
  handler: (value) => (value === 'nobody' ? 'nobody' : null),
  topic: (value) => `t:${value}`,
  channel: (value) => (value === 'mini_program' ? null : `c:${value}`),
  urgency: (value) => (value === 'normal' ? null : `u:${value}`),
  state: (value) => `s:${value}`,
}

function facetOf(filters: FieldFilters): [keyof FieldFilters, Facet] | undefined {
  for (const name of Object.keys(facets) as (keyof FieldFilters)[]) {
    const facet = facetIn(name, filters)
    if (facet) return [name, facet]
  }
  return undefined
}

function facetIn<K extends keyof FieldFilters>(name: K, filters: FieldFilters) {
  const value = filters[name]
  return value === undefined ? null : (facets[name]?.(value) ?? null)
}

interface Stretch {
  range: { $gte: string; $lt: string }
  /** The filters that the stretch settles. */
  served: (keyof FieldFilters)[]
}

/** The part of the queue's order where those asked for stand: open ones by what is due, others by day. */
function stretchOf({ filters, now }: Asked): Stretch {
  if (!isOpenAsked(filters)) return closedStretch(filters)
  const due = queueKeyAt(now + 1)
  if (filters.isDueToday)
    return {
      range: { $gte: due, $lt: queueKeyAt(endOfDay(chinaDay(now))) },
      served: ['isOpen', 'isDueToday'],
    }
  switch (filters.light) {
    case undefined:
      return { range: { $gte: '', $lt: closedKeys }, served: ['isOpen'] }
    case 'overdue':
      return { range: { $gte: '', $lt: due }, served: ['isOpen', 'light'] }
    default:
      return { range: { $gte: due, $lt: closedKeys }, served: ['isOpen'] }
  }
}

function closedStretch(filters: FieldFilters): Stretch {
  const { from, to } = daysOf(filters)
  const range = {
    $gte: to === null ? closedKeys : closedKeyAt(to - 1),
    $lt: from === null ? `${closedKeys}~` : closedKeyAt(from - 1),
  }
  return { range, served: ['isOpen', 'submittedFrom', 'submittedTo'] }
}

/** The first instant of the days asked for, and the first after them. */
function daysOf({ submittedFrom, submittedTo }: FieldFilters) {
  return {
    from: submittedFrom === undefined ? null : startOfDay(submittedFrom),
    to: submittedTo === undefined ? null : endOfDay(submittedTo),
  }
}

const anyOf = (keys: readonly string[]) => (keys.length === 1 ? keys[0] : { $in: keys })
const ofUnits = ({ unitIds }: Asked) => hasAnyOf('$facets', unitIds)
