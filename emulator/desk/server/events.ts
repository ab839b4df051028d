import type { ServerResponse } from 'node:http'
import type { WorldEvent } from '../types'

/** The open pages, told of everything at once (server-sent events). */
export interface Broadcast {
  join(response: ServerResponse): void
  send(event: WorldEvent): void
  close(): void
}

export function createBroadcast(): Broadcast {
  const listeners = new Set<ServerResponse>()
  return {
    join(response) {
      response.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
      })
      response.write('retry: 1000\n\n')
      listeners.add(response)
      response.on('close', () => listeners.delete(response))
    },
    send(event) {
      for (const listener of listeners) listener.write(`data: ${JSON.stringify(event)}\n\n`)
    },
    close() {
      for (const listener of listeners) listener.end()
      listeners.clear()
    },
  }
}
