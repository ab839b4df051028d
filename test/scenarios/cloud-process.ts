import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { chinaDay } from '../../core/calendar'
import { readConfig, startCloud } from '../../emulator'
import { localTarget } from '../../scripts/local/target'
import { paths } from '../../scripts/paths'
import { loadPlace } from '../../scripts/place/load'
import { shaxian } from '../../scripts/place/shaxian'
import type { Answer, RequestView } from '../../typings/api'

/** A cloud in a process of its own, so that it can be killed. */
export interface CloudProcess {
  url: string
  kill(): Promise<void>
}

/** Starts one on a data folder, with the place loaded. */
export async function startProcess(data: string): Promise<CloudProcess> {
  const program = join(paths.root, 'test/scenarios/cloud-process.ts')
  const child = spawn(process.execPath, ['--import', 'tsx', program, data], {
    cwd: paths.root,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<void>((resolve) => child.on('exit', () => resolve()))
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => resolve(chunk.toString().trim()))
    child.on('exit', () => reject(new Error('the cloud did not start')))
  })
  return {
    url,
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}

/** A POST to it; null when it is gone. */
export async function post(url: string, body: object): Promise<unknown> {
  try {
    const answer = await fetch(url, { method: 'POST', body: JSON.stringify(body) })
    return await answer.json()
  } catch {
    return null
  }
}

/** A call of a function; the request it answers with, null when the cloud is gone. */
export async function callProcess(
  url: string,
  call: { function: string; openid: string; data: object },
): Promise<RequestView | null> {
  const outcome = (await post(`${url}/_emulator/call`, call)) as {
    result?: Answer<RequestView>
  } | null
  return outcome?.result?.ok ? outcome.result.data : null
}

async function serve(data: string): Promise<void> {
  const cloud = await startCloud(readConfig(paths.root), { data, log: () => undefined })
  await loadPlace(localTarget(cloud.url), shaxian(chinaDay(cloud.clock.now())))
  process.stdout.write(`${cloud.url}\n`)
}

const [, program, data] = process.argv
if (program?.endsWith('cloud-process.ts') && data) void serve(data)
