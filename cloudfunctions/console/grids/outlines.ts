import * as v from 'valibot'
import { isVacant } from '../../../core/grids/duty'
import { cellsOfRing, checkRing } from '../../../core/grids/outline'
import type { Unit } from '../../../core/grids/types'
import type { ConsoleUnits } from '../../../typings/console/grids'
import { id } from '../../shared/schemas'
import { orRefuse, refused } from '../../shared/serve'
import { countBelow, findOutlines, removeOutline, saveOutline } from '../../shared/stores/grids'
import { findChildren } from '../../shared/stores/units'
import { nameOf } from '../../shared/views'
import type { ConsoleOperations } from '../context'
import { findOwnUnit, findSteered } from './access'
import { ring, version } from './schemas'
import { viewOutline } from './view'

/** Where units lie: shown on the map, and what a point of a request is looked up in. */
export const outlines: ConsoleOperations<
  Pick<ConsoleUnits, 'units.outlines' | 'units.saveOutline'>
> = {
  'units.outlines': {
    input: v.strictObject({ id }),
    async run(input, context) {
      const { unit } = await findOwnUnit(context, input.id)
      const { database } = context.backend
      const units = [unit, ...(await findChildren(database, unit._id))]
      const [found, below] = await Promise.all([
        findOutlines(
          database,
          units.map(({ _id }) => _id),
        ),
        countBelow(database, unit),
      ])
      const byId = new Map(units.map((one) => [one._id, one]))
      return {
        items: found.map((outline) => {
          const one = byId.get(outline._id) as Unit
          return {
            ...viewOutline(outline),
            unit: { ...nameOf(one), level: one.kind },
            isVacant: isVacant(one, context.now),
            vacant: below.get(one._id)?.vacant ?? 0,
          }
        }),
      }
    },
  },
  'units.saveOutline': {
    input: v.strictObject({ id, version, ring: v.nullable(ring) }),
    async run({ id: unitId, version: read, ring: corners }, context) {
      const { unit } = await findSteered(context, { id: unitId })
      const { database } = context.backend
      if (!corners) {
        if (!(await removeOutline(database, { _id: unit._id, version: read }))) throw conflict()
        return { outline: null }
      }
      const checked = orRefuse(checkRing(corners))
      const cells = cellsOfRing(checked)
      const outline = { _id: unit._id, ring: checked, isDrawn: false, cells, version: read }
      if (!(await saveOutline(database, outline))) throw conflict()
      return { outline: viewOutline({ ...outline, version: read + 1 }) }
    },
  },
}

const conflict = () =>
  refused('CONFLICT', '刚刚有人改过这个轮廓，您的修改没有保存。请看一下最新的再改。')
