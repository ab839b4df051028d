import { isLevel, isVolunteerKind } from '../grids/levels'
import type { Facts } from './facts'

/**
 * What is added to counters, by unit. The names are dotted paths inside a counter's `sums`:
 * `all.submitted`, `topics.noise.resolved`, `hours.9`, `below.<unit>.submitted`, `work.received`.
 */
export type Tally = Map<string, Map<string, number>>

/** A tally belongs to one day: that on which its request was submitted. */
export interface DayTally {
  day: string
  tally: Tally
}

/**
 * What one request adds to the counters: to those of every unit from the community up that it
 * came from, and to the work of every unit of staff and every organisation that had it.
 */
export function tallyOf(facts: Facts): DayTally {
  const tally: Tally = new Map()
  for (const [index, { id, kind }] of facts.path.entries()) {
    if (isVolunteerKind(kind)) break
    const cells = cellsOf(tally, id)
    addOwn(cells, facts)
    addBelow(cells, facts, index)
    addOrganisations(cells, facts)
  }
  for (const { unitId, sums } of facts.work)
    for (const [name, value] of Object.entries(sums)) {
      add(cellsOf(tally, unitId), `work.${name}`, value)
    }
  return { day: facts.day, tally }
}

/** Unit ids as names of fields: a dot would lead into another field. */
export const fieldOf = (unitId: string): string => unitId.replaceAll('.', '%2E')

function addOwn(cells: Map<string, number>, facts: Facts): void {
  for (const [name, value] of Object.entries(facts.amounts)) {
    const { topic, channel, type, urgency } = facts
    const groups = ['all', `topics.${topic}`, `channels.${channel}`, `types.${type}`]
    for (const group of [...groups, `urgencies.${urgency}`]) add(cells, `${group}.${name}`, value)
  }
  add(cells, `hours.${facts.hour}`, 1)
  if (facts.answerTime) add(cells, `answerTimes.${facts.answerTime}`, 1)
  if (facts.resolveTime) add(cells, `resolveTimes.${facts.resolveTime}`, 1)
  for (const [kind, value] of Object.entries(facts.missedBy)) add(cells, `missedBy.${kind}`, value)
}

/** The unit right below; in a community also all below that, which has no counter of its own. */
function addBelow(cells: Map<string, number>, { path, amounts, topic }: Facts, index: number) {
  for (const { id, kind } of path.slice(index + 1)) {
    for (const [name, value] of Object.entries(amounts))
      add(cells, `below.${fieldOf(id)}.${name}`, value)
    if (kind !== 'micro_grid') add(cells, `topicsBelow.${fieldOf(id)}.${topic}`, 1)
    if (!isVolunteerKind(kind)) return
  }
}

/** What departments and partners did for this place. */
function addOrganisations(cells: Map<string, number>, { work }: Facts): void {
  for (const { unitId, kind, sums } of work) {
    if (isLevel(kind)) continue
    for (const [name, value] of Object.entries(sums))
      add(cells, `organisations.${fieldOf(unitId)}.${name}`, value)
  }
}

function cellsOf(tally: Tally, unitId: string): Map<string, number> {
  const cells = tally.get(unitId) ?? new Map<string, number>()
  tally.set(unitId, cells)
  return cells
}

function add(cells: Map<string, number>, name: string, value: number): void {
  const sum = (cells.get(name) ?? 0) + value
  if (sum === 0) cells.delete(name)
  else cells.set(name, sum)
}

/** Adds a tally to another in place, `sign` -1 takes it away. What comes to nothing goes. */
export function addTally(sum: Tally, tally: Tally, sign: 1 | -1 = 1): void {
  for (const [unitId, cells] of tally) {
    const own = cellsOf(sum, unitId)
    for (const [name, value] of cells) add(own, name, sign * value)
    if (own.size === 0) sum.delete(unitId)
  }
}

/** `sums` of a counter as it is stored. */
export type Sums = { [name: string]: number | Sums }

export function nest(cells: ReadonlyMap<string, number>): Sums {
  const sums: Sums = {}
  for (const [name, value] of cells) {
    const parts = name.split('.')
    const last = parts.pop() as string
    const holder = parts.reduce<Sums>((at, part) => (at[part] ??= {}) as Sums, sums)
    holder[last] = value
  }
  return sums
}

/** The stored sums as paths again, without zeros. */
export function flatten(sums: Sums, prefix = ''): Map<string, number> {
  const cells = new Map<string, number>()
  for (const [name, value] of Object.entries(sums)) {
    if (typeof value === 'number') {
      if (value !== 0) cells.set(prefix + name, value)
      continue
    }
    for (const [path, inner] of flatten(value, `${prefix}${name}.`)) cells.set(path, inner)
  }
  return cells
}
