import { type World, openWorld } from '../scenarios/world'

let world: World
beforeAll(async () => {
  world = await openWorld()
}, 90_000)
afterAll(() => world?.close())

const neighbour = 'resident_luobu_10_2'
const clinic = 'home-luobu-clinic:202611240900'

describe('a booking is refused and changes nothing', () => {
  const bad = [
    ['a slot that is no slot', { slotId: 'home-luobu-clinic' }, 'NOT_FOUND'],
    ['an hour without a slot', { slotId: 'home-luobu-clinic:202611240907' }, 'NOT_FOUND'],
    ['a day without the service', { slotId: 'home-luobu-clinic:202611250900' }, 'NOT_FOUND'],
    ['a home there is not', { slotId: 'home-nowhere-clinic:202611240900' }, 'NOT_FOUND'],
    ['a slot that is over', { slotId: 'home-luobu-class:202611201630' }, 'TOO_LATE'],
    ['a slot too far ahead', { slotId: 'home-luobu-clinic:202612150900' }, 'TOO_SOON'],
    ['one too soon for staff', { slotId: 'home-luobu-room:202611231100' }, 'TOO_LATE'],
    ['no party', { slotId: clinic, party: 0 }, 'BAD_INPUT'],
    ['a negative party', { slotId: clinic, party: -3 }, 'BAD_INPUT'],
    ['half a person', { slotId: clinic, party: 1.5 }, 'BAD_INPUT'],
    ['a huge party', { slotId: clinic, party: 1e9 }, 'BAD_INPUT'],
    ['more than come together', { slotId: clinic, party: 2 }, 'TOO_MANY'],
    ['too young', { slotId: 'home-luobu-canteen:202611241100', birthYear: 1990 }, 'NOT_ELIGIBLE'],
    ['no age', { slotId: 'home-luobu-canteen:202611241100' }, 'BAD_INPUT'],
  ] as const
  it.each(bad)('%s', async (_, input, code) => {
    const before = world.cloud.database.find('slots').length
    const refused = await world.refusal(neighbour, ['resident', 'bookings.book'], input)
    expect(refused.code).toBe(code)
    expect(world.cloud.database.find('slots')).toHaveLength(before)
  })

  it('a week from a day that is none', async () => {
    const input = { homeId: 'home-luobu', from: '2026-02-30' }
    const refused = await world.refusal(neighbour, ['resident', 'homes.week'], input)
    expect(refused).toMatchObject({ code: 'BAD_INPUT', field: 'from' })
  })

  it('of a newcomer who lives nowhere yet', async () => {
    const refused = await world.refusal('stranger', ['resident', 'bookings.book'], {
      slotId: clinic,
    })
    expect(refused.code).toBe('NOT_JOINED')
  })
})
