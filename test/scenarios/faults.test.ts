import cloudbase from '@cloudbase/node-sdk'
import { deliverOutboxes } from '../../cloudfunctions/clock/deliver'
import { sweepDue } from '../../cloudfunctions/clock/sweep'
import { createTeamLoads } from '../../cloudfunctions/clock/team-loads'
import { startTick } from '../../cloudfunctions/clock/tick'
import { databaseOf } from '../../cloudfunctions/shared/sdk/node'
import { localTarget } from '../../scripts/local/target'
import { failing, random } from './failing'
import { monday, openWorld } from './world'
import type { World } from './world'

const count = 30

let world: World
let ids: string[]
beforeAll(async () => {
  world = await openWorld()
}, 60_000)
afterAll(() => world?.close())

/** So many requests of as many grids, all past the time to accept them. */
beforeEach(async () => {
  world.cloud.clock.set(monday)
  await world.cloud.database.remove('requests')
  await world.cloud.database.remove('notices')
  const submit = ['resident', 'requests.submit'] as ['resident', 'requests.submit']
  const openid = (index: number) => `resident_luobu_${String(index + 24).padStart(2, '0')}_1`
  ids = []
  for (let index = 0; index < count; index++)
    ids.push((await world.tell(openid(index), submit, { text: `第 ${index} 盏灯坏了` })).id)
  await world.idle()
  await world.tick()
  world.cloud.clock.set(Date.parse('2026-11-23T15:45:00+08:00'))
})

/** Each was handed up once, counted once against its grid, and everybody heard of it once. */
function expectHandedUpOnce(): void {
  for (const id of ids) {
    const { version, history, misses, unit, reporterId, hasOutbox } = world.stored(id)
    expect(history.map(({ command }) => command)).toEqual(['submit', 'pass_deadline'])
    expect({ version, level: unit.kind, hasOutbox }).toEqual({
      version: 2,
      level: 'area',
      hasOutbox: false,
    })
    expect(misses).toHaveLength(1)
    const told = world.cloud.database.find('notices', { requestId: id, kind: 'missed_deadline' })
    const people = told.map(({ userId }) => userId)
    expect(people).toHaveLength(3)
    expect(new Set(people).size).toBe(3)
    expect(people).toContain(reporterId)
  }
}

it('three clocks at once hand each request up once', async () => {
  await Promise.all([world.tick(), world.tick(), world.tick()])
  await world.tick()
  expectHandedUpOnce()
})

it('people act while the clock runs: whoever is first counts, nothing is done twice', async () => {
  const accepting = ids.map((id) => {
    const leader = world.stored(id).handler?.userId ?? ''
    return world.ask(leader, ['handler', 'requests.accept'], { id })
  })
  await Promise.all([world.tick(), world.tick(), ...accepting])
  await world.idle()
  await world.tick()
  for (const id of ids) {
    const { version, history, misses } = world.stored(id)
    expect(history).toHaveLength(version)
    expect(history.filter(({ command }) => command === 'pass_deadline').length).toBeLessThan(2)
    expect(misses).toHaveLength(1)
  }
})

it.each([1, 2, 3])(
  'a database that fails half of the calls (seed %i)',
  async (seed) => {
    const quiet = jest.spyOn(console, 'error').mockImplementation(() => undefined)
    const target = localTarget(world.cloud.url)
    const reliable = databaseOf(cloudbase.init({ timeout: 30_000, ...target }))
    const database = failing(reliable, random(seed))
    const sent = () => Promise.resolve({ code: 0, text: '' })
    const messenger = { send: sent, update: sent }
    const checker = { check: () => Promise.resolve([]) }
    const now = world.cloud.clock.now()
    const settings = await startTick({ database: reliable, messenger, checker }, 60_000)
    for (let run = 0; run < 6; run++) {
      const tick = { ...settings, now, database, loads: createTeamLoads(database, now) }
      await sweepDue(tick).catch(() => 0)
      await deliverOutboxes(tick).catch(() => 0)
    }
    quiet.mockRestore()
    expect(ids.some((id) => world.stored(id).version === 2)).toBe(true)
    await world.tick()
    expectHandedUpOnce()
  },
  60_000,
)
