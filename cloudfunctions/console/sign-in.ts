import * as v from 'valibot'
import { browserWords } from '../../core/sessions/browser'
import { sessionTimes } from '../../core/sessions/session'
import { endOfTicket, progressOf } from '../../core/sessions/ticket'
import type { Progress, Ticket } from '../../core/sessions/ticket'
import type { ConsoleSignIn } from '../../typings/console/sign-in'
import { sessionCookie } from '../shared/http/cookie'
import { digest, newToken } from '../shared/ids'
import type { Operations } from '../shared/operation'
import { id, nothing } from '../shared/schemas'
import { nodePainter } from '../shared/sdk/node'
import { refused } from '../shared/serve'
import { insertAudit } from '../shared/stores/audits'
import { insertSession } from '../shared/stores/sessions'
import { findTicket, insertTicket, saveTicket } from '../shared/stores/tickets'
import { countTry } from '../shared/tries'
import type { PageContext } from './context'

/** The mini program's page where a code is confirmed. */
const page = 'packages/work/sign-in'

/** What a browser does that nobody has signed in with yet. */
export const signIn: Operations<ConsoleSignIn, PageContext> = {
  'signIn.start': {
    input: nothing,
    async run(_, context) {
      const { browser, backend, now } = context
      await countTry(backend.database, { kind: 'start', source: browser.source }, now)
      const secret = newToken()
      const ticket = ticketOf(secret, context)
      const scene = ticket._id
      const [image] = await Promise.all([
        nodePainter.paint({ page, scene }),
        insertTicket(backend.database, ticket),
      ])
      const code = { text: `${page}?scene=${scene}`, image }
      return { ticket: scene, secret, code, endsAt: iso(endOfTicket(ticket)) }
    },
  },
  'signIn.poll': {
    input: v.strictObject({ ticket: id, secret: id }),
    async run({ ticket: ticketId, secret }, context) {
      const ticket = await findTicket(context.backend.database, ticketId)
      if (!ticket || ticket.secretHash !== digest(secret, 64)) throw await wrongGuess(context)
      const progress = progressOf(ticket, context.now)
      if (progress !== 'in') return viewProgress(ticket, progress)
      return { state: (await letIn(ticket, context)) ? 'in' : 'over' }
    },
  },
}

const iso = (at: number) => new Date(at).toISOString()

function ticketOf(secret: string, { browser, now }: PageContext): Ticket {
  return {
    _id: newToken().slice(0, 22),
    secretHash: digest(secret, 64),
    browser: browserWords(browser.headers['user-agent'] ?? ''),
    source: browser.source,
    createdAt: now,
    state: 'shown',
    person: null,
  }
}

async function wrongGuess({ backend, browser, now }: PageContext) {
  await countTry(backend.database, { kind: 'poll', source: browser.source }, now)
  return refused('NOT_FOUND', '没有找到这个登录码，请换一个再扫。')
}

function viewProgress({ person }: Ticket, state: Progress) {
  return { state, ...(state === 'scanned' && person && { label: person.label }) }
}

/** The ticket is used up first: it opens one session and no more. */
async function letIn(ticket: Ticket, { backend, browser, now, giveCookie }: PageContext) {
  const { person } = ticket
  const used = { state: 'used', person } as const
  if (!person || !(await saveTicket(backend.database, ticket, used))) return false
  const token = newToken()
  await insertSession(backend.database, {
    _id: digest(token, 64),
    userId: person.userId,
    browser: ticket.browser,
    source: ticket.source,
    createdAt: now,
    usedAt: now,
    endedAt: null,
  })
  const audit = {
    ...person,
    at: now,
    action: 'sign_in',
    via: 'page',
    subject: browserOf(ticket),
  } as const
  await insertAudit(backend.database, audit)
  giveCookie(sessionCookie(browser, token, sessionTimes.longest))
  return true
}

const browserOf = ({ browser, source }: Ticket) =>
  source === 'local' ? browser : `${browser} ${source}`
