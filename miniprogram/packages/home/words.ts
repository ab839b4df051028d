import type { ServiceKind, SlotHindrance, SlotView } from '../../../typings/bookings'
import { bookingStates, clockOf, weekdays } from '../../format/bookings'
import { chinaDate } from '../../format/time'
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

/** Seven days from one, as chips: 今天, 明天, then weekdays. */
export function dayChips(now: number, from = 0): DayChip[] {
  return Array.from({ length: 7 }, (_, index) => {
    const day = chinaDate(now, from + index)
    const near = ['今天', '明天'][from + index]
    const name = near ?? `周${weekdays[new Date(`${day}T00:00:00Z`).getUTCDay()]}`
    return { day, name, date: day.slice(5).replace('-', '/') }
  })
}
