import { resolve } from 'node:path'
import type { Exchange, Route } from './exchange'
import { send } from './exchange'
import { sendFile } from './files'

/** A folder of files, served the way static hosting serves it. */
export interface StaticSite {
  /** The address it stands at, with a slash at both ends. */
  prefix: string
  folder: string
  /** What every answer carries besides. */
  headers?: Readonly<Record<string, string>>
}

/** Routes that serve a folder; a folder's own address is answered by its index.html. */
export function staticRoutes(site: StaticSite): Route[] {
  const { prefix } = site
  return [
    { prefix, handle: (exchange) => handleFile(site, exchange) },
    {
      prefix: prefix.slice(0, -1),
      isExact: true,
      handle: (exchange) => redirect(prefix, exchange),
    },
  ]
}

async function handleFile(site: StaticSite, { request, response, url }: Exchange): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return send(response, { status: 405, headers: { allow: 'GET, HEAD' } })
  }
  const path = decoded(url.pathname.slice(site.prefix.length))
  const name = path === '' || path.endsWith('/') ? `${path}index.html` : path
  const { headers = {} } = site
  await sendFile(response, { folder: resolve(site.folder), path: name, headers })
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

function redirect(to: string, { response, url }: Exchange): void {
  send(response, { status: 301, headers: { location: `${to}${url.search}` } })
}
