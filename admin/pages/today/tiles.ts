import type { LocationQueryRaw, RouteLocationRaw } from 'vue-router'
import type { TodayView } from '../../../typings/console'
import { countWords } from '../../format/counts'
import { chinaDate } from '../../format/time'
import type { Tone } from '../../format/words'

export interface Tile {
  label: string
  words: string
  isNone: boolean
  tone: Tone
  /** The list behind the number, or the part of this page. */
  to?: RouteLocationRaw
  anchor?: string
}

type CountName = keyof TodayView['counts']

/** The day's numbers, what hurts most first. */
const tiles: readonly {
  count: CountName
  label: string
  tone: Tone
  query?: (today: string) => LocationQueryRaw
  path?: string
  anchor?: string
}[] = [
  { count: 'overdue', label: '已超时', tone: 'late', query: () => ({ light: 'overdue' }) },
  { count: 'red', label: '快到时间', tone: 'late', query: () => ({ light: 'red' }) },
  { count: 'dueToday', label: '今天到期', tone: 'soon', query: () => ({ due: 'today' }) },
  { count: 'unclaimed', label: '没人签收', tone: 'soon', query: () => ({ state: 'assigned' }) },
  { count: 'emergencies', label: '紧急', tone: 'late', query: () => ({ urgency: 'emergency' }) },
  { count: 'submittedToday', label: '今天新来', tone: 'plain', query: (day) => ({ from: day }) },
  { count: 'vacantUnits', label: '没人负责', tone: 'soon', anchor: 'vacant' },
  { count: 'stuckMessages', label: '提醒没发出', tone: 'soon', anchor: 'stuck' },
  { count: 'toReview', label: '待看的内容', tone: 'soon', path: '/reviews' },
]

/** What concerns nobody here is left out. */
export function tilesOf({ counts }: TodayView, now: number): Tile[] {
  return tiles.flatMap(({ count: name, label, tone, query, path, anchor }) => {
    const count = counts[name]
    if (count === null) return []
    return [
      {
        label,
        tone,
        words: countWords(count),
        isNone: count.count === 0,
        ...(query && { to: { path: '/requests', query: query(chinaDate(now)) } }),
        ...(path && { to: path }),
        ...(anchor && { anchor }),
      },
    ]
  })
}
