import * as v from 'valibot'
import { postsOf } from '../../core/grids/duty'
import { viewLine } from '../../core/requests/view'
import type { HandlerApi, Page, RequestLine } from '../../typings/api'
import type { Operations } from '../shared/operation'
import { pageOf, pageSize } from '../shared/paging'
import { flag, id, oneOf, page } from '../shared/schemas'
import { wxDatabase as database } from '../shared/sdk/wx'
import { refused } from '../shared/serve'
import { findQueues, mergeQueues } from '../shared/stores/queue'
import { states } from '../shared/vocabulary'

export const queue: Operations<Pick<HandlerApi, 'queue.list'>> = {
  'queue.list': {
    input: v.strictObject({
      ...page,
      scope: v.exactOptional(oneOf(['mine', 'unit'], '范围')),
      state: v.exactOptional(oneOf(states, '状态')),
      unitId: v.exactOptional(id),
      isOverdue: v.exactOptional(flag),
    }),
    async run(input, { openid, now }): Promise<Page<RequestLine>> {
      const { cursor, scope = 'mine', isOverdue, state, unitId } = input
      const limit = pageSize(input)
      const queues = await findQueues(database, {
        openid,
        scope,
        limit: limit + 1,
        ...(state && { state }),
        ...(unitId && { unitId }),
        ...(cursor && { after: cursor }),
        ...(isOverdue && { dueBefore: now }),
      })
      const current = queues.filter(({ unit }) => postsOf([unit], openid, now).length > 0)
      if (current.length === 0) throw refused(unitId ? 'FORBIDDEN' : 'NO_APPOINTMENT')
      const posts = current.flatMap(({ unit }) => postsOf([unit], openid, now))
      const person = { userId: openid, posts }
      const rows = mergeQueues(current, limit + 1)
      return pageOf(rows, limit, {
        key: (row) => row.queueKey,
        view: (row) => viewLine(row, person, now),
      })
    },
  },
}
