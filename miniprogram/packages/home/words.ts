import type {
  BookingState,
  BookingView,
  ServiceKind,
  SlotHindrance,
  SlotView,
} from '../../../typings/bookings'
import { chinaDate, dayOf } from '../../format/time'
import type { Tone } from '../../format/words'

/** Kinds of service in the order people look for them. */
export const kinds = [
  { id: 'clinic', name: '看医生', icon: 'heart' },
  { id: 'canteen', name: '长者餐', icon: 'rice' },
  { id: 'childcare_class', name: '四点半课堂', icon: 'education' },
  { id: 'haircut', name: '理发', icon: 'cut' },
  { id: 'repair', name: '维修', icon: 'tools' },
  { id: 'meeting_room', name: '议事厅', icon: 'usergroup' },
  { id: 'counselling', name: '谈心', icon: 'chat' },
  { id: 'activity', name: '活动', icon: 'gift' },
] as const satisfies { id: ServiceKind; name: string; icon: string }[]

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

const hindrances: Record<SlotHindrance, string> = {
  full: '约满了',
  closed: '不开放',
  past: '已经过了',
  too_early: '还没开放预约',
  too_late: '来不及约了',
  mine: '您约了',
  not_eligible: '不在服务范围',
  over_limit: '次数满了',
}

export interface SlotWords {
  id: string
  time: string
  service: string
  places: string
  tone: Tone
  /** Where a tap leads: to book, to one's own booking, or nowhere. */
  leads: 'book' | 'mine' | 'nowhere'
  mineId: string
}

/** A slot as a row: when, what, and how many places there are. */
export function slotWords(slot: SlotView, service: string): SlotWords {
  const canWait = slot.hindrance === 'full' && slot.hasWaitlist
  const leads = slot.mine ? 'mine' : !slot.hindrance || canWait ? 'book' : 'nowhere'
  return {
    id: slot.id,
    time: `${clockOf(slot.startAt)}–${clockOf(slot.endAt)}`,
    service,
    places: placesWords(slot, canWait),
    tone: slot.mine ? 'accent' : slot.hindrance ? 'plain' : 'good',
    leads,
    mineId: slot.mine?.id ?? '',
  }
}

/** What is over is of no use to anybody but who was there. */
export const isAhead = ({ hindrance, mine }: SlotView) => hindrance !== 'past' || mine !== null

function placesWords(slot: SlotView, canWait: boolean): string {
  if (slot.mine) return bookingStates[slot.mine.state].text
  if (canWait) return slot.waiting > 0 ? `满了，${slot.waiting} 人候补` : '满了，可以候补'
  return slot.hindrance ? hindrances[slot.hindrance] : `还有 ${slot.left} 个位`
}

export interface DayChip {
  day: string
  name: string
  date: string
}

const weekdays = ['日', '一', '二', '三', '四', '五', '六']

/** Seven days from one, as chips: 今天, 明天, then weekdays. */
export function dayChips(now: number, from = 0): DayChip[] {
  return Array.from({ length: 7 }, (_, index) => {
    const day = chinaDate(now, from + index)
    const near = ['今天', '明天'][from + index]
    const name = near ?? `周${weekdays[new Date(`${day}T00:00:00Z`).getUTCDay()]}`
    return { day, name, date: day.slice(5).replace('-', '/') }
  })
}

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
