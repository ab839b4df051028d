import * as v from 'valibot'
import { staffOf } from '../../core/grids/staff'
import { endOfTicket, lookAt, settle } from '../../core/sessions/ticket'
import type { Ticket } from '../../core/sessions/ticket'
import type { HandlerSignIn, SignInView } from '../../typings/sign-in'
import type { OperationContext, Operations } from '../shared/operation'
import { redeemAdminCode } from '../shared/redeem'
import { id, words } from '../shared/schemas'
import { orRefuse, refused } from '../shared/serve'
import { findTicketCase, saveTicket } from '../shared/stores/tickets'
import { countTry } from '../shared/tries'

const input = v.strictObject({ ticket: id })

/** The phone's side of signing in at the staff page. */
export const signIn: Operations<HandlerSignIn> = {
  'signIn.look': {
    input,
    async run({ ticket: ticketId }, context) {
      const { ticket, label, path } = await findForStaff(context, ticketId)
      const person = { userId: context.openid, label, path }
      const after = orRefuse(lookAt(ticket, person, context.now))
      await save(context, ticket, after)
      return viewTicket(after, label)
    },
  },
  'signIn.confirm': {
    input,
    run: ({ ticket }, context) => decide(context, ticket, 'confirmed'),
  },
  'signIn.refuse': {
    input,
    run: ({ ticket }, context) => decide(context, ticket, 'refused'),
  },
  'signIn.redeem': {
    input: v.strictObject({ code: words('管理员码', 40) }),
    run: ({ code }, context) => redeemAdminCode(context, code),
  },
}

/** A ticket and as whom this person would be signed in; for people with a staff post. */
async function findForStaff({ openid, now, backend }: OperationContext, ticketId: string) {
  const found = await findTicketCase(backend.database, { id: ticketId, openid })
  if (!found) {
    await countTry(backend.database, { kind: 'look', source: openid }, now)
    throw refused('NOT_FOUND', '没有找到这个登录码，请在电脑上换一个再扫。')
  }
  const staff = staffOf(found.held, openid, now)
  if (!staff) throw refused('FORBIDDEN', '管理页由社区及以上的工作人员使用，您现在没有这样的岗位。')
  const path = found.held.find(({ _id }) => _id === staff.unitIds[0])?.path ?? []
  return { ticket: found.ticket, label: staff.label, path }
}

async function decide(context: OperationContext, ticketId: string, to: 'confirmed' | 'refused') {
  const { ticket } = await findForStaff(context, ticketId)
  const { openid: userId, now } = context
  await save(context, ticket, orRefuse(settle(ticket, { to, userId, now })))
  return {}
}

async function save({ backend }: OperationContext, before: Ticket, after: Ticket): Promise<void> {
  if (after !== before && !(await saveTicket(backend.database, before, after)))
    throw refused('ALREADY_TAKEN', '这个登录码刚刚有人用了，请在电脑上换一个再扫。')
}

function viewTicket(ticket: Ticket, label: string): SignInView {
  const { browser, source, createdAt } = ticket
  return {
    browser,
    source: source === 'local' ? null : source,
    askedAt: new Date(createdAt).toISOString(),
    endsAt: new Date(endOfTicket(ticket)).toISOString(),
    label,
  }
}
