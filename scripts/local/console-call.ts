import type { CallOutcome } from '../../emulator'
import type { LocalCloud } from './running'

const headers = { 'content-type': 'application/json', 'x-requested-with': 'jinlin-admin' }
const userAgent = 'npm run call'

/**
 * Calls the console as its page does: signed in by a code that the person's phone confirms, and
 * signed out again. What stops the sign-in is the answer.
 */
export async function callConsoleAs(
  cloud: LocalCloud,
  openid: string,
  event: unknown,
): Promise<Answered | CallOutcome> {
  const started = await post(cloud, { operation: 'signIn.start', input: {} })
  if (!isDone(started)) return started
  const { ticket, secret } = started.result.data as { ticket: string; secret: string }
  for (const operation of ['signIn.look', 'signIn.confirm']) {
    const outcome = await cloud.call('handler', { operation, input: { ticket } }, { openid })
    if (!isDone(outcome)) return outcome
  }
  const { cookie } = await post(cloud, { operation: 'signIn.poll', input: { ticket, secret } })
  const answer = await post(cloud, event, cookie)
  await post(cloud, { operation: 'sessions.signOut', input: {} }, cookie)
  return answer
}

/** What came back over HTTP, which tells nothing of what it cost. */
export interface Answered {
  result: unknown
}

async function post({ url }: LocalCloud, event: unknown, cookie = '') {
  const response = await fetch(`${url}/http/console`, {
    method: 'POST',
    headers: { ...headers, 'user-agent': userAgent, ...(cookie && { cookie }) },
    body: JSON.stringify(event),
  })
  const [given = ''] = response.headers.getSetCookie()
  return { result: (await response.json()) as unknown, cookie: given.split(';')[0] ?? '' }
}

const isDone = (outcome: Answered | CallOutcome): outcome is { result: { data: unknown } } =>
  'result' in outcome && (outcome.result as { ok?: boolean }).ok === true
