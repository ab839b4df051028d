import type { Answer } from '../../typings/api'
import type { Backend } from '../shared/backend'
import type { HttpReply } from '../shared/http/reply'
import { replyWith } from '../shared/http/reply'
import { bodyOf, browserOf, turnAway } from '../shared/http/request'
import type { Browser } from '../shared/http/request'
import type { Operations } from '../shared/operation'
import { answering, failureOf } from '../shared/serve'
import { pageContext, signedIn } from './context'
import type { ConsoleContext, PageContext } from './context'

/** The operations for people signed in, and those few that nobody needs to be for. */
export interface Tables<Closed, Open> {
  closed: Operations<Closed, ConsoleContext>
  open: Operations<Open, PageContext>
}

/**
 * Makes the function's `main`: one POST with `{ operation, input, key? }`, answered as the other
 * functions answer. It never throws; who is not signed in reaches the open operations alone.
 */
export function serveConsole<Closed, Open>(
  { closed, open }: Tables<Closed, Open>,
  backend: Backend,
): (event: unknown) => Promise<HttpReply> {
  const operations = { ...open, ...closed } as Operations<Closed & Open, ConsoleContext>
  return async (event) => {
    const browser = browserOf(event)
    const turned = turnAway(event, browser)
    if (turned) return replyWith(failed(turned.refusal), { status: turned.status })
    return answerTo(event, { backend, browser })
  }

  async function answerTo(event: unknown, parts: { backend: Backend; browser: Browser }) {
    let cookie: string | undefined
    const giveCookie = (given: string) => (cookie = given)
    const answer = await answering(operations, (call) => {
      const context = pageContext(call, { ...parts, giveCookie })
      const isOpen = Object.hasOwn(open, call.operation)
      return isOpen ? (context as ConsoleContext) : signedIn(context)
    })(bodyOf(event))
    return replyWith(answer, { cookie })
  }
}

const failed = (error: unknown): Answer<never> => ({ ok: false, error: failureOf(error) })
