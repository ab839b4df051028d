import type { Answer } from '../../../typings/api'

/** What a function answers to HTTP access with a response of its own. */
export interface HttpReply {
  statusCode: number
  headers: Record<string, string>
  body: string
  isBase64Encoded: false
}

/** Answers are data and nothing else: never kept, never guessed at, never framed. */
const securityHeaders = {
  'content-type': 'application/json; charset=utf-8',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'strict-transport-security': 'max-age=31536000',
}

export function replyWith(
  answer: Answer<unknown>,
  { status = 200, cookie }: { status?: number; cookie?: string | undefined } = {},
): HttpReply {
  return {
    statusCode: status,
    headers: { ...securityHeaders, ...(cookie && { 'set-cookie': cookie }) },
    body: JSON.stringify(answer),
    isBase64Encoded: false,
  }
}
