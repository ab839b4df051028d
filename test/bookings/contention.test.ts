import { hasSeat } from '../../core/bookings/seats'
import { type World, openWorld } from '../scenarios/world'
import { faultsOf, unsettled } from './checker'
import { gatherCrowd, readSlot, slotId } from './crowd'

const seats = 20
const crowdSize = 1000
/** Longer than any home would keep, so that the order has something to prove. */
const waitlistMost = 280

let world: World
let crowd: string[]
beforeAll(async () => {
  world = await openWorld()
  crowd = await gatherCrowd(world, { people: 1400, capacity: seats, waitlistMost })
}, 90_000)
afterAll(() => world?.close())

/** Reads the slot again and again until it is stopped: the faults it ever saw, and how often it looked. */
function readAlong() {
  const faults = new Set<string>()
  let looks = 0
  const timer = setInterval(() => {
    const slot = readSlot(world)
    if (!slot) return
    looks += 1
    faultsOf(slot, waitlistMost).forEach((fault) => faults.add(fault))
  }, 100)
  return () => {
    clearInterval(timer)
    return { faults: [...faults], looks }
  }
}

const press = (openid: string, key: string) =>
  world.ask(openid, ['resident', 'bookings.book'], { slotId }, { key })

const codes = (answers: Awaited<ReturnType<typeof press>>[]) =>
  answers.flatMap((answer) => (answer.ok ? [] : [answer.error.code]))

/** In an order that looks random and is the same every time. */
function shuffled<T>(items: readonly T[]): T[] {
  const turn = (index: number) => (index * 7919) % 1009
  return items
    .map((item, index) => ({ item, at: turn(index) }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item)
}

it('1,000 people press at once for 20 seats: 20 hold one, the waitlist fills in order', async () => {
  const stop = readAlong()
  const people = crowd.slice(0, crowdSize)
  const answers = await Promise.all(people.map((openid) => press(openid, `first-${openid}`)))
  const { faults, looks } = stop()
  const full = crowdSize - seats - waitlistMost
  expect(codes(answers)).toEqual(Array.from({ length: full }, () => 'SLOT_FULL'))
  expect(faults).toEqual([])
  expect(looks).toBeGreaterThan(20)
  const slot = readSlot(world)
  expect(slot?.bookings.filter(hasSeat)).toHaveLength(seats)
  expect(slot?.waiting).toBe(waitlistMost)
  expect(slot?.left).toBe(0)

  const states = answers.flatMap((answer) => (answer.ok ? [answer.data.state] : []))
  expect(states.filter((state) => state === 'held')).toHaveLength(seats)
  const places = await Promise.all(
    slot?.bookings.slice(seats, seats + 30).map(async ({ bookerId, id }) => {
      const to = ['resident', 'bookings.get'] as const
      return (await world.tell(bookerId, [...to], { id: `${slotId}.${id}` })).place
    }) ?? [],
  )
  expect(places).toEqual(Array.from({ length: 30 }, (_, index) => index + 1))
}, 240_000)

it('pressed again with the same key, nothing is done twice', async () => {
  const before = readSlot(world)
  const inside = before?.bookings.slice(0, 30).map(({ bookerId }) => bookerId) ?? []
  const again = await Promise.all(inside.map((one) => press(one, `first-${one}`)))
  expect(codes(again)).toEqual([])
  expect(readSlot(world)?.bookings).toEqual(before?.bookings)
}, 60_000)

it('300 cancel while 300 book: counts equal the list at every moment', async () => {
  const stop = readAlong()
  const everybody = readSlot(world)?.bookings ?? []
  const cancels = shuffled(everybody).map(({ bookerId, id }) =>
    world.ask(bookerId, ['resident', 'bookings.cancel'], { id: `${slotId}.${id}` }),
  )
  const books = crowd.slice(crowdSize, crowdSize + 300).map((one) => press(one, `late-${one}`))
  const [left, came] = await Promise.all([Promise.all(cancels), Promise.all(books)])
  const { faults } = stop()
  expect(codes(left)).toEqual([])
  expect(codes(came).filter((code) => code !== 'SLOT_FULL')).toEqual([])
  expect(faults).toEqual([])
  const after = readSlot(world)
  expect(after && faultsOf(after, waitlistMost)).toEqual([])
  expect(after && unsettled(after)).toBe(false)
  expect(after?.bookings.filter(({ state }) => state === 'cancelled')).toHaveLength(300)
  const stayed = came.filter(({ ok }) => ok).length
  expect(after?.bookings.filter(hasSeat)).toHaveLength(Math.min(seats, stayed))
  expect(after?.waiting).toBe(Math.max(0, stayed - seats))
}, 240_000)

it('one person pressing twenty times at once holds one place', async () => {
  const [one = ''] = crowd.slice(-1)
  const nextWeek = slotId.replace('20261124', '20261201')
  const presses = Array.from({ length: 20 }, () =>
    world.ask(one, ['resident', 'bookings.book'], { slotId: nextWeek }),
  )
  const answers = await Promise.all(presses)
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
  expect(new Set(codes(answers))).toEqual(new Set(['ALREADY_BOOKED']))
}, 60_000)
