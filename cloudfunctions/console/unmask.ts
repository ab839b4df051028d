import * as v from 'valibot'
import { spokenNumber } from '../../core/requests/number'
import { unmaskContact } from '../../core/requests/reveal'
import type { ConsolePeople } from '../../typings/console/people'
import { findVisible } from '../shared/act'
import { id, reason } from '../shared/schemas'
import { orRefuse } from '../shared/serve'
import { logAct } from './audit'
import type { ConsoleOperations } from './context'

/** Logged before it is shown: a look that could not be logged is none. */
export const unmask: ConsoleOperations<Pick<ConsolePeople, 'requests.revealContact'>> = {
  'requests.revealContact': {
    input: v.strictObject({ id, reason }),
    async run(input, context) {
      const { staff, backend } = context
      const { request } = await findVisible(backend.database, context, {
        id: input.id,
        side: 'handler',
      })
      const { userId, posts } = staff
      const contact = orRefuse(unmaskContact(request, { userId, posts }))
      const subject = spokenNumber(request.number)
      const act = { requestId: request._id, subject, reason: input.reason }
      await logAct(context, { action: 'reveal_contact', ...act })
      return contact
    },
  },
}
