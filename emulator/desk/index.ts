import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { assetBase } from './build'
import { createBroadcast } from './server/events'
import { sendFile } from './server/files'
import { answer, type DeskParts } from './server/handlers'
import { createLever, type Timekeeper } from './time/lever'
import type { Link, ServiceNotice } from './types'
import { openJournal } from './world/journal'
import { readPeople } from './world/people'
import { createWorld } from './world/world'

export { buildDesk } from './build'
export { noticeFrom } from './server/notices'
export type { Timekeeper } from './time/lever'
export type { Group, Link, PeopleFile, Person, Poster, ServiceNotice } from './types'

export interface DeskOptions {
  /** The mini program's name. */
  title: string
  /** The JSON file of people and groups. */
  people: string
  /** openids whose phones stand on the desk at first; else a pair is found in a group. */
  first?: readonly string[]
  /** The folder in which the chats are kept. */
  data: string
  /** The folder {@link buildDesk} wrote the page into. */
  page: string
  timekeeper: Timekeeper
  /** Links to show; one that leads nowhere on this server is left out. */
  links?: readonly Link[]
}

/** The page a newcomer sees first, and the small WeChat behind it. */
export interface Desk {
  /** Answers `/` and everything under `/_desk/`; false for any other address. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<boolean>
  /** Puts a subscribe message into a person's service notices. */
  notify(openid: string, notice: ServiceNotice): Promise<void>
  close(): void
}

export function createDesk({ title, page, timekeeper, ...options }: DeskOptions): Desk {
  const { first = [], links = [] } = options
  const people = readPeople(options.people)
  const broadcast = createBroadcast()
  const world = createWorld({
    people,
    journal: openJournal(join(options.data, 'desk.json')),
    now: () => timekeeper.now(),
    onMessage: (message) => broadcast.send({ kind: 'message', message }),
  })
  const lever = createLever(timekeeper, (clock) => broadcast.send({ kind: 'clock', clock }))
  const parts: DeskParts = { title, people, first, world, lever, broadcast, links }
  return {
    handle: (request, response) => handle(parts, page, { request, response }),
    async notify(openid, notice) {
      await world.notify(openid, notice)
    },
    close: () => broadcast.close(),
  }
}

async function handle(
  parts: DeskParts,
  page: string,
  { request, response }: { request: IncomingMessage; response: ServerResponse },
): Promise<boolean> {
  const url = new URL(request.url ?? '/', `http://${request.headers.host ?? 'localhost'}`)
  const { pathname } = url
  if (pathname === '/') await sendFile(page, 'index.html', response)
  else if (pathname.startsWith(assetBase))
    await sendFile(page, pathname.slice(assetBase.length), response)
  else if (pathname.startsWith('/_desk/')) await answer(parts, { request, response, url })
  else return false
  return true
}
