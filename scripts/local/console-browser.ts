import { digest, newToken } from '../../cloudfunctions/shared/ids'
import { isLive } from '../../core/sessions/session'
import type { Session } from '../../core/sessions/session'
import type { CallOutcome, Cloud } from '../../emulator'

/** A browser with the staff page open: the cookie it holds, if any. */
export interface ConsoleBrowser {
  cloud: Pick<Cloud, 'http'>
  cookie: string
}

const headers = { 'content-type': 'application/json', 'x-requested-with': 'jinlin-admin' }

/** A POST to the console as its page makes them. */
export function postToConsole(
  { cloud, cookie }: ConsoleBrowser,
  body: string,
  more: Record<string, string> = {},
) {
  return cloud.http('console', {
    method: 'POST',
    headers: { ...headers, ...(cookie && { cookie }), ...more },
    body,
  })
}

/** The same for an event, with the answer as other functions give it. */
export async function callConsole(browser: ConsoleBrowser, event: unknown): Promise<CallOutcome> {
  const { outcome, body } = await postToConsole(browser, JSON.stringify(event))
  if ('error' in outcome) return outcome
  return { ...outcome, result: JSON.parse(body.toString()) as unknown }
}

/** Each person's browser, signed in by a session of its own while it lives. */
export function browsersOf(
  cloud: Pick<Cloud, 'http' | 'database' | 'clock'>,
): (openid: string) => Promise<ConsoleBrowser> {
  const known = new Map<string, { cookie: string; id: string }>()
  const isUsable = (id: string) => {
    const [session] = cloud.database.find('sessions', { _id: id })
    return session !== undefined && isLive(session as unknown as Session, cloud.clock.now())
  }
  return async (openid) => {
    const before = known.get(openid)
    if (before && isUsable(before.id)) return { cloud, cookie: before.cookie }
    const token = newToken()
    const session = sessionOf(openid, { token, now: cloud.clock.now() })
    await cloud.database.insertMany('sessions', [{ ...session }])
    const cookie = `session=${token}`
    known.set(openid, { cookie, id: session._id })
    return { cloud, cookie }
  }
}

function sessionOf(userId: string, { token, now }: { token: string; now: number }): Session {
  const times = { createdAt: now, usedAt: now, endedAt: null }
  return { _id: digest(token, 64), userId, browser: '测试浏览器', source: 'local', ...times }
}
