import cloudbase from '@cloudbase/node-sdk'
import { countRequests } from '../../cloudfunctions/clock/count'
import { startTick } from '../../cloudfunctions/clock/tick'
import type { Tick } from '../../cloudfunctions/clock/tick'
import type { Counter } from '../../cloudfunctions/shared/stores/counters'
import { databaseOf } from '../../cloudfunctions/shared/sdk/node'
import type { Ledger } from '../../cloudfunctions/shared/stores/ledger'
import type { StoredRequest } from '../../cloudfunctions/shared/stores/requests'
import { localTarget } from '../../scripts/local/target'
import { liveThrough } from '../core/numbers/lives'
import { failing, random } from '../scenarios/failing'
import { countersOf, fullCount } from './full-count'
import { monday, openWorld } from '../scenarios/world'
import type { World } from '../scenarios/world'

let world: World
let tick: Tick
beforeAll(async () => {
  world = await openWorld()
  const database = databaseOf(cloudbase.init({ timeout: 30_000, ...localTarget(world.cloud.url) }))
  const checker = { check: () => Promise.resolve([]) }
  const sent = () => Promise.resolve({ code: 0, text: '' })
  const messenger = { send: sent, update: sent }
  tick = { ...(await startTick({ database, messenger, checker }, 60_000)), hasTime: () => true }
}, 60_000)
afterAll(() => world?.close())
beforeEach(async () => {
  for (const name of ['requests', 'counters', 'ledgers']) await world.cloud.database.remove(name)
  world.cloud.clock.set(monday)
})

const stored = () => world.cloud.database.find('requests') as unknown as StoredRequest[]
const counters = () => world.cloud.database.find('counters') as unknown as Counter[]
const counted = () => countersOf(world.cloud)
const recounted = (versionOf: (request: StoredRequest) => number) =>
  fullCount(world.cloud, versionOf)
const ledger = () => world.cloud.database.find('ledgers')[0] as unknown as Ledger

/** Requests with random lives, all of them still to be counted; each life is let on step by step. */
async function insertLives(count: number, seed: number): Promise<StoredRequest[][]> {
  const next = random(seed)
  const lives = Array.from({ length: count }, (_, index) => {
    const turns = Array.from({ length: 12 }, () => ({
      who: Math.floor(next() * 200),
      what: Math.floor(next() * 200),
      wait: next() * 20,
    }))
    const id = `life-${index}`
    const versions = liveThrough(turns, id, monday - Math.floor(next() * 3) * 86_400_000)
    const more = { number: String(index).padStart(8, '0'), outbox: [], hasOutbox: false }
    const found = { facets: [], words: [], amberAt: null, redAt: null }
    const keys = { queueKey: id, listKey: id, countAt: 1, countedVersion: 0, ...found }
    return versions.map((version) => ({ ...version, ...more, ...keys }))
  })
  await world.cloud.database.insertMany(
    'requests',
    lives.map(([first]) => first as object) as never,
  )
  return lives
}

/** Lets every request live on to a later version, as actions do. */
async function liveOn(lives: StoredRequest[][], next: () => number): Promise<void> {
  for (const versions of lives) {
    const now = world.stored(versions[0]?._id ?? '')
    const later = versions[Math.min(versions.length, now.version + Math.floor(next() * 4)) - 1]
    if (!later || later.version <= now.version) continue
    const { _id, countedVersion, countAt, ...fields } = later
    const set = { ...fields, countAt: 1 }
    await world.cloud.database.update('requests', { _id }, { $set: set })
  }
}

it('an action marks the request; the clock counts it a minute later, at every level', async () => {
  const submit = ['resident', 'requests.submit'] as ['resident', 'requests.submit']
  const draft = { text: '小区门口堆了旧家具。', topic: 'sanitation' } as const
  const { id } = await world.tell('resident_luobu_07_1', submit, draft)
  expect(world.stored(id)).toMatchObject({ countAt: expect.any(Number), countedVersion: 0 })
  await world.tick()
  expect(world.stored(id)).toMatchObject({ countAt: null, countedVersion: 1 })
  const { originPath } = world.stored(id)
  expect(
    counters()
      .map(({ unitId }) => unitId)
      .sort(),
  ).toEqual(
    originPath
      .slice(0, 3)
      .map((unit) => unit.id)
      .sort(),
  )
  const done = { id, text: '拉走了', outcome: 'solved' } as const
  await world.tell('leader_luobu_07', ['handler', 'requests.resolve'], done)
  await world.tick()
  for (const { sums } of counters())
    expect(sums).toMatchObject({ all: { submitted: 1, open: 0, resolved: 1 }, hours: { 9: 1 } })
  expect(counted()).toEqual(recounted(({ version }) => version))
})

it('a word that changes no number leaves the request counted', async () => {
  const submit = ['resident', 'requests.submit'] as ['resident', 'requests.submit']
  const { id } = await world.tell('resident_luobu_07_1', submit, { text: '灯坏了' })
  await world.tick()
  await world.tell('resident_luobu_07_1', ['resident', 'requests.urge'], { id })
  expect(world.stored(id)).toMatchObject({ version: 2, countAt: null, countedVersion: 1 })
})

it('counts a batch with a few writes, however many requests', async () => {
  await insertLives(150, 1)
  let writes = 0
  const database = {
    ...tick.database,
    update: (...call: Parameters<typeof tick.database.update>) => {
      writes++
      return tick.database.update(...call)
    },
    insert: (...call: Parameters<typeof tick.database.insert>) => {
      writes++
      return tick.database.insert(...call)
    },
  }
  expect(await countRequests({ ...tick, database, now: monday })).toBe(150)
  expect(writes).toBeLessThan(30)
  expect(counted()).toEqual(recounted(({ version }) => version))
})

it.each([1])('counts once with a database that fails now and then (seed %i)', async (seed) => {
  const quiet = jest.spyOn(console, 'error').mockImplementation(() => undefined)
  const next = random(seed)
  const lives = await insertLives(10, seed)
  const unreliable = { ...tick, now: monday, database: failing(tick.database, next, 0.15) }
  for (let run = 0; run < 9; run++) {
    await countRequests(unreliable).catch(() => 0)
    if (run % 3 === 2) await liveOn(lives, next)
  }
  quiet.mockRestore()
  expect(ledger().seq).toBeGreaterThan(1)
  await countRequests({ ...tick, now: monday })
  expect(ledger()).toMatchObject({ isPending: false, batch: null })
  expect(
    stored().every(
      ({ countAt, version, countedVersion }) => countAt === null && version === countedVersion,
    ),
  ).toBe(true)
  expect(counted()).toEqual(recounted(({ version }) => version))
})

it('three clocks at once, while people act, count everything once', async () => {
  const next = random(9)
  const lives = await insertLives(20, 9)
  for (let round = 0; round < 3; round++) {
    const run = () => countRequests({ ...tick, now: monday })
    await Promise.all([run(), run(), liveOn(lives, next), run()])
    expect(counted()).toEqual(recounted(({ countedVersion }) => countedVersion))
  }
  await countRequests({ ...tick, now: monday })
  expect(counted()).toEqual(recounted(({ version }) => version))
})

it('a request that cannot be counted holds up no other', async () => {
  const quiet = jest.spyOn(console, 'error').mockImplementation(() => undefined)
  await insertLives(3, 4)
  await world.cloud.database.update('requests', { _id: 'life-1' }, { $unset: { originPath: 1 } })
  expect(await countRequests({ ...tick, now: monday })).toBe(2)
  quiet.mockRestore()
  const put = stored().find(({ _id }) => _id === 'life-1')
  expect(put?.countAt).toBe(monday + 86_400_000)
})
