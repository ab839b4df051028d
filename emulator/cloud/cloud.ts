import path from 'node:path'
import { createAdminDatabase } from './admin'
import { StartError } from './errors'
import type { AdminDatabase } from './admin'
import type { Clock } from './clock'
import { createClock } from './clock'
import type { EmulatorConfig } from './config'
import { readJsonFile, resolvePath } from './config'
import { Database } from './engine/database'
import { parseSchema } from './engine/schema'
import type { Store } from './engine/store'
import { openDatabaseFolder } from './open-store'
import type { Fields } from './engine/values'
import { isPlainObject } from './engine/values'
import { lockFolder, prepareFolder, removeServerNote, writeServerNote } from './folder'
import type { Deployment } from './functions/bundles'
import { readDeployment } from './functions/bundles'
import { appId } from './functions/environment'
import { Functions } from './functions/functions'
import type { CallOutcome } from './functions/invocation'
import { Timers } from './functions/timers'
import type { LogLevel } from './functions/worker-protocol'
import type { Services } from './gateway/types'
import type { Route } from './http/exchange'
import type { FunctionReply, FunctionRequest } from './http/function-route'
import { callOverHttp } from './http/function-route'
import { closeServer, createHttpServer, listen } from './http/server'
import type { OpenApi, OpenApiEvent } from './open-api/open-apis'
import { OpenApis } from './open-api/open-apis'
import type { QuotaLedger } from './open-api/quota'
import { Files } from './storage/files'

export interface CloudOptions {
  /** 0, the default, takes any free port. */
  port?: number
  /** Address to listen on; only this machine by default. */
  host?: string
  /** The address others reach it by, for links to files; `http://127.0.0.1:<port>` by default. */
  publicUrl?: string
  /** Another data folder than the configuration's; absolute or relative to the project's root. */
  data?: string
  /** Refuses what would not stay cheap as data grows; on by default. */
  strict?: boolean
  routes?: Route[]
  /** Fires the functions' timers as time passes; off by default. */
  timers?: boolean
  /** More open APIs, or others in place of the built-in ones. */
  openApi?: Record<string, OpenApi>
  /** Most function calls at once. */
  workers?: number
  /** Gets what functions print and what the emulator warns of; by default standard error. */
  log?: (line: string) => void
}

/** A WeChat client's call: who makes it, and from which group's card. */
export interface ClientCaller {
  openid: string
  /** The openGId of the group whose card was opened. */
  group?: string
  source?: string
}

/** A running local cloud. */
export interface Cloud {
  url: string
  port: number
  /** Calls a function as `wx.cloud.callFunction` does. */
  call(functionName: string, data: unknown, caller: ClientCaller): Promise<CallOutcome>
  /** Calls a function as HTTP access does. */
  http(functionName: string, request?: FunctionRequest): Promise<FunctionReply>
  /**
   * Calls a function with an event as it is, the way messages are pushed. One a person wrote (it
   * has a `MsgType`) allows customer-service answers.
   */
  push(functionName: string, event: unknown, openid?: string): Promise<CallOutcome>
  /**
   * What a person does in the customer-service conversation, to the function that "messagePush" in
   * emulator.config.json names.
   */
  say(openid: string, event: Fields): Promise<CallOutcome>
  /** Fires a timer by its trigger's name. */
  runTimer(triggerName: string): Promise<CallOutcome>
  clock: Clock
  database: AdminDatabase
  quota: QuotaLedger
  /** Lets an open API fail with a code of WeChat's from now on; null lets it work again. */
  failOpenApi(name: string, errcode: number | null): void
  issueCloudId(openid: string, data: Fields): string
  /** Calls `listener` for messages WeChat would deliver; returns how to stop. */
  onDelivery(listener: (event: OpenApiEvent) => void): () => void
  /** Metadata of a stored file; undefined when there is none. */
  file: Files['find']
  close(): Promise<void>
}

type Config = EmulatorConfig & { root?: string }

/** Everything that has to be given back, in the order it was taken. */
type Cleanup = (() => Promise<void> | void)[]

async function runCleanup(cleanup: Cleanup): Promise<void> {
  for (const step of [...cleanup].reverse()) await step()
}

function printToStandardError(line: string): void {
  process.stderr.write(`${line}\n`)
}

interface Parts {
  config: Config
  options: CloudOptions
  dataFolder: string
  store: Store
  url: () => string
}

function createServices({ config, options, dataFolder, store, url }: Parts): Services {
  const deployment: Deployment = readDeployment(resolvePath(config, config.deployment))
  const { environment } = deployment
  const clock = createClock()
  const log = options.log ?? printToStandardError
  const functions = new Functions({
    folder: resolvePath(config, config.functions),
    deployment,
    clock,
    url,
    log: (name: string, _level: LogLevel, text: string) => log(`[${name}] ${text}`),
    ...(options.workers !== undefined && { limit: options.workers }),
  })
  const files = new Files({
    folder: path.join(dataFolder, 'files'),
    environment,
    notes: store.fileNotes(),
    clock,
    url: () => options.publicUrl ?? url(),
  })
  const warn = (message: string) => log(`[emulator] ${message}`)
  const openApis = new OpenApis({
    clock,
    read: (address) => files.readAddress(address),
    push: pusherTo(functions, config.messagePush, warn),
    ...(options.openApi && { custom: options.openApi }),
  })
  return {
    environment,
    url,
    clock,
    database: new Database({ store, environment, now: () => clock.now() }),
    functions,
    files,
    openApis,
    messagePush: config.messagePush,
    isStrict: options.strict ?? true,
    warn,
  }
}

/** Hands events of WeChat's own to the function that the configuration names for them. */
function pusherTo(
  functions: Functions,
  name: string | undefined,
  warn: (message: string) => void,
): (event: Fields) => Promise<void> {
  return async (event) => {
    if (name === undefined) {
      warn(`nobody takes the event ${String(event.Event)}: name a function in "messagePush"`)
      return
    }
    const { error } = (await functions.call(name, event, { source: 'wx_client' })) as {
      error?: { message: string }
    }
    if (error) warn(`${name} did not take the event ${String(event.Event)}: ${error.message}`)
  }
}

/** What WeChat's servers add to a client's data before the function sees it. */
function clientEvent(services: Services, data: unknown, caller: ClientCaller): unknown {
  const { cloudIds } = services.openApis
  const event = cloudIds.replaceMarks(data ?? {}, caller.openid)
  if (!isPlainObject(event)) return event
  const userInfo = { appId, openId: caller.openid }
  if (caller.group === undefined) return { ...event, userInfo }
  const id = cloudIds.issue(caller.openid, { opengid: caller.group })
  return { ...event, group: cloudIds.resolve(id, caller.openid), userInfo }
}

function createCloud(services: Services, port: number, close: () => Promise<void>): Cloud {
  const { functions, openApis } = services
  const timers = new Timers(services)
  const push: Cloud['push'] = (name, event, openid) => {
    if (openid !== undefined && isPlainObject(event) && event.MsgType !== undefined) {
      openApis.conversations.note(openid, event)
      openApis.visits.note(openid)
    }
    const person = openid === undefined ? {} : { openid }
    return functions.call(name, event, { source: 'wx_client', ...person })
  }
  return {
    url: services.url(),
    port,
    call: (name, data, caller) => {
      const { openid, source = 'wx_client' } = caller
      openApis.visits.note(openid)
      return functions.call(name, clientEvent(services, data, caller), { openid, source })
    },
    http: (name, request = {}) => callOverHttp(functions, name, request),
    push,
    say: async (openid, event) => {
      const { messagePush } = services
      if (messagePush === undefined) {
        throw new StartError('nobody takes messages: name a function in "messagePush"')
      }
      return push(messagePush, { FromUserName: openid, ...event }, openid)
    },
    runTimer: (name) => timers.run(name),
    clock: services.clock,
    database: createAdminDatabase(services.database, services.isStrict),
    quota: openApis.quota,
    failOpenApi: (name, errcode) => openApis.fail(name, errcode),
    issueCloudId: (openid, data) => openApis.cloudIds.issue(openid, data),
    onDelivery: (listener) => openApis.onDelivery(listener),
    file: (fileId) => services.files.find(fileId),
    close,
  }
}

async function start(config: Config, options: CloudOptions, cleanup: Cleanup): Promise<Cloud> {
  const definitions = parseSchema(readJsonFile(resolvePath(config, config.database)))
  const dataFolder = resolvePath(config, options.data ?? config.data)
  prepareFolder(dataFolder)
  cleanup.push(lockFolder(dataFolder))
  const store = await openDatabaseFolder(dataFolder, definitions)
  cleanup.push(() => store.close())
  let url = ''
  const services = createServices({ config, options, dataFolder, store, url: () => url })
  cleanup.push(() => services.functions.close())
  cleanup.push(() => services.openApis.pushes.close())
  const holder: { cloud?: Cloud } = {}
  const server = createHttpServer({
    services,
    cloud: () => holder.cloud as Cloud,
    routes: options.routes ?? [],
  })
  const host = options.host ?? '127.0.0.1'
  const port = await listen(server, options.port ?? 0, host)
  url = `http://127.0.0.1:${port}`
  cleanup.push(() => closeServer(server))
  writeServerNote(dataFolder, { url })
  cleanup.push(() => removeServerNote(dataFolder))
  holder.cloud = createCloud(services, port, () => runCleanup(cleanup.splice(0)))
  if (options.timers) cleanup.push(new Timers(services).start())
  return holder.cloud
}

/**
 * Starts a local cloud on a data folder: database, functions, storage and open APIs behind one
 * address the SDKs talk to. Throws StartError, in one sentence, when it can't.
 */
export async function startCloud(config: Config, options: CloudOptions = {}): Promise<Cloud> {
  const cleanup: Cleanup = []
  try {
    return await start(config, options, cleanup)
  } catch (error) {
    await runCleanup(cleanup)
    throw error
  }
}
