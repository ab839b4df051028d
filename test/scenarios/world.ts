import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chinaDay } from '../../core/calendar'
import { readConfig, startCloud } from '../../emulator'
import type { CallOutcome, Cloud } from '../../emulator'
import { buildFunctions } from '../../scripts/build/functions'
import { localTarget } from '../../scripts/local/target'
import { paths } from '../../scripts/paths'
import { loadPlace } from '../../scripts/place/load'
import { shaxian } from '../../scripts/place/shaxian'
import type { Answer, FunctionName, Input, Operation, Output } from '../../typings/api'

export interface CallOptions {
  group?: string
  key?: string
}

/** A local cloud with the place loaded, in a folder of its own. */
export interface World {
  cloud: Cloud
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
  /** What the last call cost. */
  lastCall(): CallOutcome
  close(): Promise<void>
}

/** A Monday morning with no holiday near, so that working time is easy to read. */
export const monday = Date.parse('2026-11-23T09:00:00+08:00')

export async function openWorld(at: number = monday): Promise<World> {
  await buildFunctions()
  const data = mkdtempSync(join(tmpdir(), 'jinlin-'))
  const cloud = await startCloud(readConfig(paths.root), { data })
  cloud.clock.set(at)
  await loadPlace(localTarget(cloud.url), shaxian(chinaDay(at)))
  let last: CallOutcome
  const ask: World['ask'] = async (openid, [name, operation], input, { group, key } = {}) => {
    const event = { operation, input, ...(key && { key }) }
    last = await cloud.call(name, event, { openid, ...(group && { group }) })
    if ('error' in last) throw new Error(`${name} failed: ${last.error.message}`)
    return last.result as Answer<never>
  }
  return {
    cloud,
    ask,
    async tell(openid, to, input, options) {
      const answer = await ask(openid, to, input, options)
      if (answer.ok) return answer.data
      throw new Error(`${to.join(' ')} refused ${answer.error.code}: ${answer.error.message}`)
    },
    lastCall: () => last,
    async close() {
      await cloud.close()
      rmSync(data, { recursive: true, force: true })
    },
  }
}
