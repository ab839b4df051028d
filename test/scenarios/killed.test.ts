import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { StoredRequest } from '../../cloudfunctions/shared/stores/requests'
import { readConfig, startCloud } from '../../emulator'
import { buildFunctions } from '../../scripts/build/functions'
import { paths } from '../../scripts/paths'
import type { Answer, RequestView } from '../../typings/api'

/** What the cloud has answered with yes. */
interface Acknowledged {
  openid: string
  key: string
  id: string
  isAccepted: boolean
}

const data = mkdtempSync(join(tmpdir(), 'jinlin-killed-'))
beforeAll(async () => {
  await buildFunctions()
})
afterAll(() => rmSync(data, { recursive: true, force: true }))

async function serve(): Promise<{ url: string; kill: () => Promise<void> }> {
  const program = join(import.meta.dirname, 'cloud-process.ts')
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

type Call = Record<'function' | 'openid', string> & { data: object }

/** The answer's data; null when the cloud is gone. */
async function call(url: string, body: Call): Promise<RequestView | null> {
  try {
    const answer = await fetch(`${url}/_emulator/call`, {
      method: 'POST',
      body: JSON.stringify(body),
    })
    const { result } = (await answer.json()) as { result?: Answer<RequestView> }
    return result?.ok ? result.data : null
  } catch {
    return null
  }
}

/** One resident after the other reports something, and the leader accepts it, until the cloud is gone. */
async function work(url: string, lane: number, acknowledged: Acknowledged[]): Promise<void> {
  const grid = String(lane + 31).padStart(2, '0')
  const openid = `resident_luobu_${grid}_1`
  for (let round = 0; ; round++) {
    const key = `lane-${lane}-round-${round}`
    const submit = { operation: 'requests.submit', input: { text: `第 ${round} 件事` }, key }
    const request = await call(url, { function: 'resident', openid, data: submit })
    if (!request) return
    const entry: Acknowledged = { openid, key, id: request.id, isAccepted: false }
    acknowledged.push(entry)
    const accept = { operation: 'requests.accept', input: { id: request.id } }
    const leader = `leader_luobu_${grid}`
    if (!(await call(url, { function: 'handler', openid: leader, data: accept }))) return
    entry.isAccepted = true
  }
}

it('a cloud that is killed in the middle of its work has everything it said yes to', async () => {
  const acknowledged: Acknowledged[] = []
  const running = await serve()
  const lanes = Array.from({ length: 8 }, (_, lane) => work(running.url, lane, acknowledged))
  while (acknowledged.length < 60) await new Promise((resolve) => setTimeout(resolve, 10))
  await running.kill()
  await Promise.all(lanes)

  const cloud = await startCloud(readConfig(paths.root), { data, log: () => undefined })
  try {
    const stored = cloud.database.find('requests') as unknown as StoredRequest[]
    const byId = new Map(stored.map((request) => [request._id, request]))
    for (const { id, isAccepted } of acknowledged)
      expect(byId.get(id)?.version).toBeGreaterThanOrEqual(isAccepted ? 2 : 1)
    for (const request of stored) {
      expect(request.history).toHaveLength(request.version)
      expect(request.hasOutbox).toBe(request.outbox.length > 0)
    }

    const first = acknowledged[0] as Acknowledged
    const input = { operation: 'requests.submit', input: { text: '第 0 件事' }, key: first.key }
    const again = await cloud.call('resident', input, { openid: first.openid })
    expect(again).toMatchObject({ result: { ok: true, data: { id: first.id, version: 1 } } })
    expect(cloud.database.count('requests')).toBe(stored.length)

    await Promise.all([cloud.runTimer('every_minute'), cloud.runTimer('every_minute')])
    expect(cloud.database.count('requests', { hasOutbox: true })).toBe(0)
    for (const { _id, handler } of stored) {
      const told = cloud.database.find('notices', { requestId: _id, userId: handler?.userId })
      expect(told.map(({ kind }) => kind)).toEqual(['new_work'])
    }
  } finally {
    await cloud.close()
  }
}, 120_000)
