import type {
  HeatView,
  NumbersView,
  Share,
  UnitShare,
  WorkView,
} from '../../typings/console/numbers'
import type { UnitKind } from '../../typings/domain'
import { weekday } from '../calendar'
import { isVolunteerKind } from '../grids/levels'
import { type Amounts, answerTimes, resolveTimes } from './amounts'
import { figuresOf } from './figures'
import { type Period, type Step, stretchesOf } from './periods'
import { type Sums, fieldOf } from './tally'

/** A day of one unit, as it is stored. */
export interface DaySums {
  day: string
  sums: Sums
}

/** A unit that has a row of its own. */
export interface Row {
  id: string
  name: string
  kind: UnitKind
  parentId: string | null
}

/** Fewer requests than this say nothing of a unit of volunteers but who they were. */
export const tooFew = 5

export interface Known {
  period: Period
  step: Step
  /** The days asked for, and as many before them. */
  days: readonly DaySums[]
  before: readonly DaySums[]
  /** The units below, and the organisations of the place. */
  rows: readonly Row[]
  organisations: readonly Row[]
}

type Parts = Omit<NumbersView, 'unit' | 'from' | 'to'>

/** The numbers of a unit out of its counters: pure sums, whose cost follows the days. */
export function viewNumbers(known: Known): Parts {
  const { days, before, period, step } = known
  const group = (name: string) => sumGroup(days, name)
  return {
    totals: figuresOf(sumCounts(days, ['all'])),
    before: figuresOf(sumCounts(before, ['all'])),
    step,
    trend: stretchesOf(period, step).map(({ from, to }) => {
      const within = days.filter(({ day }) => from <= day && day <= to)
      return { from, to, figures: figuresOf(sumCounts(within, ['all'])) }
    }),
    topics: sharesOf(group('topics')),
    channels: sharesOf(group('channels')),
    types: sharesOf(group('types')),
    urgencies: sharesOf(group('urgencies')),
    units: unitShares(known),
    organisations: organisationsOf(known),
    work: workOf(sumCounts(days, ['work'])),
    answerTimes: countsOf(
      days,
      'answerTimes',
      answerTimes.map(({ name }) => name),
    ),
    resolveTimes: countsOf(
      days,
      'resolveTimes',
      resolveTimes.map(({ name }) => name),
    ),
    missedBy: missedBy(days),
  }
}

/** By weekday and hour, and by unit and topic. */
export function viewHeat({
  days,
  rows,
}: Pick<Known, 'days' | 'rows'>): Omit<HeatView, 'unit' | 'from' | 'to'> {
  const hours = Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0))
  for (const { day, sums } of days)
    for (const [hour, count] of Object.entries(groupIn(sums, ['hours']))) {
      const line = hours[weekday(day) - 1] as number[]
      line[Number(hour)] = (line[Number(hour)] ?? 0) + Number(count)
    }
  const units = rows.flatMap((row) => {
    const topics = sumCounts(days, ['topicsBelow', fieldOf(row.id)])
    const total = Object.values(topics).reduce((sum, count) => sum + count, 0)
    const isShown = total > 0 && !(isVolunteerKind(row.kind) && total < tooFew)
    return isShown ? [{ unit: nameOf(row), topics }] : []
  })
  return { hours, units }
}

const nameOf = ({ id, name, kind }: Row) => ({ id, name, level: kind })

function unitShares({ days, rows }: Known): UnitShare[] {
  const ids = new Set(rows.map(({ id }) => id))
  const shareOf = (row: Row): UnitShare => ({
    ...unitShare(row, sumCounts(days, ['below', fieldOf(row.id)])),
    below: rows.filter(({ parentId }) => parentId === row.id).map(shareOf),
  })
  return rows.filter(({ parentId }) => parentId === null || !ids.has(parentId)).map(shareOf)
}

function unitShare(row: Row, amounts: Amounts): Omit<UnitShare, 'below'> {
  const submitted = amounts.submitted ?? 0
  const isShown = !isVolunteerKind(row.kind) || submitted >= tooFew
  return { unit: nameOf(row), submitted, figures: isShown ? figuresOf(amounts) : null }
}

function organisationsOf({ days, organisations }: Known): NumbersView['organisations'] {
  return organisations.flatMap((row) => {
    const sums = sumCounts(days, ['organisations', fieldOf(row.id)])
    return Object.keys(sums).length > 0 ? [{ unit: nameOf(row), work: workOf(sums) }] : []
  })
}

const workNames = ['received', 'resolved', 'misses', 'asked', 'replied'] as const

function workOf(sums: Record<string, number>): WorkView {
  return Object.fromEntries(workNames.map((name) => [name, sums[name] ?? 0])) as unknown as WorkView
}

function missedBy(days: readonly DaySums[]): NumbersView['missedBy'] {
  const counts = sumCounts(days, ['missedBy'])
  return Object.entries(counts).map(([level, count]) => ({ level: level as UnitKind, count }))
}

function countsOf<K extends string>(days: readonly DaySums[], group: string, keys: readonly K[]) {
  const counts = sumCounts(days, [group])
  return keys.map((key) => ({ key, count: counts[key] ?? 0 }))
}

/** The rows of a breakdown, the most requests first. */
function sharesOf<K extends string>(group: Map<string, Amounts>): Share<K>[] {
  return [...group]
    .filter(([, { submitted }]) => (submitted ?? 0) > 0)
    .map(([key, amounts]) => ({ key: key as K, figures: figuresOf(amounts) }))
    .toSorted((a, b) => b.figures.amounts.submitted - a.figures.amounts.submitted)
}

function sumGroup(days: readonly DaySums[], name: string): Map<string, Amounts> {
  const keys = new Set(days.flatMap(({ sums }) => Object.keys(groupIn(sums, [name]))))
  return new Map([...keys].map((key) => [key, sumCounts(days, [name, key])]))
}

/** Adds up the numbers right inside a group of each day; what comes to nothing stays away. */
function sumCounts(days: readonly DaySums[], path: readonly string[]): Record<string, number> {
  const sum: Record<string, number> = {}
  for (const { sums } of days)
    for (const [name, value] of Object.entries(groupIn(sums, path)))
      if (typeof value === 'number') sum[name] = (sum[name] ?? 0) + value
  return Object.fromEntries(Object.entries(sum).filter(([, value]) => value !== 0))
}

function groupIn(sums: Sums, path: readonly string[]): Sums {
  return path.reduce<Sums>((at, name) => {
    const inner = at[name]
    return typeof inner === 'object' ? inner : {}
  }, sums)
}
