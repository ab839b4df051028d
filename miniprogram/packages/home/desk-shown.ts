import type { DeskRow, DeskSlot } from '../../../typings/bookings'
import { bookingStates, clockOf } from '../../format/bookings'
import type { Tone } from '../../format/words'

interface Row {
  id: string
  name: string
  detail: string
  state: { text: string; icon: string; tone: Tone }
  can: Record<string, boolean>
}

export interface Shown {
  id: string
  title: string
  count: string
  closed: string
  isOpen: boolean
  rows: Row[]
}

/** A slot of the desk's day. */
export function toShown(slot: DeskSlot): Shown {
  const { capacity, left, waiting, closedBecause, hindrance } = slot
  const seats = slot.rows.filter(({ state }) => state !== 'waiting').length
  const waits = waiting > 0 ? `，候补 ${waiting} 人` : ''
  return {
    id: slot.id,
    title: `${clockOf(slot.startAt)}–${clockOf(slot.endAt)} ${slot.service}`,
    count: seats === 0 && waiting === 0 ? `${capacity} 个位` : `还有 ${left} 个位${waits}`,
    closed: closedBecause ? `已关闭：${closedBecause}` : '',
    isOpen: hindrance !== 'closed' && Date.parse(slot.endAt) > Date.now(),
    rows: slot.rows.map(toRow),
  }
}

export function toRow(row: DeskRow): Row {
  const facts = [
    `码 ${row.code}`,
    row.phone,
    row.party > 1 ? `${row.party} 位` : '',
    row.place ? `候补第 ${row.place}` : '',
    row.isExtra ? '加位' : '',
    row.bookedBy ? `${row.bookedBy} 代约` : '',
  ]
  return {
    id: row.id,
    name: row.name || '邻居',
    detail: facts.filter(Boolean).join(' · '),
    state: bookingStates[row.state],
    can: Object.fromEntries(row.allowed.map((act) => [act, true])),
  }
}
