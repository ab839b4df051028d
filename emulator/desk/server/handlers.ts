import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Lever } from '../time/lever'
import type { DeskRefusal, Link, WorldView } from '../types'
import type { People } from '../world/people'
import { isRefusal, type World } from '../world/world'
import { BadRequest, jumpBody, messageBody, readBody } from './body'
import type { Broadcast } from './events'

const searchLimit = 30

/** What the desk's addresses work on. */
export interface DeskParts {
  title: string
  people: People
  /** openids whose phones stand on the desk at first. */
  wanted: readonly string[]
  world: World
  lever: Lever
  broadcast: Broadcast
  /** The links that lead somewhere. */
  links(): Promise<Link[]>
}

type Handler = (
  parts: DeskParts,
  url: URL,
  request: IncomingMessage,
) => Promise<Reply | object> | object

/** An answer with a status of its own. */
class Reply {
  constructor(
    readonly status: number,
    readonly body: object,
  ) {}
}

const handlers: Readonly<Record<string, Handler>> = {
  'GET /_desk/world': viewWorld,
  'GET /_desk/people': ({ people }, url) =>
    people.search(url.searchParams.get('q') ?? '', searchLimit),
  'GET /_desk/posters': ({ people }, url) =>
    people.searchPosters(url.searchParams.get('q') ?? '', searchLimit),
  'POST /_desk/messages': postMessage,
  'GET /_desk/clock': ({ lever }) => lever.view(),
  'POST /_desk/clock': moveClock,
}

/** Answers the desk's own addresses; false for any other. */
export async function answer(
  parts: DeskParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const url = new URL(request.url ?? '/', 'http://desk')
  if (!url.pathname.startsWith('/_desk/')) return false
  const name = `${request.method} ${url.pathname}`
  if (name === 'GET /_desk/events') {
    parts.broadcast.join(response)
    return true
  }
  const handler = handlers[name]
  if (!handler) return false
  const { status, body } = await run(handler, parts, { url, request })
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  })
  response.end(JSON.stringify(body))
  return true
}

async function run(
  handler: Handler,
  parts: DeskParts,
  { url, request }: { url: URL; request: IncomingMessage },
): Promise<Reply> {
  try {
    const outcome = await handler(parts, url, request)
    return outcome instanceof Reply ? outcome : new Reply(200, outcome)
  } catch (error) {
    if (error instanceof BadRequest) return refusal(400, error.message)
    throw error
  }
}

function refusal(status: number, error: string): Reply {
  return new Reply(status, { error } satisfies DeskRefusal)
}

async function viewWorld(parts: DeskParts, url: URL): Promise<WorldView> {
  const asked = url.searchParams.getAll('openid')
  const first = parts.people.firstPair(parts.wanted).map(({ openid }) => openid)
  return {
    title: parts.title,
    ...parts.world.view(asked.length > 0 ? asked : first),
    clock: parts.lever.view(),
    links: await parts.links(),
  }
}

async function postMessage(parts: DeskParts, _url: URL, request: IncomingMessage) {
  const { from, group, content } = await readBody(request, messageBody)
  const outcome = await parts.world.post(from, group, content)
  return isRefusal(outcome) ? refusal(outcome.status, outcome.error) : outcome
}

async function moveClock({ lever }: DeskParts, _url: URL, request: IncomingMessage) {
  const { jump } = await readBody(request, jumpBody)
  const hasMoved = await lever.jump(jump)
  return hasMoved ? lever.view() : refusal(409, '时间正在走，请等它停下。')
}
