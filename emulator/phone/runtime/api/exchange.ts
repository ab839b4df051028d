import { ApiError } from './call'

/** One HTTP exchange that can report progress and be broken off. */
export interface Exchange {
  request: XMLHttpRequest | null
  isAborted: boolean
  onProgress: Set<(progress: Progress) => void>
}

export interface Progress {
  progress: number
  totalBytesSent: number
  totalBytesExpectedToSend: number
  totalBytesWritten: number
  totalBytesExpectedToWrite: number
}

export interface HttpRequest {
  method: string
  url: string
  header: Record<string, string>
  body: XMLHttpRequestBodyInit | null
  /** Milliseconds. */
  timeout: number
}

export interface HttpAnswer {
  status: number
  headers: Record<string, string>
  body: Blob
}

function parseHeaders(text: string): Record<string, string> {
  const lines = text.split('\r\n').filter((line) => line !== '')
  return Object.fromEntries(
    lines.map((line) => line.split(/:\s*(.*)/s).slice(0, 2) as [string, string]),
  )
}

function report(exchange: Exchange, { loaded, total }: ProgressEvent): void {
  const progress = total === 0 ? 0 : Math.round((loaded / total) * 100)
  for (const listener of exchange.onProgress) {
    listener({
      progress,
      totalBytesSent: loaded,
      totalBytesExpectedToSend: total,
      totalBytesWritten: loaded,
      totalBytesExpectedToWrite: total,
    })
  }
}

/** Sends a request; fails in WeChat's words when it can't be sent, times out or is broken off. */
export function send(exchange: Exchange, request: HttpRequest): Promise<HttpAnswer> {
  if (exchange.isAborted) return Promise.reject(new ApiError('abort'))
  return new Promise((resolve, reject) => {
    const http = new XMLHttpRequest()
    exchange.request = http
    http.open(request.method, request.url)
    http.responseType = 'blob'
    http.timeout = request.timeout
    for (const [name, value] of Object.entries(request.header)) http.setRequestHeader(name, value)
    const measured = request.body === null ? http : http.upload
    measured.addEventListener('progress', (event) => report(exchange, event))
    http.addEventListener('load', () => {
      const headers = parseHeaders(http.getAllResponseHeaders())
      resolve({ status: http.status, headers, body: http.response as Blob })
    })
    http.addEventListener('error', () => reject(new ApiError('net::ERR_FAILED', { errno: 600001 })))
    http.addEventListener('timeout', () => reject(new ApiError('timeout', { errno: 5 })))
    http.addEventListener('abort', () => reject(new ApiError('abort')))
    http.send(request.body)
  })
}
