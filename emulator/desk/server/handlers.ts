import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Lever } from '../time/lever'
import type { DeskRefusal, Link, WorldView } from '../types'
import type { People } from '../world/people'
import { isRefusal, type World } from '../world/world'
import { BadRequest, contactBody, jumpBody, messageBody, readBody } from './body'
import { type Say, eventFor } from './contact'
import type { Broadcast } from './events'
import { documentLinks, type DeskDocument } from './documents'
import type { Codes } from '../world/codes'

const searchLimit = 30

/** What the desk's addresses work on. */
export interface DeskParts {
  title: string
  people: People
  /** openids whose phones stand on the desk at first. */
  first: readonly string[]
  world: World
  codes: Codes
  /** Hands what a person does in the customer-service conversation to the cloud. */
  say: Say
  lever: Lever
  broadcast: Broadcast
  documents: readonly DeskDocument[]
  links: readonly Link[]
}

export interface Exchange {
  request: IncomingMessage
  response: ServerResponse
  url: URL
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
  'GET /_desk/codes': ({ codes }) => codes.latest(),
  'POST /_desk/messages': postMessage,
  'POST /_desk/contact': postContact,
  'GET /_desk/clock': ({ lever }) => lever.view(),
  'POST /_desk/clock': moveClock,
}

/** Answers an address under `/_desk/`; `parts` is null until the cloud runs. */
export async function answer(
  parts: DeskParts | null,
  { request, response, url }: Exchange,
): Promise<void> {
  const name = `${request.method} ${url.pathname}`
  if (parts && name === 'GET /_desk/events') return parts.broadcast.join(response)
  const { status, body } = parts
    ? await run(handlers[name], parts, { url, request })
    : refusal(503, '正在启动，请稍候。')
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  })
  response.end(JSON.stringify(body))
}

async function run(
  handler: Handler | undefined,
  parts: DeskParts,
  { url, request }: Omit<Exchange, 'response'>,
): Promise<Reply> {
  if (!handler) return refusal(404, '没有这个地址。')
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

function viewWorld(parts: DeskParts, url: URL): WorldView {
  const asked = url.searchParams.getAll('openid')
  const first = parts.people.firstPair(parts.first).map(({ openid }) => openid)
  return {
    title: parts.title,
    ...parts.world.view(asked.length > 0 ? asked : first),
    clock: parts.lever.view(),
    links: [...documentLinks(parts.documents), ...parts.links],
  }
}

async function postMessage(parts: DeskParts, _url: URL, request: IncomingMessage) {
  const { from, group, content } = await readBody(request, messageBody)
  const outcome = await parts.world.post(from, group, content)
  return isRefusal(outcome) ? refusal(outcome.status, outcome.error) : outcome
}

/** The answer comes by its own way; a function that fails is named for whoever builds it. */
async function postContact({ world, say }: DeskParts, _url: URL, request: IncomingMessage) {
  const { from, content } = await readBody(request, contactBody)
  const message = content.kind === 'enter' ? null : await world.talk(from, from, content)
  if (message && isRefusal(message)) return refusal(message.status, message.error)
  const outcome = await say(from, eventFor(content))
  return 'error' in outcome
    ? refusal(502, `客服消息没有送到：${outcome.error.message}`)
    : { message }
}

async function moveClock({ lever }: DeskParts, _url: URL, request: IncomingMessage) {
  const { jump } = await readBody(request, jumpBody)
  const hasMoved = await lever.jump(jump)
  return hasMoved ? lever.view() : refusal(409, '时间正在走，请等它停下。')
}
