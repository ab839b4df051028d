import * as v from 'valibot'
import { isCurrent } from '../../../core/grids/duty'
import type { Unit } from '../../../core/grids/types'
import { mayTransferTo } from '../../../core/requests/ownership'
import type { HandlerApi, UnitName } from '../../../typings/api'
import type { UnitKind } from '../../../typings/domain'
import { findVisible } from '../act'
import type { Operations } from '../operation'
import { id } from '../schemas'
import { findChildren, findOrganisations } from '../stores/units'
import { nameOf } from '../views'

/** Where a request may go from where it is. */
export const targets: Operations<Pick<HandlerApi, 'requests.targets'>> = {
  'requests.targets': {
    input: v.strictObject({ id }),
    async run(input, context) {
      const { database } = context.backend
      const { chain } = await findVisible(database, context, { ...input, side: 'handler' })
      const [unit, above] = [chain.at(-1), chain.at(-2)]
      if (!unit) return { above: null, colleagues: [], units: [], below: [] }
      const [sisters, below, organisations] = await Promise.all([
        above ? findChildren(database, above._id) : [],
        findChildren(database, unit._id),
        findOrganisations(database),
      ])
      const others = [...sisters, ...organisations].filter((one) => one._id !== unit._id)
      return {
        above: above ? nameOf(above) : null,
        colleagues: colleaguesOf(unit, context),
        units: unique(others.filter(({ kind }) => mayTransferTo(unit.kind, kind))).map(named),
        below: below.filter(({ kind }) => kind !== 'department' && kind !== 'partner').map(named),
      }
    },
  },
}

function colleaguesOf(unit: Unit, { openid, now }: { openid: string; now: number }) {
  return unit.appointments
    .filter((one) => isCurrent(one, now) && one.userId !== openid)
    .map((one) => ({ appointmentId: one.id, label: one.label }))
}

const named = (unit: Unit): UnitName & { level: UnitKind } => ({
  ...nameOf(unit),
  level: unit.kind,
})

const unique = (units: Unit[]) => [...new Map(units.map((unit) => [unit._id, unit])).values()]
