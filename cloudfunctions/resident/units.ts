import * as v from 'valibot'
import type { ResidentApi } from '../../typings/api'
import type { Operations } from '../shared/operation'
import { id } from '../shared/schemas'
import { wxDatabase as database } from '../shared/sdk/wx'
import { findChildren, findDistrict } from '../shared/stores/units'
import { viewChoice } from '../shared/views'

/** The way down to one's own micro-grid, a level at a time. */
export const units: Operations<Pick<ResidentApi, 'units.list'>> = {
  'units.list': {
    input: v.strictObject({ parentId: v.exactOptional(id) }),
    async run({ parentId }, { now }) {
      const parent = parentId ?? (await findDistrict(database))?._id
      const children = parent ? await findChildren(database, parent) : []
      const levels = children.filter(({ kind }) => kind !== 'department' && kind !== 'partner')
      return { items: levels.map((unit) => viewChoice(unit, now)) }
    },
  },
}
