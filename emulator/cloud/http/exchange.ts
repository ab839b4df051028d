import type { IncomingMessage, ServerResponse } from 'node:http'
import { GatewayError } from '../errors'

/** One request and its response, with the address taken apart. */
export interface Exchange {
  request: IncomingMessage
  response: ServerResponse
  url: URL
}

/** Routes another part of the emulator adds to the server. */
export interface Route {
  /** Requests whose path begins with this. */
  prefix: string
  /** Only the path itself. */
  isExact?: boolean
  /** Only this method. */
  method?: string
  handle: (exchange: Exchange) => void | Promise<void>
}

const maximumBodyBytes = 64 * 1024 * 1024

/** The whole body. Throws GatewayError when it is larger than any real request may be. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    size += (chunk as Buffer).length
    if (size > maximumBodyBytes) throw new GatewayError('INVALID_PARAM', 'the body is too large')
    chunks.push(chunk as Buffer)
  }
  return Buffer.concat(chunks)
}

export async function readJson(request: IncomingMessage): Promise<unknown> {
  const body = await readBody(request)
  try {
    return JSON.parse(body.toString('utf8')) as unknown
  } catch {
    throw new GatewayError('INVALID_PARAM', 'the body is not valid JSON')
  }
}

export interface Reply {
  status?: number
  headers?: Record<string, string | string[]>
  body?: Buffer | string
}

export function send(
  response: ServerResponse,
  { status = 200, headers = {}, body = '' }: Reply,
): void {
  response.writeHead(status, headers)
  response.end(body)
}

export function sendJson(response: ServerResponse, value: unknown, status = 200): void {
  const headers = { 'content-type': 'application/json; charset=utf-8' }
  send(response, { status, headers, body: JSON.stringify(value) })
}
