import type { BookingState, DeskSlot, ServiceKind, SlotView } from '../../../typings/bookings'
import { inChina } from '../../format/time'
import type { Tone } from '../../format/words'

export const bookingStates: Record<BookingState, { word: string; tone: Tone }> = {
  held: { word: '约好了', tone: 'good' },
  requested: { word: '等确认', tone: 'soon' },
  waiting: { word: '候补中', tone: 'soon' },
  offered: { word: '有位了，等本人确认', tone: 'accent' },
  attended: { word: '来过了', tone: 'plain' },
  missed: { word: '没有来', tone: 'plain' },
  cancelled: { word: '已取消', tone: 'plain' },
  declined: { word: '没有通过', tone: 'plain' },
  expired: { word: '已过时', tone: 'plain' },
  moved: { word: '改时间了', tone: 'plain' },
  closed: { word: '时段已关闭', tone: 'plain' },
}

export const serviceKinds: Record<ServiceKind, string> = {
  clinic: '看病量血压',
  canteen: '吃饭',
  haircut: '理发',
  meeting_room: '会议室',
  childcare_class: '孩子课后',
  repair: '维修',
  counselling: '谈心',
  activity: '活动',
}

const weekdays = ['日', '一', '二', '三', '四', '五', '六'] as const

/** "周二" of a day YYYY-MM-DD. */
export const weekdayWords = (day: string) => `周${weekdays[new Date(day).getUTCDay()]}`

const clockWords = (iso: string) => inChina(Date.parse(iso)).format('HH:mm')

/** "09:00–09:30". */
export function spanWords({ startAt, endAt }: Pick<SlotView, 'startAt' | 'endAt'>): string {
  return `${clockWords(startAt)}–${clockWords(endAt)}`
}

/** How full a slot is: "4 位都空着", "来 3 位，还剩 1 位，候补 2 人". */
export function roomWords({ rows, capacity, left, waiting }: DeskSlot): string {
  const seated = rows.filter(({ state }) => state !== 'waiting')
  if (rows.length === 0) return `${capacity} 位都空着`
  const coming = seated.reduce((sum, { party }) => sum + party, 0)
  const room = left > 0 ? `还剩 ${left} 位` : '满了'
  return [`${coming} 位`, room, waiting > 0 ? `候补 ${waiting} 人` : ''].filter(Boolean).join('，')
}

/** Places that can still be taken on a day; null when nothing takes place any more. */
export function placesLeft(slots: readonly SlotView[]): number | null {
  const open = slots.filter(({ hindrance }) => hindrance !== 'closed' && hindrance !== 'past')
  return open.length === 0 ? null : open.reduce((sum, { left }) => sum + left, 0)
}
