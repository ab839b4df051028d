import { monday, openWorld } from '../scenarios/world'
import type { World } from '../scenarios/world'
import { dispatcher, luobu, otherWorker, worker } from './desk'

let world: World
beforeAll(async () => {
  world = await openWorld()
}, 60_000)
afterAll(() => world?.close())
beforeEach(() => world.cloud.clock.set(monday))

const idOf = (name: string) => world.unit(name)._id
const get = (openid: string, id: string) => world.tell(openid, ['console', 'units.get'], { id })

test('a vacant grid gets a leader: put down, given a code, taken up in the mini program', async () => {
  const grid = idOf('城西社区 20 微网格')
  const boss = 'worker_chengxi_1'
  const ended = (await get(boss, grid)).people[0]
  await world.tell(boss, ['console', 'appointments.end'], {
    ...{ id: grid, version: 1, personId: ended?.id ?? '' },
  })
  const vacancies = await world.tell(boss, ['console', 'units.vacancies'], { limit: 50 })
  expect(vacancies.items.map(({ id }) => id)).toContain(grid)

  const saved = await world.tell(boss, ['console', 'appointments.save'], {
    ...{ id: grid, version: 2, label: '王阿姨', phone: '138 0000 1234' },
  })
  const person = saved.people.find(({ state }) => state === 'invited')
  expect(person).toMatchObject({ label: '王阿姨', phone: '138****1234', codeUntil: null })
  const { code, unit } = await world.tell(boss, ['console', 'appointments.invite'], {
    ...{ id: grid, version: 3, personId: person?.id ?? '' },
  })
  expect(JSON.stringify(world.cloud.database.snapshot())).not.toContain(code)
  expect(unit.people.filter(({ state }) => state === 'current')).toEqual([])

  const newcomer = 'resident_chengxi_20_1'
  const spoken = `${code.slice(0, 5).toLowerCase()} ${code.slice(5)}`
  expect(
    await world.tell(newcomer, ['resident', 'appointments.look'], { code: spoken }),
  ).toMatchObject({ label: '王阿姨', unit: { id: grid }, role: 'micro_grid_leader' })
  const claim = () => world.tell(newcomer, ['resident', 'appointments.claim'], { code: spoken })
  expect(await claim()).toMatchObject({ appointments: [{ label: '王阿姨' }] })
  expect(await claim()).toMatchObject({ appointments: [{ label: '王阿姨' }] })
  expect(
    await world.refusal('resident_chengxi_20_2', ['resident', 'appointments.claim'], { code }),
  ).toMatchObject({ code: 'NOT_FOUND' })

  const { handler } = world.stored(
    (await world.tell('resident_chengxi_20_2', ['resident', 'requests.submit'], { text: '灯坏了' }))
      .id,
  )
  expect(handler).toEqual({ userId: newcomer, label: '王阿姨' })
  const after = await world.tell(boss, ['console', 'units.vacancies'], { limit: 50 })
  expect(after.items.map(({ id }) => id)).not.toContain(grid)
})

test('a code works for two weeks, and a new one makes the old one worthless', async () => {
  const grid = idOf('金沙社区 30 微网格')
  const boss = 'worker_jinsha_1'
  const { people } = await world.tell(boss, ['console', 'appointments.save'], {
    ...{ id: grid, version: 1, label: '老李' },
  })
  const personId = people.find(({ state }) => state === 'invited')?.id ?? ''
  const invite = (version: number) =>
    world.tell(boss, ['console', 'appointments.invite'], { id: grid, version, personId })
  const first = await invite(2)
  const second = await invite(3)
  const claim = (code: string) =>
    world.refusal('resident_jinsha_30_1', ['resident', 'appointments.claim'], { code })
  expect(await claim(first.code)).toMatchObject({ code: 'NOT_FOUND' })
  world.cloud.clock.advance(14 * 24 * 3_600_000)
  expect(await claim(second.code)).toMatchObject({ code: 'TOO_LATE' })
})

test('two of the staff change the same unit: the second is told, and nothing is overwritten', async () => {
  const grid = idOf('罗布社区 09 微网格')
  const read = await get(worker, grid)
  await world.tell(otherWorker, ['console', 'units.save'], {
    ...{ id: grid, version: read.version, places: ['桂花园'] },
  })
  for (const [operation, input] of [
    ['units.save', { name: '新名字' }],
    ['appointments.save', { label: '又一位' }],
    ['units.remove', {}],
  ] as const)
    expect(
      await world.refusal(worker, ['console', operation], {
        ...{ id: grid, version: read.version },
        ...input,
      } as never),
    ).toMatchObject({ code: 'CONFLICT' })
  expect(await get(worker, grid)).toMatchObject({ places: ['桂花园'], name: '罗布社区 09 微网格' })
})

test('an appointment that ends and a leave set for somebody: their open requests move on', async () => {
  const [gridA, gridB] = [idOf('罗布社区 16 微网格'), idOf('罗布社区 17 微网格')]
  const submit = (number: number) =>
    world.tell(`resident_luobu_${number}_1`, ['resident', 'requests.submit'], { text: '灯坏了' })
  const [a, b] = [await submit(16), await submit(17)]
  const { items } = await world.tell(worker, ['console', 'appointments.deputies'], {
    ...{ id: gridB, personId: `${gridB}:leader_luobu_17` },
  })
  const deputy = items.find(({ label }) => label === '罗布社区 15 微网格长')
  await world.tell(worker, ['console', 'appointments.end'], {
    ...{ id: gridA, version: 1, personId: `${gridA}:leader_luobu_16` },
  })
  const withLeave = await world.tell(worker, ['console', 'appointments.setLeave'], {
    ...{ id: gridB, version: 1, personId: `${gridB}:leader_luobu_17` },
    ...{ leave: { from: '2026-11-23', to: '2026-11-25' }, deputyId: deputy?.id ?? '' },
  })
  expect(withLeave.people[0]).toMatchObject({
    ...{ isOnLeave: true, deputy: { label: '罗布社区 15 微网格长' } },
  })
  await world.idle()
  await world.tick()
  expect(world.stored(a.id)).toMatchObject({ unit: { kind: 'area' } })
  expect(world.stored(b.id).handler?.userId).toBe('leader_luobu_15')
})

test('a unit that moves takes along what is below it, and the requests there', async () => {
  const [grid, area, other] = [`${luobu}-2-12`, `${luobu}-2`, '350405002001']
  const { id } = await world.tell('resident_luobu_12_1', ['resident', 'requests.submit'], {
    text: '灯坏了',
  })
  const before = await world.tell(dispatcher, ['console', 'units.parents'], { id: area })
  expect(before.items.every(({ level }) => level === 'community')).toBe(true)
  expect(
    (await world.tell(worker, ['console', 'units.parents'], { id: area })).items,
  ).toMatchObject([{ id: luobu }])
  const moved = await world.tell(dispatcher, ['console', 'units.save'], {
    ...{ id: area, version: 1, parentId: other },
  })
  expect(moved.path.map((unit) => unit.id)).toEqual(['350405', '350405002', other, area])
  expect(await get('worker_chengnan_1', grid)).toMatchObject({
    openRequests: expect.any(Number) as number,
  })
  expect(await world.refusal(worker, ['console', 'units.get'], { id: grid })).toMatchObject({
    code: 'NOT_FOUND',
  })
  expect(world.stored(id).path.slice(0, 4)).toEqual(['350405', '350405002', other, area])
  await world.tell('worker_chengnan_1', ['handler', 'requests.get'], { id })
})

test('names, codes and levels that do not fit; what is in use stays', async () => {
  const create = (input: object) =>
    world.refusal(worker, ['console', 'units.create'], {
      ...{ parentId: `${luobu}-1`, level: 'micro_grid', name: '甲' },
      ...input,
    } as never)
  expect(await create({ level: 'area' })).toMatchObject({ field: 'level' })
  expect(await create({ name: '罗布社区 01 微网格' })).toMatchObject({ field: 'name' })
  expect(await create({ code: luobu })).toMatchObject({ field: 'code' })
  expect(await create({ name: '=1+1' })).toMatchObject({ code: 'BAD_INPUT' })
  const remove = (id: string) =>
    world.refusal(worker, ['console', 'units.remove'], { id, version: 1 })
  expect(await remove(`${luobu}-1`)).toMatchObject({ code: 'WRONG_STATE' })
  await world.tell('resident_luobu_03_1', ['resident', 'requests.submit'], { text: '灯坏了' })
  expect((await remove(`${luobu}-1-03`)).message).toContain('1 件没办结')
})

test('the tree counts what is there and below, in few calls', async () => {
  const top = await world.tell(dispatcher, ['console', 'units.tree'], {})
  expect(top.items).toMatchObject([{ level: 'district', grids: 983 }])
  const { items } = await world.tell(dispatcher, ['console', 'units.tree'], {
    parentId: '350405002',
  })
  expect(world.lastCall().explain.calls).toBe(4 + items.length)
  const [one, other] = ['350405002005', '350405002004'].map((id) =>
    items.find((unit) => unit.id === id),
  )
  await world.tell('resident_luobu_30_1', ['resident', 'requests.submit'], { text: '灯坏了' })
  expect(one).toMatchObject({ name: '金古社区', grids: 61, vacant: 5, people: 3, hasBelow: true })
  const after = await world.tell(dispatcher, ['console', 'units.tree'], { parentId: '350405002' })
  const luobuAfter = after.items.find(({ id }) => id === other?.id)
  expect(luobuAfter?.openRequests).toBe((other?.openRequests ?? 0) + 1)
  expect((await get(dispatcher, luobu)).openRequests).toBe(luobuAfter?.openRequests)
  expect(world.lastCall().explain.calls).toBe(6)
})
