import { addTemporaryFile } from '../files/local-files'
import { settings } from '../settings'
import { ApiError, asyncApi, type ApiTable, type AsyncApi } from './call'
import { readBlob } from './media'
import { send, type Exchange } from './exchange'

interface RequestInput {
  url: string
  method?: string
  data?: unknown
  header?: Record<string, string>
  dataType?: string
  responseType?: 'text' | 'arraybuffer'
  timeout?: number
}

interface UploadInput {
  url: string
  filePath: string
  name: string
  formData?: Record<string, unknown>
  header?: Record<string, string>
  timeout?: number
}

interface DownloadInput {
  url: string
  header?: Record<string, string>
  filePath?: string
  timeout?: number
}

/** The handle `wx.request` and its kin return at once. */
export interface Task {
  abort(): void
  onProgressUpdate(listener: (progress: object) => void): void
  offProgressUpdate(): void
  onHeadersReceived(listener: (headers: object) => void): void
  offHeadersReceived(): void
}

export function checkOnline(): void {
  if (!settings.isOnline) throw new ApiError('net::ERR_INTERNET_DISCONNECTED', { errno: 600001 })
}

function queryUrl(url: string, data: unknown): string {
  if (typeof data !== 'object' || data === null) return url
  const query = Object.entries(data)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`)
    .join('&')
  if (query === '') return url
  return `${url}${url.includes('?') ? '&' : '?'}${query}`
}

function toBody(data: unknown, contentType: string): XMLHttpRequestBodyInit | null {
  if (data === undefined || data === null) return null
  if (typeof data === 'string' || data instanceof ArrayBuffer) return data
  if (contentType.includes('x-www-form-urlencoded')) return queryUrl('', data).slice(1)
  return JSON.stringify(data)
}

async function request(input: RequestInput, exchange: Exchange): Promise<object> {
  checkOnline()
  const method = (input.method ?? 'GET').toUpperCase()
  const header = { 'content-type': 'application/json', ...input.header }
  const isGet = method === 'GET' || method === 'HEAD'
  const answer = await send(exchange, {
    method,
    url: isGet ? queryUrl(input.url, input.data) : input.url,
    header,
    body: isGet ? null : toBody(input.data, header['content-type']),
    timeout: input.timeout ?? 60_000,
  })
  return {
    statusCode: answer.status,
    header: answer.headers,
    cookies: [],
    data: await parse(answer.body, input),
  }
}

async function parse(
  body: Blob,
  { dataType = 'json', responseType = 'text' }: RequestInput,
): Promise<unknown> {
  if (responseType === 'arraybuffer') return body.arrayBuffer()
  const text = await body.text()
  if (dataType !== 'json') return text
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}

async function upload(input: UploadInput, exchange: Exchange): Promise<object> {
  checkOnline()
  const form = new FormData()
  for (const [name, value] of Object.entries(input.formData ?? {})) form.append(name, String(value))
  form.append(input.name, await readBlob(input.filePath), input.filePath.split('/').at(-1))
  const answer = await send(exchange, {
    method: 'POST',
    url: input.url,
    header: input.header ?? {},
    body: form,
    timeout: input.timeout ?? 60_000,
  })
  return { statusCode: answer.status, data: await answer.body.text() }
}

async function download(input: DownloadInput, exchange: Exchange): Promise<object> {
  checkOnline()
  const { status, body } = await send(exchange, {
    method: 'GET',
    url: input.url,
    header: input.header ?? {},
    body: null,
    timeout: input.timeout ?? 60_000,
  })
  return { statusCode: status, tempFilePath: addTemporaryFile(body) }
}

/** An API that answers with a task and through callbacks. */
export function taskApi<Input>(
  name: string,
  run: (input: Input, exchange: Exchange) => Promise<object>,
): AsyncApi {
  return (options = {}) => {
    const exchange: Exchange = { request: null, isAborted: false, onProgress: new Set() }
    const outcome = asyncApi<Input>(name, (input) => run(input, exchange))(options)
    return Object.assign(outcome ?? Promise.resolve(), taskOf(exchange))
  }
}

function taskOf(exchange: Exchange): Task {
  return {
    abort() {
      exchange.isAborted = true
      exchange.request?.abort()
    },
    onProgressUpdate: (listener) => void exchange.onProgress.add(listener),
    offProgressUpdate: () => exchange.onProgress.clear(),
    onHeadersReceived: () => undefined,
    offHeadersReceived: () => undefined,
  }
}

export const networkApis: ApiTable = {
  request: taskApi('request', request),
  uploadFile: taskApi('uploadFile', upload),
  downloadFile: taskApi('downloadFile', download),
}
