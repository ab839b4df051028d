import type { IncomingMessage } from 'node:http'
import Busboy from '@fastify/busboy'
import { randomUUID } from 'node:crypto'
import { isPlainObject } from '../engine/values'
import { GatewayError } from '../errors'
import { answer } from '../gateway'
import type { Services } from '../gateway/types'
import type { Body } from '../gateway/wire'
import type { Exchange } from './exchange'
import { readJson, send, sendJson } from './exchange'

/** Reads a form; `requestData` is bytes, everything else text. */
function readForm(request: IncomingMessage): Promise<Body> {
  return new Promise((resolve, reject) => {
    const body: Body = {}
    const form = Busboy({
      headers: request.headers as { 'content-type': string },
      isPartAFile: (fieldName) => fieldName === 'requestData',
    })
    form.on('field', (name: string, value: string) => {
      body[name] = value
    })
    form.on('file', (name: string, stream: NodeJS.ReadableStream) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        body[name] = Buffer.concat(chunks)
      })
    })
    form.on('finish', () => resolve(body))
    form.on('error', reject)
    request.pipe(form)
  })
}

async function readRequest(request: IncomingMessage): Promise<Body> {
  const isForm = (request.headers['content-type'] ?? '').startsWith('multipart/form-data')
  const body = isForm ? await readForm(request) : await readJson(request)
  if (isPlainObject(body)) return body
  throw new GatewayError('INVALID_PARAM', '[InvalidParameter] the body must be an object')
}

/** The SDKs' own endpoint: one JSON or form body per request, answered with JSON or bytes. */
export async function handleGateway(cloud: Services, exchange: Exchange): Promise<void> {
  const { request, response, url } = exchange
  try {
    const body = await readRequest(request)
    const invocation = cloud.functions.invocation(url.searchParams.get('invocation') ?? '')
    const result = await answer(cloud, body, invocation)
    if (!Buffer.isBuffer(result)) return sendJson(response, result)
    send(response, { headers: { 'content-type': 'application/octet-stream' }, body: result })
  } catch (error) {
    const code = error instanceof GatewayError ? error.code : 'INVALID_PARAM'
    const message = error instanceof Error ? error.message : String(error)
    sendJson(response, { requestId: randomUUID(), code, message })
  }
}
