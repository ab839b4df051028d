import { settings } from '../settings'

/** The cloud could not be reached, as on a phone without network. */
export class UnreachableError extends Error {}

/** A call of the cloud emulator that serves this phone. */
export async function post<Answer>(endpoint: string, body: object): Promise<Answer> {
  if (!settings.isOnline) throw new UnreachableError('request:fail net::ERR_INTERNET_DISCONNECTED')
  const answer = await fetch(`/_emulator/${endpoint}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).catch(() => {
    throw new UnreachableError('request:fail net::ERR_CONNECTION_REFUSED')
  })
  if (!answer.ok) throw new Error(`/_emulator/${endpoint} answered ${answer.status}`)
  return (await answer.json()) as Answer
}
