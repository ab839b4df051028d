import { limits } from '../../../core/limits'
import { refused } from '../serve'
import type { Refused } from '../serve'

/** A call over HTTP, as CloudBase's HTTP access hands it to a function. */
interface HttpEvent {
  httpMethod?: unknown
  headers?: Record<string, unknown>
  body?: unknown
  isBase64Encoded?: unknown
}

/** What is known of who asks. */
export interface Browser {
  /** Header names are lower-case. */
  headers: Record<string, string>
  isSecure: boolean
  /** The address the request came from; "local" where there is no gateway in front. */
  source: string
}

/** A request that is none of our page's, and the HTTP status that says so. */
export interface Turned {
  status: number
  refusal: Refused
}

export function browserOf(event: unknown): Browser {
  const headers = headersOf((event as HttpEvent | null)?.headers)
  const isSecure =
    headers['x-forwarded-proto'] === 'https' || /^https:/.test(headers['origin'] ?? '')
  // Everybody can write a first hop; the last is the gateway's own.
  const hops = (headers['x-forwarded-for'] ?? '').split(',')
  const source = headers['x-real-ip'] ?? hops.at(-1)?.trim()
  return { headers, isSecure, source: source || 'local' }
}

function headersOf(raw: unknown): Record<string, string> {
  const entries = Object.entries((raw ?? {}) as Record<string, unknown>)
  return Object.fromEntries(entries.map(([name, value]) => [name.toLowerCase(), String(value)]))
}

/** Why a request is not even looked into; null when it may be. */
export function turnAway(event: unknown, { headers }: Browser): Turned | null {
  const { httpMethod, body } = (event ?? {}) as HttpEvent
  if (httpMethod !== 'POST') return turned(405, '只接受管理页发出的请求。')
  if (!/^application\/json\b/i.test(headers['content-type'] ?? ''))
    return turned(415, '只接受 JSON 格式的请求。')
  if (isForeign(headers))
    return { status: 403, refusal: refused('FORBIDDEN', '只接受管理页自己发出的请求。') }
  if (typeof body === 'string' && Buffer.byteLength(body) > limits.callBytes)
    return { status: 413, refusal: refused('TOO_LARGE') }
  return null
}

const turned = (status: number, sentence: string): Turned => ({
  status,
  refusal: refused('BAD_INPUT', sentence),
})

/** A form or a picture on a foreign page can't send the header; a browser tells whose page asks. */
function isForeign(headers: Record<string, string>): boolean {
  const site = headers['sec-fetch-site'] ?? 'same-origin'
  return headers['x-requested-with'] !== 'jinlin-admin' || site !== 'same-origin'
}

/** The JSON of the body; null when it is none. */
export function bodyOf(event: unknown): unknown {
  const { body, isBase64Encoded } = event as HttpEvent
  const isEncoded = isBase64Encoded === true || isBase64Encoded === 'true'
  try {
    return JSON.parse(isEncoded ? Buffer.from(String(body), 'base64').toString() : String(body))
  } catch {
    return null
  }
}
