import * as v from 'valibot'
import type { ResidentNeighbours } from '../../typings/groups'
import { readDigest } from '../shared/digest'
import { joinRequest, peek } from '../shared/neighbours'
import type { Operations } from '../shared/operation'
import { id, page } from '../shared/schemas'

const byId = v.strictObject({ id })

/** What people do about a request of a neighbour's, which they opened from a card in the group. */
export const neighbours: Operations<ResidentNeighbours> = {
  'requests.peek': { input: byId, run: (input, context) => peek(context, input.id) },
  'requests.follow': {
    input: byId,
    run: (input, context) => joinRequest(context, { ...input, wish: 'follow' }),
  },
  'requests.unfollow': {
    input: byId,
    run: (input, context) => joinRequest(context, { ...input, wish: 'unfollow' }),
  },
  'requests.meToo': {
    input: byId,
    run: (input, context) => joinRequest(context, { ...input, wish: 'me_too' }),
  },
  'digests.get': {
    input: v.strictObject({ ...page, unitId: v.exactOptional(id) }),
    run: (input, context) => readDigest(context, input),
  },
}
