import type { HomeDraft, HomeSettings } from '../../typings/console'
import { spoiledCalls } from '../scenarios/spoiling'
import { type World, openWorld } from '../scenarios/world'

let world: World
beforeAll(async () => {
  world = await openWorld()
}, 90_000)
afterAll(() => world?.close())

const worker = 'worker_luobu_1'
const id = 'home-luobu'
const clinic = 'home-luobu-clinic:202611240900'
const neighbour = (n: number) => `resident_luobu_${String(n).padStart(2, '0')}_2`
const read = () => world.tell(worker, ['console', 'homes.get'], { id })
const book = (openid: string, slotId: string) =>
  world.tell(openid, ['resident', 'bookings.book'], { slotId })
const slotOf = async (slotId: string, openid = neighbour(1)) => {
  const week = await world.tell(openid, ['resident', 'homes.week'], { homeId: id })
  return week.days.flatMap(({ slots }) => slots).find((slot) => slot.id === slotId)
}

/** What was read, with one service otherwise. */
function changed(
  { serves: _, ...home }: HomeSettings,
  serviceId: string,
  change: Partial<HomeDraft['services'][number]>,
): HomeDraft {
  const services = home.services.map((one) => (one.id === serviceId ? { ...one, ...change } : one))
  return { ...home, services }
}
const save = (draft: HomeDraft, more: { reason?: string } = {}, key?: string) =>
  world.tell(worker, ['console', 'homes.save'], { ...draft, ...more }, key ? { key } : {})

it('more places let in who waits and tell them; fewer never take a seat from anybody', async () => {
  for (let n = 1; n <= 5; n++) await book(neighbour(n), clinic)
  expect(await slotOf(clinic, neighbour(6))).toMatchObject({ left: 0, capacity: 4, waiting: 1 })
  await save(changed(await read(), 'home-luobu-clinic', { capacity: 6 }))
  expect(await slotOf(clinic, neighbour(6))).toMatchObject({ left: 1, capacity: 6, waiting: 0 })
  expect(await slotOf('home-luobu-clinic:202611240930')).toMatchObject({ left: 6, capacity: 6 })
  await world.tick()
  expect((await world.inbox(neighbour(5))).map(({ text }) => text).join()).toContain('候补到位')

  const { closedSlots } = await save(changed(await read(), 'home-luobu-clinic', { capacity: 2 }))
  expect(closedSlots).toBe(0)
  expect(await slotOf(clinic, neighbour(6))).toMatchObject({ left: 0, capacity: 5 })
  expect(await slotOf('home-luobu-clinic:202611240930')).toMatchObject({ left: 2, capacity: 2 })
  const late = await world.ask(neighbour(7), ['resident', 'bookings.book'], { slotId: clinic })
  expect(late.ok && late.data.state).toBe('waiting')
})

it('a new service is bookable on the phone at once, and saved once though it is sent twice', async () => {
  const { serves: _, ...home } = await read()
  const [model] = home.services
  if (!model) throw new Error('the home offers nothing')
  const sessions = [{ rule: 'FREQ=WEEKLY;BYDAY=WE', from: '14:00', to: '16:00' }]
  const service = { ...model, id: null, name: '书法角', kind: 'activity' as const, minutes: 60 }
  const draft = { ...home, services: [...home.services, { ...service, sessions, except: [] }] }
  const first = await save(draft, {}, 'new-service-1')
  const again = await save(draft, {}, 'new-service-1')
  expect(again.home).toEqual(first.home)
  const made = first.home.services.filter(({ name }) => name === '书法角')
  expect(made).toHaveLength(1)
  const slotId = `${made[0]?.id}:202611251400`
  expect((await book(neighbour(8), slotId)).state).toBe('held')
})

it('a change that strands bookings is told, refused, and with a reason told to everybody', async () => {
  const slotId = 'home-luobu-talk:202611251430'
  await book(neighbour(9), slotId)
  const sessions = [{ rule: 'FREQ=WEEKLY;BYDAY=TH', from: '14:30', to: '17:00' }]
  const draft = changed(await read(), 'home-luobu-talk', { sessions })
  const { items } = await world.tell(worker, ['console', 'homes.check'], draft)
  expect(items).toEqual([
    { slotId, service: '谈心室', startAt: '2026-11-25T06:30:00.000Z', bookings: 1 },
  ])
  const refused = await world.refusal(worker, ['console', 'homes.save'], draft)
  expect(refused).toMatchObject({ code: 'WRONG_STATE', field: 'reason' })
  expect(await slotOf(slotId)).toMatchObject({ left: 0 })
  const { closedSlots } = await save(draft, { reason: '老师改到周四来' })
  expect(closedSlots).toBe(1)
  await world.tick()
  expect((await world.inbox(neighbour(9)))[0]?.text).toContain('老师改到周四来')
  expect((await slotOf(slotId))?.hindrance).toBe('closed')
  expect((await book(neighbour(9), 'home-luobu-talk:202611261430')).state).toBe('held')
})

it('closed days and a service given up strand their bookings too', async () => {
  const home = await read()
  const closures = [{ from: '2026-11-24', to: '2026-11-24', reason: '装修' }]
  const { serves: _, ...draft } = home
  const inClosure = { ...draft, closures }
  const check = (input: HomeDraft) => world.tell(worker, ['console', 'homes.check'], input)
  expect((await check(inClosure)).items.map(({ slotId }) => slotId)).toEqual([clinic])
  const without = { ...draft, services: draft.services.filter(({ name }) => name !== '健康门诊') }
  expect((await check(without)).items.map(({ bookings }) => bookings)).toEqual([6])
})

it('of two who change at once the second is told', async () => {
  const { serves: _, ...home } = await read()
  await save({ ...home, hours: '每天 9:00–20:00' })
  const late = await world.refusal(worker, ['console', 'homes.save'], { ...home, hours: '全天' })
  expect(late.code).toBe('CONFLICT')
  expect((await read()).hours).toBe('每天 9:00–20:00')
})

describe('a home that can’t be so is refused', () => {
  const session = { rule: 'FREQ=DAILY', from: '09:00', to: '10:00' }
  const bad: [string, Partial<HomeDraft['services'][number]>][] = [
    ['no rule', { sessions: [{ ...session, rule: '每周二' }] }],
    ['a rule of every second', { sessions: [{ ...session, rule: 'FREQ=SECONDLY' }] }],
    ['a rule that never comes', { sessions: [{ ...session, rule: 'FREQ=MONTHLY;BYMONTHDAY=40' }] }],
    ['a session shorter than a slot', { sessions: [session], minutes: 90 }],
    ['an end before the start', { sessions: [{ ...session, to: '08:00' }] }],
    ['no place', { capacity: 0 }],
    ['a party larger than the places', { capacity: 2, partyMost: 3 }],
    ['ages upside down', { ages: { from: 60, to: 6 } }],
    ['a unit it does not serve', { unitIds: ['nowhere'] }],
    ['a name twice', { name: '议事厅' }],
    ['a day there is not', { except: ['2026-02-30'] }],
  ]
  it.each(bad)('%s', async (_, change) => {
    const draft = changed(await read(), 'home-luobu-clinic', change)
    const refused = await world.refusal(worker, ['console', 'homes.save'], draft)
    expect(refused.code).toBe('BAD_INPUT')
    expect(refused.message).toMatch(/\p{Script=Han}/u)
  })

  it.each(['homes.get', 'homes.check', 'homes.save'] as const)('%s spoiled', async (operation) => {
    const { serves: _, ...home } = await read()
    const input = operation === 'homes.get' ? { id } : { ...home }
    const shape = { openid: worker, input, required: Object.keys(input), ids: ['id'] }
    const before = world.cloud.database.find('homes')
    for (const { name, json } of spoiledCalls(operation, shape)) {
      const outcome = await world.send(worker, 'console', JSON.parse(json))
      const { result } = outcome as { result: { ok: boolean; error?: { code: string } } }
      const plausible = name === 'point as null'
      expect({ name, ok: result.ok }).toEqual({ name, ok: plausible })
      expect(result.error?.code).not.toBe('INTERNAL')
    }
    expect(world.cloud.database.find('homes').length).toBe(before.length)
  })
})
