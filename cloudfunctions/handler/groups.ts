import * as v from 'valibot'
import { findOwnUnit, viewGroup } from '../../core/grids/groups'
import type { HandlerGroups } from '../../typings/groups'
import { bindGroup, readGroupCase, unbindGroup } from '../shared/groups'
import type { Operations } from '../shared/operation'
import { findPoster } from '../shared/posters'
import { flag, id, nothing } from '../shared/schemas'
import { paintCode, startActivity } from '../shared/sdk/wx'
import { refused } from '../shared/serve'

const byUnit = { unitId: id }
const wish = v.strictObject({ ...byUnit, isReplacing: v.exactOptional(flag) })

/** What leaders do with the WeChat group of their micro-grid. */
export const groups: Operations<HandlerGroups> = {
  'groups.get': {
    input: nothing,
    run: async (_, context) => viewGroup(await readGroupCase(context)),
  },
  'groups.bind': {
    input: wish,
    run: ({ unitId, isReplacing = false }, context) =>
      bindGroup(context, { unitId, isReplacing, isMoving: false }),
  },
  'groups.move': {
    input: wish,
    run: ({ unitId, isReplacing = false }, context) =>
      bindGroup(context, { unitId, isReplacing, isMoving: true }),
  },
  'groups.unbind': {
    input: v.strictObject(byUnit),
    run: ({ unitId }, context) => unbindGroup(context, unitId),
  },
  'posters.get': {
    input: v.strictObject(byUnit),
    run: ({ unitId }, context) => findPoster(context, { paint: paintCode }, unitId),
  },
  'digests.startToDo': {
    input: v.strictObject(byUnit),
    async run({ unitId }, context) {
      const known = await readGroupCase(context)
      if (!findOwnUnit(known, unitId))
        throw refused('FORBIDDEN', '只有这个微网格的网格长能发今日待答复。')
      return { activityId: await startActivity() }
    },
  },
}
