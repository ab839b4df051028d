import { randomUUID } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import type { Fields } from '../engine/values'
import { isPlainObject } from '../engine/values'
import type { CallOutcome } from '../functions/invocation'
import type { Functions } from '../functions/functions'
import type { Exchange, Reply } from './exchange'
import { readBody, send } from './exchange'

/** A request as HTTP access hands it to a function. */
export interface FunctionRequest {
  method?: string
  path?: string
  query?: Record<string, string>
  headers?: IncomingHttpHeaders
  body?: Buffer | string
}

export interface FunctionReply {
  status: number
  headers: Record<string, string | string[]>
  body: Buffer
  outcome: CallOutcome
}

function isText(headers: IncomingHttpHeaders): boolean {
  const type = headers['content-type'] ?? ''
  return type === '' || /^(text\/|application\/(json|xml|x-www-form-urlencoded))/.test(type)
}

function eventOf(request: FunctionRequest): Fields {
  const headers = request.headers ?? {}
  const body = Buffer.from(request.body ?? '')
  const isBase64Encoded = !isText(headers)
  return {
    path: request.path ?? '/',
    httpMethod: request.method ?? 'GET',
    headers,
    queryStringParameters: request.query ?? {},
    requestContext: {
      requestId: randomUUID(),
      httpMethod: request.method ?? 'GET',
      path: request.path ?? '/',
    },
    body: body.toString(isBase64Encoded ? 'base64' : 'utf8'),
    isBase64Encoded,
  }
}

/** A function answers with a response of its own or with a value that becomes one. */
function isIntegrated(result: unknown): result is Fields & { statusCode: number } {
  return isPlainObject(result) && typeof result.statusCode === 'number'
}

function headersOf(value: unknown): Record<string, string | string[]> {
  if (!isPlainObject(value)) return {}
  const entries = Object.entries(value).map(([name, item]) => [
    name.toLowerCase(),
    Array.isArray(item) ? item.map(String) : String(item),
  ])
  return Object.fromEntries(entries) as Record<string, string | string[]>
}

function integratedReply(result: Fields & { statusCode: number }): Reply & { body: Buffer } {
  const { body = '', isBase64Encoded } = result
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return {
    status: result.statusCode,
    headers: headersOf(result.headers),
    body: Buffer.from(text, isBase64Encoded === true ? 'base64' : 'utf8'),
  }
}

function plainReply(result: unknown): Reply & { body: Buffer } {
  const isString = typeof result === 'string'
  const contentType = isString ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8'
  const body = Buffer.from(isString ? result : JSON.stringify(result ?? null))
  return { status: 200, headers: { 'content-type': contentType }, body }
}

function replyOf(outcome: CallOutcome): Reply & { body: Buffer } {
  if ('error' in outcome) {
    const { code, message } = outcome.error
    const status = code === 'FUNCTION_NOT_FOUND' ? 404 : 500
    const body = Buffer.from(JSON.stringify({ code, message }))
    return { status, headers: { 'content-type': 'application/json; charset=utf-8' }, body }
  }
  return isIntegrated(outcome.result) ? integratedReply(outcome.result) : plainReply(outcome.result)
}

/** Calls a function the way HTTP access does. */
export async function callOverHttp(
  functions: Functions,
  name: string,
  request: FunctionRequest,
): Promise<FunctionReply> {
  const outcome = await functions.call(name, eventOf(request), { source: 'tcb_http' })
  const { status = 200, headers = {}, body } = replyOf(outcome)
  return { status, headers, body, outcome }
}

const prefix = '/http/'

/** `/http/<function>/<path>`: the public address of a function. */
export async function handleFunction(functions: Functions, exchange: Exchange): Promise<void> {
  const { request, response, url } = exchange
  const [name = '', ...rest] = url.pathname.slice(prefix.length).split('/')
  const reply = await callOverHttp(functions, name, {
    method: request.method ?? 'GET',
    path: `/${rest.join('/')}`,
    query: Object.fromEntries(url.searchParams),
    headers: request.headers,
    body: await readBody(request),
  })
  send(response, reply)
}
