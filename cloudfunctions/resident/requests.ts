import * as v from 'valibot'
import { viewLine, viewRequest } from '../../core/requests/view'
import type { CommandInput } from '../../core/requests/command-input'
import type { RequestView, ResidentApi, ResidentNeighbours } from '../../typings/api'
import { act, findVisible } from '../shared/act'
import { wxBackend as backend } from '../shared/sdk/wx'
import type { Context, Operations } from '../shared/operation'
import { pageOf, pageSize } from '../shared/paging'
import { draftEntries, flag, id, page, photos, reason, text } from '../shared/schemas'
import { findOwn } from '../shared/stores/requests'
import { checkPhotos, submitRequest } from '../shared/submit'

type Requests = Pick<
  ResidentApi,
  Exclude<Extract<keyof ResidentApi, `requests.${string}`>, keyof ResidentNeighbours>
>

const byId = { id }
const satisfaction = v.pipe(
  v.number('请在 1 到 5 分里选一个。'),
  v.integer('请在 1 到 5 分里选一个。'),
  v.minValue(1, '请在 1 到 5 分里选一个。'),
  v.maxValue(5, '请在 1 到 5 分里选一个。'),
)

/** What people do with their own requests. */
export const requests: Operations<Requests> = {
  'requests.submit': {
    input: v.strictObject(draftEntries),
    async run(draft, context) {
      const groupId = await context.group()
      const channel = groupId ? 'wechat_group' : 'mini_program'
      const { request, person } = await submitRequest(backend, context, { draft, channel, groupId })
      return viewRequest(request, person, context.now)
    },
  },
  'requests.list': {
    input: v.strictObject({ ...page, isOpen: v.exactOptional(flag) }),
    async run({ isOpen, cursor, ...input }, { openid, now }) {
      const limit = pageSize(input)
      const rows = await findOwn(backend.database, {
        reporterId: openid,
        limit: limit + 1,
        ...(isOpen !== undefined && { isOpen }),
        ...(cursor && { before: cursor }),
      })
      const person = { userId: openid, posts: [] }
      return pageOf(rows, limit, {
        key: (row) => row.listKey,
        view: (row) => viewLine(row, person, now),
      })
    },
  },
  'requests.get': {
    input: v.strictObject(byId),
    async run(input, context) {
      const found = await findVisible(backend.database, context, { ...input, side: 'resident' })
      return viewRequest(found.request, found.person, context.now)
    },
  },
  'requests.supplement': {
    input: v.strictObject({ ...byId, text, photos: v.exactOptional(photos) }),
    run: (input, context) => command(context, { name: 'supplement', ...input }),
  },
  'requests.withdraw': {
    input: v.strictObject({ ...byId, reason: v.exactOptional(reason) }),
    run: (input, context) => command(context, { name: 'withdraw', ...input }),
  },
  'requests.rate': {
    input: v.strictObject({
      ...byId,
      solved: flag,
      satisfaction: v.exactOptional(satisfaction),
      text: v.exactOptional(text),
    }),
    run: (input, context) => command(context, { name: 'rate', ...input }),
  },
  'requests.reopen': {
    input: v.strictObject({ ...byId, reason, photos: v.exactOptional(photos) }),
    run: (input, context) => command(context, { name: 'reopen', ...input }),
  },
  'requests.urge': {
    input: v.strictObject({ ...byId, text: v.exactOptional(text) }),
    run: (input, context) => command(context, { name: 'urge', ...input }),
  },
}

/** A resident's command about their own request; whoever else calls finds nothing. */
function command(context: Context, input: { id: string } & CommandInput): Promise<RequestView> {
  const { id: requestId, ...order } = input
  if ('photos' in order) checkPhotos(order.photos, context.openid)
  const receiver = order.name === 'reopen' || order.name === 'rate' ? 'above' : undefined
  return act(backend, context, { id: requestId, command: order, side: 'resident', receiver })
}
