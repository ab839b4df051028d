import fs from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { SourceMap, type SourceMapPayload } from 'node:module'
import path from 'node:path'
import { readIcon } from './compiler/tdesign-icons'
import type { PhoneOptions } from './index'

/** A handler for every address that starts with `prefix`. */
export interface PhoneRoute {
  prefix: string
  handle(exchange: { request: IncomingMessage; response: ServerResponse; url: URL }): void
}

const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.map': 'application/json',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.mp3': 'audio/mpeg',
  '.mp4': 'video/mp4',
  '.ttf': 'font/ttf',
  '.woff2': 'font/woff2',
}

/** Source code of the mini program is not for download, only what its pages show. */
const sourceExtensions = new Set(['.ts', '.js', '.json', '.wxml', '.wxss', '.wxs'])

function answer(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(body)
}

function sendFile(response: ServerResponse, folder: string, name: string): void {
  const file = path.join(folder, path.normalize(`/${name}`))
  if (!fs.statSync(file, { throwIfNoEntry: false })?.isFile()) {
    answer(response, 404, `${name} not found`)
    return
  }
  const type = contentTypes[path.extname(file)] ?? 'application/octet-stream'
  response.writeHead(200, { 'content-type': type, 'cache-control': 'no-cache' })
  fs.createReadStream(file).pipe(response)
}

function sendIcon(response: ServerResponse, nodeModules: string, name: string): void {
  const icon = readIcon(nodeModules, name.replace(/\.svg$/, ''))
  if (icon === null) answer(response, 404, `no icon ${name}`)
  else
    response
      .writeHead(200, { 'content-type': 'image/svg+xml', 'cache-control': 'max-age=86400' })
      .end(icon)
}

/** `file:line:column` of the first stack frame that the source map knows. */
function findPlace({ outDir, miniprogramRoot }: PhoneOptions, stack: string): string | null {
  const frame = /app\.js:(\d+):(\d+)/.exec(stack)
  const file = path.join(outDir, 'app.js.map')
  if (frame === null || !fs.existsSync(file)) return null
  const map = new SourceMap(JSON.parse(fs.readFileSync(file, 'utf8')) as SourceMapPayload)
  const entry = map.findEntry(Number(frame[1]) - 1, Number(frame[2]) - 1)
  if (!('originalSource' in entry)) return null
  const source = path.resolve(outDir, entry.originalSource)
  const inside = path.relative(miniprogramRoot, source)
  const shown = inside.startsWith('..') ? path.basename(source) : inside
  return `${shown}:${entry.originalLine + 1}:${entry.originalColumn + 1}`
}

class EventStreams {
  private readonly open = new Set<ServerResponse>()

  add(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    response.write(': phone\n\n')
    this.open.add(response)
    response.on('close', () => this.open.delete(response))
  }

  send(event: string): void {
    for (const response of this.open) response.write(`event: ${event}\ndata: \n\n`)
  }

  close(): void {
    for (const response of this.open) response.end()
  }
}

export interface PhoneRoutes {
  routes: PhoneRoute[]
  reload(): void
  closeStreams(): void
}

const prefix = '/phone/'

/** Serves the built phone, the mini program's own pictures, icons, and news of rebuilds. */
export function createRoutes(options: PhoneOptions): PhoneRoutes {
  const { outDir, miniprogramRoot, nodeModules } = options
  const streams = new EventStreams()
  const handle: PhoneRoute['handle'] = ({ response, url }) => {
    const name = decodeURIComponent(url.pathname).slice(prefix.length)
    const [folder, ...rest] = name.split('/')
    if (name === '_events') streams.add(response)
    else if (name === '_where') {
      const place = findPlace(options, url.searchParams.get('stack') ?? '')
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ place }))
    } else if (folder === 'icons') sendIcon(response, nodeModules, rest.join('/'))
    else if (folder === 'files') sendAsset(response, miniprogramRoot, rest.join('/'))
    else sendFile(response, outDir, name === '' ? 'index.html' : name)
  }
  return {
    routes: [{ prefix, handle }],
    reload: () => streams.send('rebuilt'),
    closeStreams: () => streams.close(),
  }
}

function sendAsset(response: ServerResponse, root: string, name: string): void {
  if (sourceExtensions.has(path.extname(name))) answer(response, 404, `${name} is not an asset`)
  else sendFile(response, root, name)
}
