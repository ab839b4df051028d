import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { StoredRequest } from '../../cloudfunctions/shared/stores/requests'
import { readConfig, startCloud } from '../../emulator'
import { buildFunctions } from '../../scripts/build/functions'
import { paths } from '../../scripts/paths'
import { countersOf, fullCount } from '../numbers/full-count'
import { callProcess, post, startProcess } from './cloud-process'

/** What the cloud has answered with yes. */
interface Acknowledged {
  openid: string
  key: string
  id: string
  isAccepted: boolean
}

let folder: string
beforeAll(async () => {
  await buildFunctions()
})
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jinlin-killed-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** One resident after the other reports something, and the leader accepts it, until the cloud is gone. */
async function work(url: string, lane: number, acknowledged: Acknowledged[]): Promise<void> {
  const grid = String(lane + 31).padStart(2, '0')
  const openid = `resident_luobu_${grid}_1`
  for (let round = 0; ; round++) {
    const key = `lane-${lane}-round-${round}`
    const submit = { operation: 'requests.submit', input: { text: `第 ${round} 件事` }, key }
    const request = await callProcess(url, { function: 'resident', openid, data: submit })
    if (!request) return
    const entry: Acknowledged = { openid, key, id: request.id, isAccepted: false }
    acknowledged.push(entry)
    const accept = { operation: 'requests.accept', input: { id: request.id } }
    const leader = `leader_luobu_${grid}`
    if (!(await callProcess(url, { function: 'handler', openid: leader, data: accept }))) return
    entry.isAccepted = true
  }
}

it('a cloud that is killed in the middle of its work has everything it said yes to', async () => {
  const acknowledged: Acknowledged[] = []
  const running = await startProcess(folder)
  const lanes = Array.from({ length: 8 }, (_, lane) => work(running.url, lane, acknowledged))
  while (acknowledged.length < 60) await new Promise((resolve) => setTimeout(resolve, 10))
  await running.kill()
  await Promise.all(lanes)

  const cloud = await startCloud(readConfig(paths.root), { data: folder, log: () => undefined })
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

it('a clock that is killed in the middle of its sweep hands nothing up twice and loses nothing', async () => {
  const running = await startProcess(folder)
  const data = { operation: 'requests.submit', input: { text: '楼道的灯坏了' } }
  const grids = Array.from({ length: 29 }, (_, index) => String(index + 24))
  const submit = (grid: string) =>
    callProcess(running.url, { function: 'resident', openid: `resident_luobu_${grid}_1`, data })
  for (let round = 0; round < 3; round++) for (const grid of grids) await submit(grid)
  await post(`${running.url}/_emulator/clock`, { advance: 20 * 24 * 3_600_000 })
  const sweep = post(`${running.url}/_emulator/timer`, { name: 'every_minute' })
  await new Promise((resolve) => setTimeout(resolve, 250))
  await running.kill()
  await sweep

  const cloud = await startCloud(readConfig(paths.root), { data: folder, log: () => undefined })
  try {
    cloud.clock.advance(20 * 24 * 3_600_000)
    await Promise.all([cloud.runTimer('every_minute'), cloud.runTimer('every_minute')])
    await cloud.runTimer('every_minute')
    const stored = cloud.database.find('requests') as unknown as StoredRequest[]
    expect(stored).toHaveLength(3 * grids.length)
    for (const { _id, version, history, misses, hasOutbox } of stored) {
      expect(history).toHaveLength(version)
      expect(hasOutbox).toBe(false)
      const hops = history.filter(({ command }) => command === 'pass_deadline')
      expect(hops.length).toBeGreaterThan(0)
      const missed = misses.map(({ unitId, clock }) => `${unitId} ${clock}`)
      expect(new Set(missed).size).toBe(missed.length)
      const told = cloud.database.find('notices', { requestId: _id, kind: 'missed_deadline' })
      const reporters = told.filter(({ userId }) => String(userId).startsWith('resident'))
      expect(reporters).toHaveLength(hops.length)
    }
    expect(countersOf(cloud)).toEqual(fullCount(cloud))
  } finally {
    await cloud.close()
  }
}, 120_000)
