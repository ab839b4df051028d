import { staffOf } from '../../core/grids/staff'
import type { Staff } from '../../core/grids/staff'
import type { Unit } from '../../core/grids/types'
import { isLive, needsRenewal } from '../../core/sessions/session'
import type { Session } from '../../core/sessions/session'
import type { Backend } from '../shared/backend'
import { endedCookie, sessionToken } from '../shared/http/cookie'
import type { Browser } from '../shared/http/request'
import { digest } from '../shared/ids'
import type { OperationContext, Operations } from '../shared/operation'
import { refused } from '../shared/serve'
import type { Call } from '../shared/serve'
import { endSession, findSessionCase, renewSession } from '../shared/stores/sessions'

/** What every call of the page brings along. */
export interface PageContext extends OperationContext {
  browser: Browser
  /** Has the answer give the browser this cookie. */
  giveCookie: (cookie: string) => void
}

/**
 * A call of somebody signed in. `staff` is who they are, their posts and the units these are
 * for, as the database has it at this very call: the first line of a use case asks it.
 */
export interface ConsoleContext extends PageContext {
  staff: Staff
  session: Session
  /** The units they are a member of. */
  held: Unit[]
}

export type ConsoleOperations<A> = Operations<A, ConsoleContext>

/** One read says who calls and what they hold now; whoever holds nothing is out for good. */
export async function signedIn(context: PageContext): Promise<ConsoleContext> {
  const { browser, backend, now } = context
  const token = sessionToken(browser)
  const found = token && (await findSessionCase(backend.database, digest(token, 64)))
  if (!found || !isLive(found.session, now)) throw signedOut(context)
  const { session, held } = found
  const { userId } = session
  const staff = staffOf(held, userId, now)
  if (!staff) {
    await endSession(backend.database, session, now)
    context.giveCookie(endedCookie(browser))
    throw refused('FORBIDDEN', '您现在没有社区及以上的岗位，不能使用管理页。')
  }
  if (needsRenewal(session, now)) await renewSession(backend.database, session._id, now)
  return { ...context, openid: userId, staff, session, held }
}

function signedOut({ browser, giveCookie }: PageContext) {
  if (sessionToken(browser)) giveCookie(endedCookie(browser))
  return refused('SIGNED_OUT')
}

/** The context of a call before anybody is known; only open operations run with it. */
export function pageContext(
  call: Call,
  parts: { backend: Backend; browser: Browser; giveCookie: (cookie: string) => void },
): PageContext {
  return {
    ...parts,
    openid: '',
    via: 'page',
    key: call.key ?? null,
    now: Date.now(),
    group: () => Promise.resolve(null),
    claimsGroup: false,
    cloudId: null,
  }
}
