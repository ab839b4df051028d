import { isPlainObject } from '../engine/values'
import type { Fields } from '../engine/values'
import { GatewayError } from '../errors'
import type { Cloud } from '../cloud'
import type { Services } from '../gateway/types'
import type { Exchange } from './exchange'
import { readBody, readJson, sendJson } from './exchange'

type LocalHandler = (cloud: Cloud, services: Services, exchange: Exchange) => Promise<unknown>

function field(body: Fields, name: string): string {
  const value = body[name]
  if (typeof value === 'string' && value !== '') return value
  throw new GatewayError('INVALID_PARAM', `"${name}" must be a non-empty string`)
}

async function readObject({ request }: Exchange): Promise<Fields> {
  const body = await readJson(request)
  if (isPlainObject(body)) return body
  throw new GatewayError('INVALID_PARAM', 'the body must be an object')
}

const call: LocalHandler = async (cloud, _services, exchange) => {
  const body = await readObject(exchange)
  const group = typeof body.group === 'string' ? { group: body.group } : {}
  const caller = { openid: field(body, 'openid'), ...group }
  return cloud.call(field(body, 'function'), body.data, caller)
}

const status: LocalHandler = (cloud, services) =>
  Promise.resolve({
    url: cloud.url,
    pid: process.pid,
    environment: services.environment,
    now: cloud.clock.now(),
    functions: services.functions.list().map((bundle) => bundle.name),
    collections: services.database.names(),
    load: services.functions.load,
    pushes: services.openApis.pushes.pending,
  })

const clock: LocalHandler = async (cloud, _services, exchange) => {
  if (exchange.request.method === 'POST') {
    const { advance, set } = await readObject(exchange)
    if (typeof set === 'number') cloud.clock.set(set)
    if (typeof advance === 'number') cloud.clock.advance(advance)
  }
  return { now: cloud.clock.now() }
}

/** A phone's upload: the body is the file, the person and the path stand in the address. */
const upload: LocalHandler = async (_cloud, services, { request, url }) => {
  const query = Object.fromEntries(url.searchParams)
  const owner = field(query, 'openid')
  const content = await readBody(request)
  const contentType = String(request.headers['content-type'] ?? 'application/octet-stream')
  const path = field(query, 'path')
  const note = await services.files.store({ path, content, contentType, owner })
  return { fileID: services.files.fileId(note.path), size: note.size }
}

const temporaryAddress: LocalHandler = (_cloud, services, { url }) => {
  const fileID = field(Object.fromEntries(url.searchParams), 'fileID')
  const note = services.files.find(fileID)
  if (!note) throw new GatewayError('STORAGE_FILE_NONEXIST', 'storage file not exists')
  const tempFileURL = encodeURI(services.files.temporaryAddress(note))
  return Promise.resolve({ fileID, tempFileURL, size: note.size, contentType: note.contentType })
}

const deleteFile: LocalHandler = async (_cloud, services, exchange) => {
  const body = await readObject(exchange)
  const fileID = field(body, 'fileID')
  const isOwner = services.files.find(fileID)?.owner === field(body, 'openid')
  if (!isOwner) throw new GatewayError('STORAGE_FILE_NONEXIST', 'storage file not exists')
  return { fileID, deleted: await services.files.remove(fileID) }
}

/** A tap on "allow" in a phone's subscription sheet. */
const grant: LocalHandler = async (cloud, _services, exchange) => {
  const body = await readObject(exchange)
  const templates = Array.isArray(body.templates) ? body.templates.map(String) : []
  for (const template of templates) cloud.quota.grant(field(body, 'openid'), template)
  return { granted: templates }
}

/** Lets an open API fail, to try what happens then; `errcode` null lets it work again. */
const failOpenApi: LocalHandler = async (cloud, _services, exchange) => {
  const { api, errcode } = await readObject(exchange)
  const code = typeof errcode === 'number' ? errcode : null
  cloud.failOpenApi(field({ api }, 'api'), code)
  return { api, errcode: code }
}

/** An opaque id for data WeChat would vouch for, for one person. */
const cloudId: LocalHandler = async (cloud, _services, exchange) => {
  const body = await readObject(exchange)
  const data = isPlainObject(body.data) ? body.data : {}
  return { cloudID: cloud.issueCloudId(field(body, 'openid'), data) }
}

/** Fires a timer by its trigger's name. */
const timer: LocalHandler = async (cloud, _services, exchange) =>
  cloud.runTimer(field(await readObject(exchange), 'name'))

/** Pushes a message to a function, such as one written to customer service. */
const push: LocalHandler = async (cloud, _services, exchange) => {
  const body = await readObject(exchange)
  const openid = typeof body.openid === 'string' ? body.openid : undefined
  return cloud.push(field(body, 'function'), body.event ?? {}, openid)
}

const handlers: Record<string, LocalHandler> = {
  '/_emulator/call': call,
  '/_emulator/status': status,
  '/_emulator/clock': clock,
  '/_emulator/upload': upload,
  '/_emulator/file-url': temporaryAddress,
  '/_emulator/delete-file': deleteFile,
  '/_emulator/grant': grant,
  '/_emulator/cloud-id': cloudId,
  '/_emulator/open-api': failOpenApi,
  '/_emulator/timer': timer,
  '/_emulator/push': push,
}

/** The emulator's own endpoints, for phones, scripts and people with a terminal. */
export async function handleLocal(
  cloud: Cloud,
  services: Services,
  exchange: Exchange,
): Promise<void> {
  const { pathname } = exchange.url
  const handler = Object.hasOwn(handlers, pathname) ? handlers[pathname] : undefined
  if (!handler) return sendJson(exchange.response, { error: 'no such endpoint' }, 404)
  try {
    sendJson(exchange.response, await handler(cloud, services, exchange))
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error
    const { code, message } = error
    sendJson(exchange.response, { error: { code, message } }, 400)
  }
}
