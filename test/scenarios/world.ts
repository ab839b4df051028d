import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { StoredRequest } from '../../cloudfunctions/shared/stores/requests'
import type { Unit } from '../../core/grids/types'
import { chinaDay } from '../../core/calendar'
import { browsersOf, callConsole } from '../../scripts/local/console-browser'
import type { ConsoleBrowser } from '../../scripts/local/console-browser'
import { readConfig, startCloud } from '../../emulator'
import type { CallOutcome, Cloud, CloudOptions } from '../../emulator'
import { buildFunctions } from '../../scripts/build/functions'
import { localTarget } from '../../scripts/local/target'
import { paths } from '../../scripts/paths'
import { loadPlace } from '../../scripts/place/load'
import { type Place, shaxian } from '../../scripts/place/shaxian'
import type {
  Answer,
  Failure,
  FunctionName,
  Input,
  NoticeView,
  Operation,
  Output,
} from '../../typings/api'

export interface CallOptions {
  group?: string
  key?: string
}

/** A local cloud with the place loaded, in a folder of its own. */
export interface World {
  cloud: Cloud
  place: Place
  /** Calls an operation as a person; the answer as it came. */
  ask<F extends FunctionName, O extends Operation<F>>(
    openid: string,
    to: [F, O],
    input: Input<F, O>,
    options?: CallOptions,
  ): Promise<Answer<Output<F, O>>>
  /** The same, where it must succeed: the data, or an error with the refusal. */
  tell<F extends FunctionName, O extends Operation<F>>(
    openid: string,
    to: [F, O],
    input: Input<F, O>,
    options?: CallOptions,
  ): Promise<Output<F, O>>
  /** The same, where it must be refused: the code and the sentence. */
  refusal<F extends FunctionName, O extends Operation<F>>(
    openid: string,
    to: [F, O],
    input: Input<F, O>,
    options?: CallOptions,
  ): Promise<Failure>
  /** Sends a call as it is; `console` is asked over HTTP, as the person's browser does. */
  send(openid: string, name: FunctionName, event: unknown, group?: string): Promise<CallOutcome>
  /** The browser a person has the staff page open in, signed in. */
  browser(openid: string): Promise<ConsoleBrowser>
  /** What the last call cost. */
  lastCall(): CallOutcome
  /** A request as it stands in the database. */
  stored(id: string): StoredRequest
  /** A unit of the place as it stands in the database, by its name. */
  unit(name: string): Unit
  /** Lets the clock's timer run once; what it says it did. */
  tick(): Promise<Record<string, number>>
  /** Waits until what functions have started by themselves has come to its end. */
  idle(): Promise<void>
  /** A person's notices as they stand in the inbox, the newest first. */
  inbox(openid: string): Promise<NoticeView[]>
  close(): Promise<void>
}

/** A Monday morning with no holiday near, so that working time is easy to read. */
export const monday = Date.parse('2026-11-23T09:00:00+08:00')

export type WorldOptions = Pick<CloudOptions, 'openApi' | 'workers' | 'log'>

export async function openWorld(at: number = monday, options: WorldOptions = {}): Promise<World> {
  await buildFunctions()
  const data = mkdtempSync(join(tmpdir(), 'jinlin-'))
  const cloud = await startCloud(readConfig(paths.root), { ...options, data })
  cloud.clock.set(at)
  const place = shaxian(chinaDay(at))
  await loadPlace(localTarget(cloud.url), place)
  const idle = () => waitForIdle(cloud.url)
  const close = async () => {
    await idle()
    await cloud.close()
    rmSync(data, { recursive: true, force: true })
  }
  return { cloud, place, ...callsOf(cloud), ...viewsOf(cloud), idle, close }
}

interface Status {
  load: { running: number; waiting: number }
  pushes: number
}

async function waitForIdle(url: string): Promise<void> {
  for (let tries = 0; tries < 400; tries++) {
    const answer = await fetch(`${url}/_emulator/status`)
    const status = (await answer.json()) as Status
    if (status.load.running + status.load.waiting + status.pushes === 0) return
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error('functions still run after ten seconds')
}

type Calls = Pick<World, 'send' | 'browser' | 'ask' | 'tell' | 'refusal' | 'lastCall' | 'inbox'>

function callsOf(cloud: Cloud): Calls {
  let last: CallOutcome
  const browserOf = browsersOf(cloud)
  const send: World['send'] = async (openid, name, event, group) => {
    if (name !== 'console') return cloud.call(name, event, { openid, ...(group && { group }) })
    return callConsole(await browserOf(openid), event)
  }
  const ask: World['ask'] = async (openid, [name, operation], input, { group, key } = {}) => {
    last = await send(openid, name, { operation, input, ...(key && { key }) }, group)
    if ('error' in last) throw new Error(`${name} failed: ${last.error.message}`)
    return last.result as Answer<never>
  }
  const tell: World['tell'] = async (openid, to, input, options) => {
    const answer = await ask(openid, to, input, options)
    if (answer.ok) return answer.data
    throw new Error(`${to.join(' ')} refused ${answer.error.code}: ${answer.error.message}`)
  }
  return {
    send,
    browser: browserOf,
    ask,
    tell,
    async refusal(openid, to, input, options) {
      const answer = await ask(openid, to, input, options)
      if (!answer.ok) return answer.error
      throw new Error(`${to.join(' ')} was not refused: ${JSON.stringify(answer.data)}`)
    },
    lastCall: () => last,
    inbox: async (openid) =>
      (await tell(openid, ['resident', 'notices.list'], { limit: 50 })).items,
  }
}

function viewsOf({ database, runTimer }: Cloud): Pick<World, 'stored' | 'unit' | 'tick'> {
  return {
    stored(id) {
      const [request] = database.find('requests', { _id: id })
      if (!request) throw new Error(`there is no request ${id}`)
      return request as unknown as StoredRequest
    },
    unit(name) {
      const [unit] = database.find('units', { name })
      if (!unit) throw new Error(`there is no unit ${name}`)
      return unit as unknown as Unit
    },
    async tick() {
      const outcome = await runTimer('every_minute')
      if ('error' in outcome) throw new Error(`the clock failed: ${outcome.error.message}`)
      return outcome.result as Record<string, number>
    },
  }
}
