import type { BookingAct, BookingState, BookingView } from '../../typings/bookings'
import type { Step } from './timeline'
import { dayOf, happenedAt } from './time'
import type { Tone } from './words'

/** How far a booking is, in the words residents read. */
export const bookingStates = {
  held: { text: '约好了', icon: 'check-circle', tone: 'good' },
  requested: { text: '等家园确认', icon: 'time', tone: 'soon' },
  waiting: { text: '候补中', icon: 'time', tone: 'soon' },
  offered: { text: '到位了，请确认', icon: 'notification', tone: 'accent' },
  attended: { text: '已经去过', icon: 'check', tone: 'plain' },
  missed: { text: '没有来', icon: 'close', tone: 'plain' },
  cancelled: { text: '已取消', icon: 'close', tone: 'plain' },
  declined: { text: '没有通过', icon: 'close', tone: 'late' },
  expired: { text: '已过时', icon: 'close', tone: 'plain' },
  moved: { text: '改到别的时间了', icon: 'swap', tone: 'plain' },
  closed: { text: '家园临时关闭', icon: 'error-circle', tone: 'late' },
} as const satisfies Record<BookingState, { text: string; icon: string; tone: Tone }>

export const weekdays = ['日', '一', '二', '三', '四', '五', '六']

const chinaMs = 8 * 3_600_000

/** The wall clock in China: `2026-11-24T09:00:00.000Z` reads as nine in the morning there. */
const inChina = (iso: string) => new Date(Date.parse(iso) + chinaMs)

export const clockOf = (iso: string): string => inChina(iso).toISOString().slice(11, 16)

/** "11月24日 周二". */
export function shortDay(iso: string): string {
  const moment = inChina(iso)
  return `${dayOf(moment.toISOString().slice(0, 10))} 周${weekdays[moment.getUTCDay()]}`
}

/** "11月24日 周二 09:00–09:30". */
export function whenWords({ startAt, endAt }: Pick<BookingView, 'startAt' | 'endAt'>): string {
  return `${shortDay(startAt)} ${clockOf(startAt)}–${clockOf(endAt)}`
}

/** What each step of a booking did, in words. */
export const bookingActs: Record<BookingAct, string> = {
  book: '约了这个时间',
  promote: '候补到位',
  confirm: '确认会来',
  cancel: '取消了预约',
  move: '改到别的时间',
  approve: '家园确认了',
  decline: '家园没有通过',
  check_in: '签到',
  miss: '没有来',
  review: '评价了这次服务',
  overbook: '家园加了一个位',
  walk_in: '现场登记',
  expire: '过了时间',
  close: '家园关闭了这个时段',
}

/** The steps of a booking as steps of the request it was made for. */
export function bookingSteps(booking: BookingView, now: number): Step[] {
  const { id, home, service, guest, steps } = booking
  const what = `${home.name}${service.name}${guest ? `（${guest}）` : ''}`
  return steps.map(({ at, act, label, reason }, index) => ({
    key: `${id}-${index}`,
    at,
    when: happenedAt(at, now),
    sentence: `${label}：${bookingActs[act]}`,
    reason,
    text: `${what}，${whenWords(booking)}`,
    photos: [],
    marks: [],
    note: '',
    icon: 'calendar',
  }))
}
