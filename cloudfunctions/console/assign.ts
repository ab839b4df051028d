import * as v from 'valibot'
import type { CommandInput } from '../../core/requests/command-input'
import type { Unit } from '../../core/grids/types'
import { viewRow } from '../../core/requests/row-view'
import type { Request } from '../../core/requests/types'
import type { AssignResult, ConsoleSearch } from '../../typings/console/requests'
import { findVisible } from '../shared/act'
import { giveCommand } from '../shared/operations/commands'
import { id, reason } from '../shared/schemas'
import { failureOf, refused } from '../shared/serve'
import { findUnits } from '../shared/stores/units'
import type { ConsoleContext, ConsoleOperations } from './context'

const mostAtOnce = 50

const input = v.strictObject({
  ids: v.pipe(
    v.array(id, '请选择诉求。'),
    v.minLength(1, '请选择诉求。'),
    v.maxLength(mostAtOnce, `一次最多指派 ${mostAtOnce} 件。`),
  ),
  to: v.strictObject({ unitId: id, appointmentId: v.exactOptional(id) }),
  reason,
})
type Wanted = v.InferOutput<typeof input>

/** Many requests to one unit, each by the command that fits it and under that command's rules. */
export const assign: ConsoleOperations<Pick<ConsoleSearch, 'requests.assign'>> = {
  'requests.assign': {
    input,
    async run(wanted, context) {
      const [unit] = await findUnits(context.backend.database, { _id: wanted.to.unitId })
      if (!unit) throw refused('NOT_FOUND', '没有找到这个单位，什么都没有改动。')
      const items: AssignResult[] = []
      for (const one of new Set(wanted.ids))
        items.push(await assignOne(one, { wanted, unit }, context))
      return { items }
    },
  },
}

/** One refusal leaves the others alone. */
async function assignOne(
  requestId: string,
  { wanted, unit }: { wanted: Wanted; unit: Unit },
  context: ConsoleContext,
): Promise<AssignResult> {
  const order = { id: requestId, side: 'handler' } as const
  const { database } = context.backend
  try {
    const { request } = await findVisible(database, context, order)
    await giveCommand(context, { id: requestId, ...commandFor(request, { wanted, unit }) })
    const after = await findVisible(database, context, order)
    return { id: requestId, ok: true, row: viewRow(after.request, after.person, context.now) }
  } catch (error) {
    const { code, message } = failureOf(error)
    return { id: requestId, ok: false, error: { code, message } }
  }
}

/** Within the unit and sideways a transfer, downwards a delegation, one level up an escalation. */
function commandFor(
  { unit: current, path }: Request,
  { wanted: { to, reason: why }, unit }: { wanted: Wanted; unit: Unit },
): CommandInput {
  const { unitId, appointmentId } = to
  if (unitId === current.id)
    return { name: 'transfer', reason: why, appointmentId: appointmentId ?? '' }
  if (unit.path.includes(current.id)) return { name: 'delegate', reason: why, unitId }
  if (path.at(-2) === unitId) return { name: 'escalate', reason: why }
  return { name: 'transfer', reason: why, unitId }
}
