import * as v from 'valibot'
import { isWithin } from '../../core/grids/staff'
import { isVolunteerKind } from '../../core/grids/levels'
import { viewHeat, viewNumbers } from '../../core/numbers/view'
import { daysIn, longestPeriod, periodBefore, stepOf } from '../../core/numbers/periods'
import type { ConsoleNumbers, NumbersQuery } from '../../typings/console/numbers'
import type { UnitView } from '../../typings/place'
import { day, id } from '../shared/schemas'
import { refused } from '../shared/serve'
import { findNumbers } from '../shared/stores/numbers'
import type { UnitNumbers } from '../shared/stores/numbers'
import { viewUnit } from '../shared/views'
import type { ConsoleContext, ConsoleOperations } from './context'

const query = v.pipe(
  v.strictObject({ unitId: v.exactOptional(id), from: day, to: day }),
  v.check(({ from, to }) => from <= to, '开始的日期要在结束的日期之前。'),
  v.check((period) => daysIn(period) <= longestPeriod, `一次最多看 ${longestPeriod} 天。`),
)

/** What the page of numbers reads of a counter; the heat map reads the rest. */
const groups = [
  'all',
  'topics',
  'channels',
  'types',
  'urgencies',
  'below',
  'organisations',
  'work',
  'answerTimes',
  'resolveTimes',
  'missedBy',
]

/** Response, resolution, satisfaction: sums of counters, never of requests. */
export const numbers: ConsoleOperations<Pick<ConsoleNumbers, 'numbers.get' | 'numbers.heat'>> = {
  'numbers.get': {
    input: query,
    async run(input, context) {
      const { from, to } = input
      const period = { from, to }
      const found = await read(context, input, { before: periodBefore(period), groups })
      return {
        unit: viewUnit(found.chain) as UnitView,
        from,
        to,
        ...viewNumbers({ ...found, period, step: stepOf(period) }),
      }
    },
  },
  'numbers.heat': {
    input: query,
    async run(input, context) {
      const { from, to } = input
      const found = await read(context, input, { groups: ['hours', 'topicsBelow'] })
      return { unit: viewUnit(found.chain) as UnitView, from, to, ...viewHeat(found) }
    },
  },
}

async function read(
  { staff, backend }: ConsoleContext,
  { unitId = staff.unitIds[0] ?? '', from, to }: NumbersQuery,
  parts: Pick<Parameters<typeof findNumbers>[1], 'before' | 'groups'>,
): Promise<UnitNumbers> {
  const found = await findNumbers(backend.database, { unitId, period: { from, to }, ...parts })
  if (!found || !isWithin(staff, found.unit.path)) throw refused('FORBIDDEN')
  if (isVolunteerKind(found.unit.kind))
    throw refused('BAD_INPUT', '网格的数字在所属社区里看，不单独统计。', 'unitId')
  return found
}
