import { openWorld } from './world'
import type { World } from './world'

/** The last afternoon before the holiday of 1 to 7 October; Saturday the 10th is worked. */
const eve = Date.parse('2026-09-30T15:50:00+08:00')
const resident = 'resident_luobu_07_1'

let world: World
beforeAll(async () => {
  world = await openWorld(eve)
}, 60_000)
afterAll(() => world?.close())

/**
 * Four working hours at each level; worked are 8:30 to 12:00 and 14:30 to 17:30. Counted by hand:
 * 100 minutes are left on the eve, the next working day is Thursday the 8th.
 */
const hops = [
  { at: '2026-10-08T10:50', from: 'micro_grid', to: 'area', unit: '罗布社区 1 片区' },
  { at: '2026-10-08T17:20', from: 'area', to: 'community', unit: '罗布社区' },
  { at: '2026-10-09T14:50', from: 'community', to: 'subdistrict', unit: '虬江街道' },
  { at: '2026-10-10T09:50', from: 'subdistrict', to: 'district', unit: '沙县区' },
] as const

/** At the top there is nowhere further to go: what is late stays and is counted. */
const atTop = [
  { at: '2026-10-10T16:20', clock: 'accept' },
  { at: '2026-10-13T15:50', clock: 'final' },
] as const

const instant = (text: string) => Date.parse(`${text}:00+08:00`)
const second = 1000
const tolerance = 30 * second

/** The next deadline is at that minute; the clock does nothing before it and moves right after. */
async function passDeadline(id: string, at: string): Promise<void> {
  const { dueAt, version } = world.stored(id)
  expect(Math.abs((dueAt ?? 0) - instant(at))).toBeLessThan(tolerance)
  world.cloud.clock.set((dueAt ?? 0) - 2 * second)
  await world.tick()
  expect(world.stored(id).version).toBe(version)
  world.cloud.clock.set((dueAt ?? 0) + 1)
  await world.tick()
  await world.tick()
  expect(world.stored(id).version).toBe(version + 1)
}

it('ignored by everybody it climbs from the micro-grid to the district, at the minute', async () => {
  const text = '楼道的灯坏了，晚上老人看不见。'
  const submit = ['resident', 'requests.submit'] as ['resident', 'requests.submit']
  const { id, due } = await world.tell(resident, submit, { text })
  expect(due.next?.clock).toBe('accept')
  const submittedAt = world.stored(id).submittedAt
  for (const { at, to, unit } of hops) {
    await passDeadline(id, at)
    const seen = await world.tell(resident, ['resident', 'requests.get'], { id })
    expect(seen).toMatchObject({ state: 'assigned', level: to, unit: { name: unit } })
    expect(Date.parse(seen.submittedAt)).toBe(submittedAt)
    const queue = await world.tell(
      world.stored(id).handler?.userId ?? '',
      ['handler', 'queue.list'],
      {},
    )
    expect(queue.items.map((one) => one.id)).toContain(id)
  }
  for (const { at } of atTop) await passDeadline(id, at)

  const { misses, clocks } = world.stored(id)
  const units = [
    '罗布社区 07 微网格',
    '罗布社区 1 片区',
    '罗布社区',
    '虬江街道',
    '沙县区',
    '沙县区',
  ]
  expect(misses.map(({ unitId }) => unitId)).toEqual(units.map((name) => world.unit(name)._id))
  expect(misses.map(({ clock }) => clock)).toEqual([...hops.map(() => 'accept'), 'accept', 'final'])
  expect(clocks.startedAt).toBe(submittedAt)

  const seen = await world.tell(resident, ['resident', 'requests.get'], { id })
  expect(seen.due.light).toBe('overdue')
  const steps = seen.history.slice(1)
  expect(steps.map(({ actor }) => actor.role)).toEqual(steps.map(() => 'system'))
  expect(steps.map(({ unit }) => unit.level)).toEqual([
    ...hops.map(({ to }) => to),
    'district',
    'district',
  ])
  hops.forEach(({ unit }, index) => {
    const before = units[index] as string
    expect(steps[index]?.reason).toMatch(/个工作小时内没有接手/)
    expect(steps[index]?.reason).toContain(before)
    expect(steps[index]?.fromUnit?.name).toBe(before)
    expect(steps[index]?.unit.name).toBe(unit)
  })
  const told = (await world.inbox(resident)).filter(({ requestId }) => requestId === id)
  expect(told).toHaveLength(hops.length + atTop.length)
  expect(told.every((one) => one.text.includes('超过了时限'))).toBe(true)
})

it('those who missed it and those who get it hear of it, once each', async () => {
  for (const openid of ['leader_luobu_07', 'area_luobu_1', 'officer_qiujiang_1']) {
    const told = (await world.inbox(openid)).map(({ text }) => text)
    expect(new Set(told).size).toBe(told.length)
    expect(told.some((text) => text.includes('超过了时限'))).toBe(true)
  }
})

it('who accepts in time keeps it until the share of the level is over', async () => {
  world.cloud.clock.set(eve)
  const text = '垃圾桶满了没人清。'
  const submit = ['resident', 'requests.submit'] as ['resident', 'requests.submit']
  const { id } = await world.tell('resident_luobu_08_1', submit, { text })
  await world.tell('leader_luobu_08', ['handler', 'requests.accept'], { id })
  // One working day for the micro-grid: 100 minutes on the eve, 290 on the 8th.
  await passDeadline(id, '2026-10-08T15:50')
  expect(world.stored(id)).toMatchObject({ state: 'assigned', unit: { kind: 'area' } })
  expect(world.stored(id).misses).toMatchObject([{ clock: 'handle' }])
  expect(world.stored(id).history.at(-1)?.reason).toContain('没有在本级时限内办结')
})

it('while the resident is asked the clock stands still', async () => {
  world.cloud.clock.set(eve)
  const submit = ['resident', 'requests.submit'] as ['resident', 'requests.submit']
  const { id } = await world.tell('resident_luobu_09_1', submit, { text: '有块地砖松了。' })
  await world.tell('leader_luobu_09', ['handler', 'requests.ask'], { id, text: '在哪里？' })
  world.cloud.clock.set(instant('2026-10-05T10:00'))
  await world.tick()
  expect(world.stored(id)).toMatchObject({ state: 'waiting', misses: [] })
  // Five calendar days after the question the work goes on, with all of its working time left.
  world.cloud.clock.set(instant('2026-10-05T15:51'))
  await world.tick()
  expect(world.stored(id).state).toBe('accepted')
  await passDeadline(id, '2026-10-08T17:30')
})

it('an answer that nobody rates closes by itself after fourteen days', async () => {
  world.cloud.clock.set(eve)
  const submit = ['resident', 'requests.submit'] as ['resident', 'requests.submit']
  const { id } = await world.tell('resident_luobu_10_1', submit, { text: '门禁坏了。' })
  const done = { id, text: '修好了', outcome: 'solved' } as const
  await world.tell('leader_luobu_10', ['handler', 'requests.resolve'], done)
  world.cloud.clock.set(instant('2026-10-14T15:49'))
  await world.tick()
  expect(world.stored(id).state).toBe('resolved')
  world.cloud.clock.set(instant('2026-10-14T15:51'))
  await world.tick()
  expect(world.stored(id)).toMatchObject({ state: 'closed', isOpen: false, dueAt: null })
  const seen = await world.tell('resident_luobu_10_1', ['resident', 'requests.get'], { id })
  expect(seen.history.at(-1)?.reason).toContain('14 天没有评价')
})

it('what is urgent climbs round the clock, holiday or not', async () => {
  world.cloud.clock.set(instant('2026-10-02T23:00'))
  const submit = ['resident', 'requests.submit'] as ['resident', 'requests.submit']
  const draft = { text: '整栋楼停水了。', urgency: 'urgent' } as const
  const { id } = await world.tell('resident_luobu_11_1', submit, draft)
  await passDeadline(id, '2026-10-02T23:15')
  await passDeadline(id, '2026-10-02T23:30')
  expect(world.stored(id).unit.kind).toBe('community')
})
