import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../../..')
const startTime = 90_000

/** What `npm start` serves, on a free port and a data folder of its own. */
export interface RunningApp {
  url: string
  stop(): Promise<void>
}

export async function startApp(): Promise<RunningApp> {
  const data = mkdtempSync(join(tmpdir(), 'browser-tests-'))
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/start.ts', '--port', '0'], {
    cwd: root,
    env: { ...process.env, LOCAL_DATA: data },
  })
  const url = await addressOf(child)
  return {
    url,
    async stop() {
      await ended(child)
      rmSync(data, { recursive: true, force: true })
    },
  }
}

/** The address the child prints; what it printed instead, when it ends before that. */
function addressOf(child: ChildProcess): Promise<string> {
  let printed = ''
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`${why}\n${printed}`))
    const timer = setTimeout(() => fail('npm start printed no address'), startTime)
    const read = (chunk: Buffer) => {
      printed += chunk.toString()
      const address = /http:\/\/[\d.]+:\d+\//u.exec(printed)
      if (!address) return
      clearTimeout(timer)
      resolve(address[0])
    }
    child.stdout?.on('data', read)
    child.stderr?.on('data', read)
    child.once('exit', (code) => fail(`npm start ended with ${code}`))
  })
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })
}
