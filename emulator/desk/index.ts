import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { assetBase } from './build'
import { sendFile } from './server/files'
import { answer, type DeskParts } from './server/handlers'
import { createBroadcast } from './server/events'
import { createLever, type Timekeeper } from './time/lever'
import type { Link, ServiceNotice } from './types'
import { openJournal } from './world/journal'
import { readPeople } from './world/people'
import { createWorld } from './world/world'

export { buildDesk } from './build'
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
  /** Links to show; one that leads nowhere is left out. */
  links?: () => Promise<Link[]>
}

/** The page a newcomer sees first, and the small WeChat behind it. */
export interface Desk {
  /** Answers `/` and everything under `/_desk/`; false for any other address. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<boolean>
  /** Puts a subscribe message into a person's service notices. */
  notify(openid: string, notice: ServiceNotice): Promise<void>
  close(): void
}

export function createDesk(options: DeskOptions): Desk {
  const { title, first = [], page, timekeeper, links = async () => [] } = options
  const people = readPeople(options.people)
  const broadcast = createBroadcast()
  const world = createWorld({
    people,
    journal: openJournal(join(options.data, 'desk.json')),
    now: () => timekeeper.now(),
    onMessage: (message) => broadcast.send({ kind: 'message', message }),
  })
  const lever = createLever(timekeeper, (clock) => broadcast.send({ kind: 'clock', clock }))
  const parts: DeskParts = { title, people, wanted: first, world, lever, broadcast, links }
  return {
    handle: async (request, response) =>
      (await sendPage(page, request, response)) || answer(parts, request, response),
    async notify(openid, notice) {
      await world.notify(openid, notice)
    },
    close: () => broadcast.close(),
  }
}

async function sendPage(
  folder: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  if (request.method !== 'GET') return false
  const { pathname } = new URL(request.url ?? '/', 'http://desk')
  if (pathname === '/') return sendFile(folder, 'index.html', response)
  if (!pathname.startsWith(assetBase)) return false
  return sendFile(folder, pathname.slice(assetBase.length), response)
}
