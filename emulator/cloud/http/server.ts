import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Cloud } from '../cloud'
import { StartError } from '../errors'
import type { Services } from '../gateway/types'
import type { Exchange, Route } from './exchange'
import { sendJson } from './exchange'
import { handleFunction } from './function-route'
import { handleGateway } from './gateway-route'
import { handleLocal } from './local-route'
import { handleStorage } from './storage-route'

export interface ServerOptions {
  services: Services
  cloud: () => Cloud
  routes: Route[]
}

function routesOf({ services, cloud, routes }: ServerOptions): Route[] {
  return [
    {
      prefix: '/admin',
      isExact: true,
      method: 'POST',
      handle: (exchange) => handleGateway(services, exchange),
    },
    { prefix: '/_storage/', handle: (exchange) => handleStorage(services, exchange) },
    { prefix: '/http/', handle: (exchange) => handleFunction(services.functions, exchange) },
    { prefix: '/_emulator/', handle: (exchange) => handleLocal(cloud(), services, exchange) },
    ...routes,
  ]
}

function addressOf(request: IncomingMessage): URL | undefined {
  const path = request.url ?? '/'
  return URL.canParse(path, 'http://localhost') ? new URL(path, 'http://localhost') : undefined
}

function takes({ prefix, isExact, method }: Route, { request, url }: Exchange): boolean {
  if (method !== undefined && method !== request.method) return false
  return isExact ? url.pathname === prefix : url.pathname.startsWith(prefix)
}

async function dispatch(routes: Route[], exchange: Exchange, warn: (text: string) => void) {
  const route = routes.find((candidate) => takes(candidate, exchange))
  try {
    if (route) await route.handle(exchange)
    else sendJson(exchange.response, { error: 'not found' }, 404)
  } catch (error) {
    warn(`${exchange.url.pathname} failed: ${error instanceof Error ? error.stack : String(error)}`)
    if (!exchange.response.headersSent) sendJson(exchange.response, { error: 'failed' }, 500)
    else exchange.response.end()
  }
}

export function createHttpServer(options: ServerOptions): Server {
  const routes = routesOf(options)
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const url = addressOf(request)
    if (!url) return sendJson(response, { error: 'bad address' }, 400)
    void dispatch(routes, { request, response, url }, options.services.warn)
  })
  server.keepAliveTimeout = 60_000
  return server
}

/** Starts listening; resolves with the port. Throws StartError when the port is taken. */
export function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reason =
        error.code === 'EADDRINUSE'
          ? `端口 ${port} 已被占用。Port ${port} is taken.`
          : error.message
      reject(new StartError(reason))
    })
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port))
  })
}

export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
