import cloudbase from '@cloudbase/node-sdk'
import { recountDay } from '../../cloudfunctions/shared/numbers/recount'
import { databaseOf } from '../../cloudfunctions/shared/sdk/node'
import type { JobView } from '../../typings/console'
import { localTarget } from '../../scripts/local/target'
import { monday, openWorld } from '../scenarios/world'
import type { World } from '../scenarios/world'
import { countersOf, fullCount } from './full-count'

const worker = 'worker_luobu_1'
const dispatcher = 'dispatcher_1'
const today = { from: '2026-11-23', to: '2026-11-23' }

let world: World
beforeAll(async () => {
  world = await openWorld()
  const submit = ['resident', 'requests.submit'] as ['resident', 'requests.submit']
  for (let index = 24; index < 32; index++)
    await world.tell(`resident_luobu_${index}_1`, submit, {
      text: index === 24 ? '=HYPERLINK("http://x")' : `第 ${index} 盏灯坏了`,
      contact: { name: '王阿姨', phone: '13800001234' },
      isAnonymous: index === 25,
    })
  await world.tell('resident_jinsha_12_1', submit, { text: '别的社区的事' })
  await world.tick()
}, 60_000)
afterAll(() => world?.close())

async function ended(openid: string, job: JobView): Promise<JobView> {
  for (let looks = 0; looks < 40; looks++) {
    const seen = await world.tell(openid, ['console', 'jobs.get'], { id: job.id })
    if (seen.state !== 'running') return seen
  }
  throw new Error('the job does not end')
}

const rebuild = async () =>
  ended(dispatcher, await world.tell(dispatcher, ['console', 'numbers.rebuild'], today))

describe('counting again', () => {
  it('finds nothing where the counters are right', async () => {
    const { state, result } = await rebuild()
    expect(state).toBe('done')
    expect(result).toMatchObject({ days: 1, requests: 9, differing: 0 })
  })

  it('puts right what was spoiled, lost or made up', async () => {
    const { database } = world.cloud
    const district = world.unit('沙县区')._id
    const [first] = database.find('counters', { unitId: district })
    await database.update('counters', { _id: first?._id }, { $set: { 'sums.all.submitted': 99 } })
    await database.remove('counters', { unitId: world.unit('罗布社区')._id })
    const madeUp = { _id: '2026-11-23:nowhere', day: '2026-11-23', unitId: 'nowhere', seq: 1 }
    await database.insertMany('counters', [{ ...madeUp, sums: { all: { submitted: 5 } } }])
    expect(countersOf(world.cloud)).not.toEqual(fullCount(world.cloud))
    expect((await rebuild()).result).toMatchObject({ differing: 3 })
    expect(countersOf(world.cloud)).toEqual(fullCount(world.cloud))
    expect((await rebuild()).result).toMatchObject({ differing: 0 })
  })

  it('goes on counting afterwards, and counts nothing while it looks', async () => {
    const target = localTarget(world.cloud.url)
    const database = databaseOf(cloudbase.init({ timeout: 30_000, ...target }))
    const day = { day: '2026-11-23', districtId: world.unit('沙县区')._id, now: () => monday }
    const id = (
      await world.tell('resident_luobu_40_1', ['resident', 'requests.submit'], { text: '又一件' })
    ).id
    await Promise.all([recountDay(database, day), world.tick(), recountDay(database, day)])
    world.cloud.clock.advance(120_000)
    await world.tick()
    expect(world.stored(id)).toMatchObject({ countAt: null, countedVersion: 1 })
    expect(countersOf(world.cloud)).toEqual(fullCount(world.cloud))
  })

  it('takes in requests from before there were counters', async () => {
    const { database } = world.cloud
    const [request] = database.find('requests', { text: '第 30 盏灯坏了' })
    const set = { $unset: { countedVersion: 1, countAt: 1 } }
    await database.update('requests', { _id: request?._id }, set)
    expect((await rebuild()).result).not.toMatchObject({ differing: 0 })
    await world.tick()
    expect(countersOf(world.cloud)).toEqual(fullCount(world.cloud))
  })
})

describe('a file of requests', () => {
  const rowsOf = async (openid: string, job: JobView) =>
    (await world.tell(openid, ['console', 'numbers.rows'], { id: job.id })).items

  it('has those of the own place, masked, and is logged with its first piece', async () => {
    const job = await world.tell(worker, ['console', 'numbers.export'], today)
    expect(await ended(worker, job)).toMatchObject({ state: 'done', done: 9, total: 9 })
    const rows = await rowsOf(worker, job)
    expect(rows).toHaveLength(9)
    expect(rows.map(({ text }) => text)).not.toContain('别的社区的事')
    expect(rows.find(({ text }) => text.includes('29'))?.reporter).toBe('王**')
    expect(rows.find(({ text }) => text.includes('25'))?.reporter).toBe('')
    expect(JSON.stringify(rows)).not.toMatch(/13800001234|王阿姨/)
    const logged = world.cloud.database.find('audits', { action: 'numbers.export' })
    expect(logged).toHaveLength(1)
  })

  it('a retried start begins one job; others do not find it', async () => {
    const start = () =>
      world.tell(worker, ['console', 'numbers.export'], today, { key: 'export-key-1' })
    const [one, two] = [await start(), await start()]
    expect(two.id).toBe(one.id)
    const refusal = await world.refusal(dispatcher, ['console', 'numbers.rows'], { id: one.id })
    expect(refusal.code).toBe('NOT_FOUND')
  })

  it('left alone, the clock goes on with it; cancelled, nobody does', async () => {
    const job = await world.tell(worker, ['console', 'numbers.export'], today)
    world.cloud.clock.advance(120_000)
    await world.tick()
    expect((await world.tell(worker, ['console', 'jobs.get'], { id: job.id })).state).toBe('done')
    const other = await world.tell(worker, ['console', 'numbers.export'], today)
    await world.tell(worker, ['console', 'jobs.cancel'], { id: other.id })
    const refusal = await world.refusal(worker, ['console', 'numbers.rows'], { id: other.id })
    expect(refusal.code).toBe('NOT_FOUND')
  })
})
