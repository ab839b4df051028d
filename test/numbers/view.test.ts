import type { StaffBulletin } from '../../typings/console'
import { monday, openWorld } from '../scenarios/world'
import type { World } from '../scenarios/world'

const worker = 'worker_luobu_1'
const dispatcher = 'dispatcher_1'
const november = { from: '2026-11-01', to: '2026-11-30' }
const grid = (number: number) => `resident_luobu_${String(number).padStart(2, '0')}_1`

let world: World
beforeAll(async () => {
  world = await openWorld()
  await submitMany()
}, 60_000)
afterAll(() => world?.close())

/** Six in grid 7, one in grid 24, one in 金沙; one of them resolved and rated. */
async function submitMany(): Promise<void> {
  const submit = async (openid: string, topic: 'noise' | 'sanitation') =>
    (await world.tell(openid, ['resident', 'requests.submit'], { text: '有点吵', topic })).id
  const ids: string[] = []
  for (let index = 0; index < 6; index++) ids.push(await submit(grid(7), 'noise'))
  await submit(grid(24), 'sanitation')
  await submit('resident_jinsha_12_1', 'sanitation')
  const id = ids[0] ?? ''
  const done = { id, text: '好了', outcome: 'solved' } as const
  await world.tell('leader_luobu_07', ['handler', 'requests.resolve'], done)
  await world.tell(grid(7), ['resident', 'requests.rate'], { id, solved: true, satisfaction: 5 })
  await world.tick()
}

const get = (openid: string, more: { unitId?: string } = {}) =>
  world.tell(openid, ['console', 'numbers.get'], { ...november, ...more })

it('a community worker sees the community, the district everything', async () => {
  const community = await get(worker)
  expect(community.unit.name).toBe('罗布社区')
  expect(community.totals.amounts).toMatchObject({ submitted: 7, resolved: 1, solved: 1, open: 6 })
  expect(community.totals.rates.resolved_in_grid_rate).toEqual({ part: 1, of: 1 })
  expect(community.totals.rates.response_rate).toEqual({ part: 1, of: 1 })
  const district = await get(dispatcher)
  expect(district.totals.amounts.submitted).toBe(8)
  const below = district.units.filter(({ submitted }) => submitted > 0)
  expect(below.map(({ unit, submitted }) => [unit.name, submitted])).toEqual([
    ['凤岗街道', 1],
    ['虬江街道', 7],
  ])
})

it('breakdowns add up to the whole; the trend has every day', async () => {
  const view = await get(worker)
  for (const rows of [view.topics, view.channels, view.types, view.urgencies])
    expect(rows.reduce((sum, { figures }) => sum + figures.amounts.submitted, 0)).toBe(7)
  expect(view.topics.map(({ key }) => key)).toEqual(['noise', 'sanitation'])
  expect(view.step).toBe('day')
  expect(view.trend).toHaveLength(30)
  expect(view.trend[22]).toMatchObject({
    from: '2026-11-23',
    figures: { amounts: { submitted: 7 } },
  })
  expect(view.before.amounts.submitted).toBe(0)
})

it('micro-grids stand in the order of their names, and say nothing where there is little', async () => {
  const { units } = await get(worker)
  const grids = units.flatMap(({ below }) => below)
  expect(grids.map(({ unit }) => unit.name)).toEqual(
    grids
      .map(({ unit }) => unit.name)
      .toSorted((a, b) => a.localeCompare(b, 'zh-CN', { numeric: true })),
  )
  const of = (name: string) => grids.find(({ unit }) => unit.name === name)
  expect(of('罗布社区 07 微网格')?.figures?.amounts.resolved).toBe(1)
  expect(of('罗布社区 24 微网格')).toMatchObject({ submitted: 1, figures: null })
})

it('a micro-grid has no numbers of its own, a foreign unit none to see', async () => {
  const unitId = world.unit('罗布社区 07 微网格')._id
  const refusal = await world.refusal(worker, ['console', 'numbers.get'], { ...november, unitId })
  expect(refusal.code).toBe('BAD_INPUT')
})

it('the heat map has the hour and the topics', async () => {
  const heat = await world.tell(dispatcher, ['console', 'numbers.heat'], november)
  expect(heat.hours[0]?.[9]).toBe(8)
  expect(heat.hours.flat().reduce((a, b) => a + b, 0)).toBe(8)
  expect(heat.units).toMatchObject([
    { unit: { name: '凤岗街道' }, topics: { sanitation: 1 } },
    { unit: { name: '虬江街道' }, topics: { noise: 6, sanitation: 1 } },
  ])
})

it('costs two calls, whatever the number of requests', async () => {
  await get(worker)
  expect(world.lastCall().explain.calls).toBe(2)
  await world.tell(worker, ['console', 'numbers.heat'], november)
  expect(world.lastCall().explain.calls).toBe(2)
})

it.each([[{ from: '2026-11-30', to: '2026-11-01' }], [{ from: '2024-01-01', to: '2026-11-01' }]])(
  'refuses %j',
  async (period) => {
    const refusal = await world.refusal(worker, ['console', 'numbers.get'], period)
    expect(refusal.code).toBe('BAD_INPUT')
  },
)

describe('notices to units', () => {
  const hour = 3_600_000
  const iso = (at: number) => new Date(at).toISOString()
  const draft = (more: object = {}) => ({
    title: '明天上午停水',
    text: '明天 9 点到 12 点检修管道，请提前存水。',
    from: iso(monday),
    until: iso(monday + 48 * hour),
    unitIds: [world.unit('罗布社区')._id],
    audience: 'everybody' as const,
    ...more,
  })
  const save = (openid: string, more: object = {}): Promise<StaffBulletin> =>
    world.tell(openid, ['console', 'bulletins.save'], draft(more))
  const board = async (openid: string) =>
    (await world.tell(openid, ['resident', 'bulletins.list'], {})).items.map(({ title }) => title)
  const read = (openid: string, id: string) =>
    world.tell(openid, ['resident', 'bulletins.read'], { id })

  beforeEach(async () => {
    world.cloud.clock.set(monday + hour)
    for (const name of ['bulletins', 'readings']) await world.cloud.database.remove(name)
  })

  it('reaches everybody below, on the first screen and in the list, and nobody else', async () => {
    await save(worker)
    expect(await board(grid(7))).toEqual(['明天上午停水'])
    expect(await board('leader_luobu_07')).toEqual(['明天上午停水'])
    expect(await board('resident_jinsha_12_1')).toEqual([])
    expect(await board('stranger')).toEqual([])
    const home = await world.tell(grid(7), ['resident', 'home.get'], {})
    expect(home.bulletin).toMatchObject({ title: '明天上午停水', from: { name: '罗布社区' } })
    const calls = world.lastCall().explain.calls
    await world.tell('resident_jinsha_12_1', ['resident', 'home.get'], {})
    expect(world.lastCall().explain.calls).toBe(calls)
    const other = await world.tell('resident_jinsha_12_1', ['resident', 'home.get'], {})
    expect(other.bulletin).toBeNull()
  })

  it('for people with an appointment only, residents see nothing of it', async () => {
    const { id } = await save(worker, { audience: 'appointed' })
    expect(await board('leader_luobu_07')).toEqual(['明天上午停水'])
    expect(await board(grid(7))).toEqual([])
    const refusal = await world.refusal(grid(7), ['resident', 'bulletins.read'], { id })
    expect(refusal.code).toBe('NOT_FOUND')
  })

  it('counts each reader once, with one write, and no reader waits for another', async () => {
    const { id } = await save(worker)
    const readers = Array.from({ length: 20 }, (_, index) => grid(index + 24))
    await Promise.all([...readers, ...readers].map((openid) => read(openid, id)))
    const [first] = (await world.tell(worker, ['console', 'bulletins.list'], {})).items
    expect(first).toMatchObject({ id, readers: 20, state: 'shown' })
    expect(world.lastCall().explain.calls).toBe(2)
    await read(grid(7), id)
    expect(world.lastCall().explain.calls).toBe(2)
    const seen = await world.tell(grid(7), ['resident', 'bulletins.list'], {})
    expect(seen.items).toMatchObject([{ isRead: true }])
    expect(world.lastCall().explain.calls).toBe(2)
  })

  it('appears when its time comes and goes when it is over, with its readers counted', async () => {
    const { id, state } = await save(worker, {
      from: iso(monday + 2 * hour),
      until: iso(monday + 4 * hour),
    })
    expect(state).toBe('scheduled')
    expect(await board(grid(7))).toEqual([])
    world.cloud.clock.set(monday + 2 * hour + 1000)
    await world.tick()
    expect(await board(grid(7))).toEqual(['明天上午停水'])
    await read(grid(7), id)
    world.cloud.clock.set(monday + 4 * hour)
    expect(await board(grid(7))).toEqual([])
    await world.tick()
    expect(world.cloud.database.find('bulletins', { _id: id })[0]).toMatchObject({
      readers: 1,
      shownTo: [],
      dueAt: null,
    })
  })

  it('withdrawn, nobody sees it any more; nothing of it can be changed', async () => {
    const { id, version } = await save(worker)
    const gone = await world.tell(worker, ['console', 'bulletins.withdraw'], { id, version })
    expect(gone).toMatchObject({ state: 'withdrawn', withdrawn: { label: expect.any(String) } })
    expect(await board(grid(7))).toEqual([])
    const again = { ...draft(), id, version: gone.version }
    expect((await world.refusal(worker, ['console', 'bulletins.save'], again)).code).toBe(
      'WRONG_STATE',
    )
  })

  it('two who change it at once: the second is told; a retried call writes it once', async () => {
    const { id, version } = await save(worker)
    const change = { ...draft({ title: '停水改到后天' }), id, version }
    await world.tell(worker, ['console', 'bulletins.save'], change)
    expect((await world.refusal(worker, ['console', 'bulletins.save'], change)).code).toBe(
      'CONFLICT',
    )
    expect(await board(grid(7))).toEqual(['停水改到后天'])
    const key = 'bulletin-key-1'
    const one = await world.tell(worker, ['console', 'bulletins.save'], draft(), { key })
    const two = await world.tell(worker, ['console', 'bulletins.save'], draft(), { key })
    expect(two.id).toBe(one.id)
  })

  it.each([
    ['words WeChat advises against', { text: '违规示例' }, 'BAD_INPUT'],
    ['an end before the beginning', { until: '2026-11-20T00:00:00Z' }, 'BAD_INPUT'],
    ['more than a year', { until: '2028-11-20T00:00:00Z' }, 'BAD_INPUT'],
    ['a unit that is not there', { unitIds: ['nowhere'] }, 'BAD_INPUT'],
  ])('refuses %s', async (_, more, code) => {
    // WeChat checks words only of somebody who was in the mini program lately.
    await world.tell(worker, ['resident', 'home.get'], {})
    const input = draft(more)
    expect((await world.refusal(worker, ['console', 'bulletins.save'], input)).code).toBe(code)
  })

  it('the district sees what communities write; a community not what others do', async () => {
    await save(worker)
    const of = async (openid: string) =>
      (await world.tell(openid, ['console', 'bulletins.list'], {})).items.length
    expect(await of(dispatcher)).toBe(1)
    expect(await of('worker_jinsha_1')).toBe(0)
  })
})
