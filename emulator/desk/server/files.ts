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
  '.md': 'text/plain; charset=utf-8',
}

/** Sends a file of a folder; false when there is none or its path leads outside. */
export async function sendFile(
  folder: string,
  path: string,
  response: ServerResponse,
): Promise<boolean> {
  const file = normalize(join(folder, path))
  if (!file.startsWith(folder + sep)) return false
  const found = await stat(file).catch(() => null)
  if (!found?.isFile()) return false
  response.writeHead(200, {
    'content-type': contentTypes[extname(file)] ?? 'application/octet-stream',
    'content-length': found.size,
    'cache-control': 'no-cache',
  })
  createReadStream(file).pipe(response)
  return true
}
