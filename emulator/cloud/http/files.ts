import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { extname, join, normalize, sep } from 'node:path'

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.json': 'application/json; charset=utf-8',
  '.woff2': 'font/woff2',
}

export interface SentFile {
  folder: string
  /** Below the folder. */
  path: string
  /** Beside content type, length and caching. */
  headers?: Readonly<Record<string, string>>
}

/** Sends a file of a folder; 404 when there is none or its path leads outside. */
export async function sendFile(
  response: ServerResponse,
  { folder, path, headers = {} }: SentFile,
): Promise<void> {
  const file = normalize(join(folder, path))
  const found = file.startsWith(folder + sep) ? await stat(file).catch(() => null) : null
  if (!found?.isFile()) {
    sendMissing(response)
    return
  }
  response.writeHead(200, {
    'content-type': contentTypes[extname(file)] ?? 'application/octet-stream',
    'content-length': found.size,
    'cache-control': 'no-cache',
    ...headers,
  })
  createReadStream(file).pipe(response)
}

export function sendMissing(response: ServerResponse): void {
  response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('没有这个地址。')
}
