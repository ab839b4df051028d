import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { sendFile, sendMissing } from '../cloud/http/files'
import { assetBase } from './build'
import { type DeskDocument, documentBase, sendDocument } from './server/documents'
import { type Say, answerFrom } from './server/contact'
import { type Broadcast, createBroadcast } from './server/events'
import { answer, type DeskParts } from './server/handlers'
import { noticeFrom } from './server/notices'
import { createLever } from './time/lever'
import type { Link } from './types'
import { type Journal, openJournal } from './world/journal'
import { createCodes } from './world/codes'
import { readPeople } from './world/people'
import { createWorld } from './world/world'

export { buildDesk } from './build'
export type { Group, Link, PeopleFile, Person, Poster } from './types'

export interface DeskOptions {
  /** The mini program's name. */
  title: string
  /** The JSON file of people and groups, read by {@link Desk.connect}. */
  people: string
  /** openids whose phones stand on the desk at first; else a pair is found in a group. */
  first?: readonly string[]
  /** The folder in which the chats are kept. */
  data: string
  /** The folder {@link buildDesk} wrote the page into. */
  page: string
  /** Texts to offer, such as a guide. */
  documents?: readonly DeskDocument[]
  /** Other pages of this server to offer. */
  links?: readonly Link[]
}

/** The cloud as the desk needs it. */
export interface DeskCloud {
  clock: { now(): number; set(at: number): void }
  /** The names of the functions' timers. */
  timers(): string[]
  runTimer(name: string): Promise<unknown>
  say: Say
  /** Tells of what WeChat would deliver; returns how to stop. */
  onDelivery(listener: (event: Delivery) => void): () => void
}

export interface Delivery {
  api: string
  openid: string | undefined
  data: Record<string, unknown>
}

interface Exchange {
  request: IncomingMessage
  response: ServerResponse
  url: URL
}

/** A handler for every address that starts with `prefix`. */
export interface DeskRoute {
  prefix: string
  handle(exchange: Exchange): Promise<void>
}

/** The page a newcomer sees first, and the small WeChat behind it. */
export interface Desk {
  /** For the cloud's server, after all others: the last one takes every address. */
  routes: DeskRoute[]
  /** Brings the desk to life beside a running cloud; until then it asks for patience. */
  connect(cloud: DeskCloud): void
  /** Resolves when the chats are on the disk. */
  close(): Promise<void>
}

export function createDesk(options: DeskOptions): Desk {
  const broadcast = createBroadcast()
  const journal = openJournal(join(options.data, 'desk.json'))
  let parts: DeskParts | null = null
  let disconnect = (): void => undefined
  return {
    routes: [
      {
        prefix: documentBase,
        handle: async ({ response, url }) =>
          sendDocument(options.documents ?? [], url.pathname, response),
      },
      { prefix: '/_desk/', handle: (exchange) => handle(parts, options.page, exchange) },
      { prefix: '/', handle: ({ response, url }) => sendStart(options.page, response, url) },
    ],
    connect(cloud) {
      parts = partsOf(options, cloud, { broadcast, journal })
      disconnect = cloud.onDelivery(deliverTo(parts))
    },
    async close() {
      disconnect()
      broadcast.close()
      await journal.rest()
    },
  }
}

async function sendStart(page: string, response: ServerResponse, url: URL): Promise<void> {
  if (url.pathname === '/') await sendFile(response, { folder: page, path: 'index.html' })
  else sendMissing(response)
}

async function handle(parts: DeskParts | null, page: string, exchange: Exchange): Promise<void> {
  const { pathname } = exchange.url
  if (!pathname.startsWith(assetBase)) return answer(parts, exchange)
  return sendFile(exchange.response, { folder: page, path: pathname.slice(assetBase.length) })
}

/**
 * Subscribe messages go into their receiver's service notices, answers into their talk with
 * customer service; drawn codes lie ready to be scanned.
 */
function deliverTo({ world, codes }: DeskParts): (event: Delivery) => void {
  const deliver = async ({ api, openid = '', data }: Delivery): Promise<unknown> => {
    switch (api) {
      case 'wxacode.getUnlimited':
        return codes.add(data as Parameters<typeof codes.add>[0])
      case 'subscribeMessage.send':
        return world.notify(openid, noticeFrom(data))
      case 'customerServiceMessage.send':
        return world.talk(openid, null, answerFrom(data))
      default:
        return undefined
    }
  }
  return (event) => {
    deliver(event).catch((error: unknown) => console.error(error))
  }
}

function partsOf(
  options: DeskOptions,
  cloud: DeskCloud,
  { broadcast, journal }: { broadcast: Broadcast; journal: Journal },
): DeskParts {
  const { title, first = [], documents = [], links = [] } = options
  const people = readPeople(options.people)
  const now = (): number => cloud.clock.now()
  const world = createWorld({
    people,
    journal,
    now,
    onMessage: (message) => broadcast.send({ kind: 'message', message }),
  })
  const set = (at: number): void => cloud.clock.set(at)
  const runTimers = async (): Promise<void> => {
    for (const name of cloud.timers()) await cloud.runTimer(name)
  }
  const lever = createLever({ now, set, runTimers }, (clock) =>
    broadcast.send({ kind: 'clock', clock }),
  )
  const codes = createCodes(people.posters)
  const { say } = cloud
  return { title, people, first, world, codes, say, lever, broadcast, documents, links }
}
