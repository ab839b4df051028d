import type { Services } from '../gateway/types'
import type { Exchange } from './exchange'
import { readBody, send } from './exchange'

const prefix = '/_storage/'

function xmlError(code: string, message: string): string {
  return `<?xml version='1.0' encoding='utf-8' ?>\n<Error><Code>${code}</Code><Message>${message}</Message><Resource></Resource><RequestId>local</RequestId><TraceId>local</TraceId></Error>`
}

function refuse({ response }: Exchange, status: number, code: string): void {
  const headers = { 'content-type': 'application/xml' }
  send(response, { status, headers, body: xmlError(code, code) })
}

async function put(cloud: Services, cloudPath: string, exchange: Exchange): Promise<void> {
  const ticket = String(exchange.request.headers.authorization ?? '')
  const content = await readBody(exchange.request)
  if (!cloud.files.redeemTicket(ticket, cloudPath)) return refuse(exchange, 403, 'AccessDenied')
  const contentType = String(exchange.request.headers['content-type'] ?? 'application/octet-stream')
  await cloud.files.store({ path: cloudPath, content, contentType, owner: null })
  send(exchange.response, { headers: { 'content-type': 'application/xml' } })
}

async function get(cloud: Services, cloudPath: string, exchange: Exchange): Promise<void> {
  const { searchParams } = exchange.url
  const until = Number(searchParams.get('t'))
  const note = cloud.files.open(cloudPath, { sign: searchParams.get('sign') ?? '', until })
  if (!note) return refuse(exchange, 403, 'AccessDenied')
  const content = await cloud.files.read(note)
  send(exchange.response, {
    headers: {
      'content-type': note.contentType,
      'content-length': String(content.length),
      'cache-control': 'private, max-age=3600',
    },
    body: exchange.request.method === 'HEAD' ? '' : content,
  })
}

function decodePath(path: string): string | undefined {
  try {
    return decodeURIComponent(path)
  } catch {
    return undefined
  }
}

/** Where the SDK puts files and everybody with a signed address gets them. */
export async function handleStorage(cloud: Services, exchange: Exchange): Promise<void> {
  const cloudPath = decodePath(exchange.url.pathname.slice(prefix.length))
  if (cloudPath === undefined) return refuse(exchange, 400, 'InvalidURI')
  switch (exchange.request.method) {
    case 'PUT':
      return put(cloud, cloudPath, exchange)
    case 'GET':
    case 'HEAD':
      return get(cloud, cloudPath, exchange)
    default:
      return refuse(exchange, 405, 'MethodNotAllowed')
  }
}
