import { sendAnswer, wxBackend, wxCaller } from '../shared/sdk/wx'
import { converse } from './converse'
import type { Inbound } from './push'

/**
 * One message of the customer-service conversation. WeChat's servers put the writer into the
 * context as well as into the event; a client can't choose the context's, so that whoever makes up
 * an event speaks for nobody but themselves.
 */
export async function receive(inbound: Inbound): Promise<'success'> {
  const { openid, now } = wxCaller()
  if (openid === '' || inbound.openid !== openid) return 'success'
  const words = await converse(wxBackend, inbound, now())
  if (words === null) return 'success'
  const { code, text } = await sendAnswer(openid, words)
  if (code !== 0) console.error(`no answer could be sent: ${code} ${text}`)
  return 'success'
}
