import { type World, openWorld } from '../scenarios/world'
import { faultsOf } from './checker'
import type { Slot } from '../../core/bookings/types'

let world: World
beforeAll(async () => {
  world = await openWorld()
}, 90_000)
afterAll(() => world?.close())

const me = 'resident_luobu_07_1'
const early = 'home-luobu-clinic:202611240900'
const late = 'home-luobu-clinic:202611240930'
const minute = 60_000

const slot = (id: string) => world.cloud.database.find('slots', { _id: id })[0] as unknown as Slot

/** As a move leaves it that dies after the second seat is held and before the first is given up. */
async function cutMove(): Promise<{ first: string; second: string }> {
  const first = await world.tell(me, ['resident', 'bookings.book'], { slotId: early })
  const other = 'resident_luobu_08_1'
  const second = await world.tell(other, ['resident', 'bookings.book'], { slotId: late })
  const { claims } = slot(late).bookings[0]!
  await world.cloud.database.update(
    'slots',
    { _id: late },
    {
      $set: {
        'bookings.0.movingFrom': first.id,
        'bookings.0.bookerId': me,
        'bookings.0.personId': me,
        'bookings.0.claims': [],
        people: [me],
        bookers: [me],
        dueAt: world.cloud.clock.now() + minute,
      },
      $pullAll: { claims },
    },
  )
  return { first: first.id, second: second.id }
}

it('a move that died half-way leaves nobody without a seat, and the clock ends it', async () => {
  const { first, second } = await cutMove()
  expect(slot(early).bookings[0]?.state).toBe('held')
  expect(slot(late).bookings[0]?.state).toBe('held')
  await world.tick()
  expect(slot(early).bookings[0]?.state).toBe('held')
  world.cloud.clock.advance(2 * minute)
  await world.tick()
  const get = async (id: string) =>
    (await world.tell(me, ['resident', 'bookings.get'], { id })).state
  expect([await get(first), await get(second)]).toEqual(['moved', 'held'])
  expect(slot(early)).toMatchObject({ left: 4, room: 4 })
  expect([...faultsOf(slot(early), 20), ...faultsOf(slot(late), 20)]).toEqual([])
  const again = await world.refusal(me, ['resident', 'bookings.book'], { slotId: early })
  expect(again.code).toBe('OVER_LIMIT')
})

it('a seat that was freed and not given out yet goes to who waits at the next minute', async () => {
  const slotId = 'home-luobu-talk:202611251430'
  const [one, two] = ['resident_luobu_09_1', 'resident_luobu_10_1'] as const
  await world.tell(one, ['resident', 'bookings.book'], { slotId })
  const waits = await world.tell(two, ['resident', 'bookings.book'], { slotId })
  expect(waits.state).toBe('waiting')
  await world.cloud.database.update(
    'slots',
    { _id: slotId },
    {
      $set: { 'bookings.0.state': 'cancelled', people: [two], dueAt: world.cloud.clock.now() },
      $inc: { left: 1, 'bookings.0.rev': 1 },
      $pullAll: { claims: slot(slotId).bookings[0]!.claims },
    },
  )
  const late = await world.ask('resident_luobu_11_1', ['resident', 'bookings.book'], { slotId })
  expect(late.ok && late.data.state).toBe('waiting')
  await world.tick()
  expect(slot(slotId).bookings.map(({ state }) => state)).toEqual(['cancelled', 'held', 'waiting'])
  expect(faultsOf(slot(slotId), 5)).toEqual([])
})

it('what was written and whose answer was lost is answered again, and told once', async () => {
  const slotId = 'home-luobu-talk:202611251520'
  const press = { key: 'lost-answer-1' }
  const first = await world.tell(me, ['resident', 'bookings.book'], { slotId }, press)
  const end = { id: first.id }
  await world.tell(me, ['resident', 'bookings.cancel'], end, { key: 'lost-cancel-1' })
  const cancelled = await world.tell(me, ['resident', 'bookings.cancel'], end, {
    key: 'lost-cancel-1',
  })
  expect(cancelled.state).toBe('cancelled')
  const replay = await world.tell(me, ['resident', 'bookings.book'], { slotId }, press)
  expect(replay).toMatchObject({ id: first.id, state: 'held' })
  expect(slot(slotId)).toMatchObject({ left: 1, room: 1 })
  expect(slot(slotId).bookings).toHaveLength(1)
})
