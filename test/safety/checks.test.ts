import { publicReview } from '../../core/bookings/acts'
import type { Booking, Slot } from '../../core/bookings/types'
import { monday } from '../scenarios/world'
import { mend, minute, open, resident, settle, waiting, worker, world } from './desk'
import { tryPictures } from './pictures'
import { trySilence } from './silence'
import { tryWords } from './words'

beforeAll(open, 60_000)
afterAll(() => world?.close())
beforeEach(mend)

tryWords()
trySilence()
tryPictures()

it('the words of a booking review are for the desk and who wrote them until they pass', async () => {
  world.cloud.clock.set(monday)
  const slotId = 'home-luobu-clinic:202611240900'
  const { id } = await world.tell(resident, ['resident', 'bookings.book'], { slotId })
  world.cloud.clock.set(monday + 24 * 60 * minute)
  await world.tell(worker, ['handler', 'bookings.checkIn'], { id })
  const words = { id, mark: 'good', text: '医生很好，就是疑似示例' } as const
  const reviewed = await world.tell(resident, ['resident', 'bookings.review'], words)
  expect(world.lastCall().explain.calls).toBe(2)
  expect(reviewed.review).toMatchObject({ mark: 'good', check: 'unchecked' })
  await settle()
  const stored = () => world.cloud.database.find('slots', { _id: slotId })[0] as unknown as Slot
  const shown = () => publicReview(stored(), stored().bookings[0] as Booking)
  expect(shown()).toEqual({ mark: 'good', text: '' })
  const found = (await waiting()).find(({ subject }) => subject === 'booking')
  expect(found).toMatchObject({
    id: `booking:${slotId}`,
    place: '罗布社区近邻家园',
    pieces: [{ state: 'review', text: words.text }],
  })
  const decision = { id: `booking:${slotId}`, piece: found?.pieces[0]?.id ?? '' }
  await world.tell(worker, ['handler', 'reviews.decide'], { ...decision, decision: 'pass' })
  expect(shown()).toEqual({ mark: 'good', text: words.text })
})
