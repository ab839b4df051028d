import type { Unit } from '../../../core/grids/types'
import type { DaySums, Row } from '../../../core/numbers/view'
import type { Period } from '../../../core/numbers/periods'
import type { Database, Stage } from '../database'

/** A unit with its counters of some days, and everything that has a row in its numbers. */
export interface UnitNumbers {
  unit: Unit
  chain: Unit[]
  days: DaySums[]
  before: DaySums[]
  rows: Row[]
  organisations: Row[]
}

interface NumbersRow extends Unit {
  chain: Unit[]
  days: DaySums[]
  before: DaySums[]
  children: Unit[]
  grandchildren: Unit[]
  organisations: Unit[]
}

export interface NumbersQuery {
  unitId: string
  period: Period
  /** The days it is compared with; none for the heat map. */
  before?: Period
  /** The groups of sums that are read. */
  groups: readonly string[]
}

/** One call, whose cost follows the days asked for. Null when there is no such unit. */
export async function findNumbers(
  database: Database,
  query: NumbersQuery,
): Promise<UnitNumbers | null> {
  const { unitId, period, before, groups } = query
  const [row] = await database.aggregate<NumbersRow>('units', { _id: unitId }, [
    { $lookup: { from: 'units', localField: 'path', foreignField: '_id', as: 'chain' } },
    joinChildren('_id', 'children'),
    joinChildren('children._id', 'grandchildren'),
    joinDays({ unitId, period, groups }, 'days'),
    ...(before ? [joinDays({ unitId, period: before, groups: ['all'] }, 'before')] : []),
    ...(before ? [joinOrganisations] : []),
  ])
  return row ? numbersOf(row) : null
}

function joinChildren(of: string, as: string): Stage {
  return { $lookup: { from: 'units', localField: of, foreignField: 'parentId', as } }
}

function joinDays({ unitId, period, groups }: NumbersQuery, as: string): Stage {
  const days = { $gte: period.from, $lte: period.to }
  const fields = Object.fromEntries(groups.map((group) => [`sums.${group}`, 1] as const))
  const pipeline = [{ $match: { unitId, day: days } }, { $project: { day: 1, ...fields } }]
  return { $lookup: { from: 'counters', pipeline, as } }
}

const joinOrganisations: Stage = {
  $lookup: {
    from: 'units',
    pipeline: [
      { $match: { kind: { $in: ['department', 'partner'] } } },
      { $project: { name: 1, kind: 1, parentId: 1 } },
    ],
    as: 'organisations',
  },
}

/** Micro-grids have rows in their community; further down than that nobody looks from here. */
function numbersOf(row: NumbersRow): UnitNumbers {
  const { chain, days, before = [], children, grandchildren, organisations = [], ...unit } = row
  const below = unit.kind === 'community' ? [...children, ...grandchildren] : children
  const isLevel = ({ kind }: Unit) => kind !== 'department' && kind !== 'partner'
  return {
    unit,
    chain: chain.toSorted((a, b) => a.path.length - b.path.length),
    days: days.map(withSums),
    before: before.map(withSums),
    rows: below.filter(isLevel).map(rowOf).toSorted(byName),
    organisations: organisations.map(rowOf).toSorted(byName),
  }
}

/** A day on which nothing of what was asked for happened has no sums at all. */
const withSums = ({ day, sums = {} }: Pick<DaySums, 'day'> & Partial<DaySums>): DaySums => ({
  day,
  sums,
})

const rowOf = ({ _id, name, kind, parentId }: Unit): Row => ({ id: _id, name, kind, parentId })

const byName = (a: Row, b: Row) => a.name.localeCompare(b.name, 'zh-CN', { numeric: true })
