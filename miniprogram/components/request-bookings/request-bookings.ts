import type { BookingView } from '../../../typings/bookings'
import { callResident } from '../../api/client'
import { open, routes } from '../../api/pages'
import { bookingStates, bookingSteps, whenWords } from '../../format/bookings'

interface Line {
  id: string
  title: string
  when: string
  state: (typeof bookingStates)[keyof typeof bookingStates]
}

function toLine(booking: BookingView): Line {
  const { id, service, home, guest, state } = booking
  return {
    id,
    title: `${home.name}${service.name}${guest ? `（${guest}）` : ''}`,
    when: whenWords(booking),
    state: bookingStates[state],
  }
}

/** What was booked for a request, and for those who may the way to book; its steps go to the page's timeline. */
Component({
  options: { styleIsolation: 'apply-shared' },
  properties: {
    requestId: { type: String, value: '' },
    canBook: { type: Boolean, value: false },
  },
  data: { lines: [] as Line[] },
  observers: {
    requestId(id: string) {
      if (id) void this.load()
    },
  },
  pageLifetimes: {
    show() {
      if (this.data.requestId) void this.load()
    },
  },
  methods: {
    async load() {
      const { requestId } = this.data
      const result = await callResident('bookings.ofRequest', { requestId }, { isQuiet: true })
      if (!result.ok) return
      const { items } = result.data
      this.setData({ lines: items.map(toLine) })
      this.triggerEvent(
        'steps',
        items.flatMap((item) => bookingSteps(item, Date.now())),
      )
    },
    onBook() {
      open(routes.homes(this.data.requestId))
    },
  },
})
