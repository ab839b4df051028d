import { join } from 'node:path'
import type { Home } from '../../core/bookings/types'
import { viewHomeSettings } from '../../core/bookings/view-settings'
import { paths } from '../../scripts/paths'
import { type World, openWorld } from '../scenarios/world'

let world: World
let booking: string
let request: string
beforeAll(async () => {
  world = await openWorld()
  const { tell } = world
  booking = (await tell(booker, ['resident', 'bookings.book'], { slotId })).id
  request = (await tell(booker, ['resident', 'requests.submit'], { text: '想请人上门理发' })).id
}, 90_000)
afterAll(() => world?.close())

const booker = 'resident_luobu_07_1'
const slotId = 'home-luobu-clinic:202611240900'
const homeId = 'home-luobu'
const guest = { name: '王奶奶' }
const reason = '停水'

/** Everybody who has nothing to say about the booking or the home's desk. */
const outsiders = ['stranger', 'resident_luobu_07_2', 'leader_luobu_40', 'worker_jinsha_1'] as const

type Row = [operation: string, input: () => object]

/** On somebody else's booking. */
const foreign: Row[] = [
  ['bookings.get', () => ({ id: booking })],
  ['bookings.confirm', () => ({ id: booking })],
  ['bookings.cancel', () => ({ id: booking })],
  ['bookings.move', () => ({ id: booking, slotId: 'home-luobu-clinic:202611240930' })],
  ['bookings.review', () => ({ id: booking, mark: 'good' })],
  ['bookings.calendar', () => ({ id: booking })],
]

/** What only the home's own staff may do; `desk.homes` answers them with no home. */
const ofDesk: Row[] = [
  ['desk.day', () => ({ homeId })],
  ['desk.sheet', () => ({ homeId })],
  ['bookings.approve', () => ({ id: booking })],
  ['bookings.decline', () => ({ id: booking, reason })],
  ['bookings.checkIn', () => ({ id: booking })],
  ['bookings.findByCode', () => ({ homeId, code: '1234' })],
  ['bookings.miss', () => ({ id: booking })],
  ['bookings.cancel', () => ({ id: booking, reason })],
  ['bookings.walkIn', () => ({ slotId, guest })],
  ['bookings.overbook', () => ({ slotId, guest, reason })],
  ['slots.close', () => ({ slotId, reason })],
  ['homes.close', () => ({ homeId, from: '2026-11-25', to: '2026-11-25', reason })],
]

const draft = () => {
  const [home] = world.cloud.database.find('homes', { _id: homeId }) as unknown as Home[]
  if (!home) throw new Error('the place has no such home')
  return { ...viewHomeSettings(home, { served: [], today: '2026-11-23' }), serves: undefined }
}

/** The same at the staff page alone. */
const ofPage: Row[] = [
  ['homes.get', () => ({ id: homeId })],
  ['homes.check', draft],
  ['homes.save', () => ({ ...draft(), reason })],
]

/** For everybody, about themselves or the homes: nothing of anybody's is in the answer. */
const open = ['homes.find', 'homes.week', 'bookings.book', 'bookings.list', 'desk.homes']
/** For anybody with an appointment. */
const appointed = ['bookings.bookFor', 'bookings.ofRequest']

const refusals = ['NOT_FOUND', 'FORBIDDEN', 'NO_APPOINTMENT']
const snapshot = () => world.cloud.database.find('slots')

async function expectRefused(name: string, openid: string, [operation, input]: Row) {
  const before = snapshot()
  const outcome = await world.cloud.call(name, { operation, input: input() }, { openid })
  const { result } = outcome as { result: { ok: boolean; error?: { code: string } } }
  expect({ openid, operation, ok: result.ok }).toEqual({ openid, operation, ok: false })
  expect(refusals).toContain(result.error?.code)
  expect(snapshot()).toEqual(before)
}

it.each(foreign)('%s of a foreign booking is refused', async (...row) => {
  for (const openid of outsiders) await expectRefused('resident', openid, row)
})

it.each(ofDesk)('%s is for the home’s own staff', async (...row) => {
  for (const openid of outsiders) await expectRefused('handler', openid, row)
})

it.each(ofPage)('%s is for the home’s own staff and the levels above', async (...row) => {
  const [operation, input] = row
  const before = world.cloud.database.find('homes')
  const codes: Record<string, string> = {}
  for (const openid of [...outsiders, 'worker_jinsha_1', 'officer_fenggang_1']) {
    const to = ['console', operation as 'homes.get'] as const
    const answer = await world.ask(openid, [...to], input() as never).catch(() => null)
    codes[openid] = answer?.ok ? 'ok' : 'refused'
  }
  expect(new Set(Object.values(codes))).toEqual(new Set(['refused']))
  expect(world.cloud.database.find('homes')).toEqual(before)
})

it('levels above run the desks of all homes below them, and no others', async () => {
  const homesOf = async (openid: string) =>
    (await world.tell(openid, ['console', 'desk.homes'], {})).items.map(({ id }) => id)
  const all = world.cloud.database.find('homes').length
  expect(await homesOf('dispatcher_1')).toHaveLength(all)
  expect(await homesOf('worker_luobu_1')).toEqual([homeId])
  const officer = 'officer_qiujiang_1'
  const officers = await homesOf(officer)
  expect(officers).toContain(homeId)
  expect(officers.length).toBeLessThan(all)
  const day = await world.tell(officer, ['console', 'desk.day'], { homeId })
  expect(day.home.id).toBe(homeId)
})

it('only people with an appointment book for others', async () => {
  const row: Row = ['bookings.bookFor', () => ({ slotId, guest })]
  for (const openid of ['stranger', 'resident_luobu_07_2'])
    await expectRefused('handler', openid, row)
})

it('a request’s bookings are seen by its own people and nobody else', async () => {
  const { tell } = world
  const order = { slotId: 'home-luobu-clinic:202611240930', guest, requestId: request }
  await tell('leader_luobu_07', ['handler', 'bookings.bookFor'], order)
  const seenBy = async (openid: string) => {
    const input = { requestId: request }
    return (await tell(openid, ['resident', 'bookings.ofRequest'], input)).items.length
  }
  expect(await seenBy(booker)).toBe(1)
  expect(await seenBy('leader_luobu_07')).toBe(1)
  for (const openid of outsiders) expect(await seenBy(openid)).toBe(0)
})

it('tries every operation of homes, bookings and the desk', async () => {
  const tried = new Set([...foreign, ...ofDesk, ...ofPage].map(([operation]) => operation))
  for (const operation of [...open, ...appointed]) tried.add(operation)
  for (const name of ['resident', 'handler', 'console']) {
    const bundle = (await import(join(paths.builtFunctions, name, 'index.js'))) as {
      operations: object
    }
    const built = Object.keys(bundle.operations)
    const ours = built.filter((operation) => /^(homes|bookings|desk|slots)\./.test(operation))
    expect(ours.filter((operation) => !tried.has(operation))).toEqual([])
  }
})
