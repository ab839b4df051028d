import { mergeSteps } from '../../../miniprogram/format/timeline'
import { bookingSteps } from '../../../miniprogram/format/bookings'
import type { Step } from '../../../miniprogram/format/timeline'
import type { BookingView } from '../../../typings/bookings'

const step = (key: string, at: string): Step => ({
  key,
  at,
  when: '',
  sentence: '',
  reason: '',
  text: '',
  photos: [],
  marks: [],
  note: '',
  icon: 'chat',
})

it('a booking made for a request stands among its steps by time, newest first', () => {
  const own = [step('accept', '2026-11-23T03:00:00Z'), step('submit', '2026-11-23T01:00:00Z')]
  const others = [step('book', '2026-11-23T02:00:00Z')]
  expect(mergeSteps(own, others).map(({ key }) => key)).toEqual(['accept', 'book', 'submit'])
  expect(mergeSteps(own, [])).toEqual(own)
})

it('tells a step of a booking with what was booked and when', () => {
  const booking = {
    id: 'slot.1',
    home: { name: '罗布近邻家园' },
    service: { name: '理发' },
    guest: '王奶奶',
    startAt: '2026-11-25T01:00:00.000Z',
    endAt: '2026-11-25T01:30:00.000Z',
    steps: [{ at: '2026-11-23T02:00:00Z', act: 'book', label: '罗布社区 07 微网格长', reason: '' }],
  } as unknown as BookingView
  const [told] = bookingSteps(booking, Date.parse('2026-11-23T02:00:00Z'))
  expect(told).toMatchObject({
    sentence: '罗布社区 07 微网格长：约了这个时间',
    text: '罗布近邻家园理发（王奶奶），11月25日 周三 09:00–09:30',
  })
})
