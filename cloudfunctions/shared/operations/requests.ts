import * as v from 'valibot'
import { spokenNumber } from '../../../core/requests/number'
import { revealContact } from '../../../core/requests/reveal'
import { viewRequest } from '../../../core/requests/view'
import type { HandlerApi } from '../../../typings/api'
import { findVisible } from '../act'
import type { Operations } from '../operation'
import { draftEntries, id, oneOf } from '../schemas'
import { orRefuse } from '../serve'
import { insertAudit } from '../stores/audits'
import { submitRequest } from '../submit'

type Requests = Pick<
  HandlerApi,
  'requests.get' | 'requests.revealContact' | 'requests.submitOnBehalf'
>

/** What people with an appointment read and write down; their commands stand in `commands.ts`. */
export const requests: Operations<Requests> = {
  'requests.get': {
    input: v.strictObject({ id }),
    async run(input, context) {
      const found = await findVisible(context.backend.database, context, {
        ...input,
        side: 'handler',
      })
      const { replies } = found.steering.wording
      return { ...viewRequest(found.request, found.person, context.now), replies }
    },
  },
  /** Logged before it is shown: a look that could not be logged is none. */
  'requests.revealContact': {
    input: v.strictObject({ id }),
    async run(input, context) {
      const { openid: userId, now: at } = context
      const found = await findVisible(context.backend.database, context, {
        ...input,
        side: 'handler',
      })
      const contact = orRefuse(revealContact(found.request, found.person))
      const [post] = found.person.posts
      await insertAudit(context.backend.database, {
        at,
        userId,
        label: post?.label ?? '',
        path: found.held.find(({ _id }) => _id === post?.unitId)?.path ?? [],
        action: 'reveal_contact',
        requestId: input.id,
        subject: spokenNumber(found.request.number),
      })
      return contact
    },
  },
  /** Without `gridId` it comes from the first unit the person holds. */
  'requests.submitOnBehalf': {
    input: v.strictObject({
      ...draftEntries,
      gridId: v.exactOptional(id),
      channel: v.exactOptional(oneOf(['visit', 'patrol', 'home_desk'], '来源')),
    }),
    async run({ gridId, channel = 'visit', ...draft }, context) {
      const { request, person } = await submitRequest(context.backend, context, {
        draft,
        channel,
        groupId: null,
        onBehalf: { gridId },
      })
      return viewRequest(request, person, context.now)
    },
  },
}
