import type { DueView } from '../../typings/api'
import { leftWords, untilWords } from './time'
import { lights, type Tone } from './words'

export interface DueWords {
  icon: string
  tone: Tone
  text: string
}

/** What the clock says to those who handle it: "还剩 3 小时 · 快到时间"; null where none runs. */
export function dueWords(due: DueView, now: number): DueWords | null {
  const { icon, tone, word } = lights[due.light]
  if (due.light === 'stopped') return null
  if (due.light === 'paused') return { icon, tone, text: word }
  if (!due.next) return null
  const left = leftWords(due.next.at, now)
  const isLate = due.light === 'overdue' || left.startsWith('已超时')
  return { icon, tone, text: isLate || !word ? left : `${left} · ${word}` }
}

/** What a resident may expect next: "今天下午 5 点前会有人接手"; empty where nothing is due. */
export function promise(due: DueView, now: number): string {
  if (!due.next || due.light === 'paused' || due.light === 'stopped') return ''
  const until = untilWords(due.next.at, now)
  if (Date.parse(due.next.at) < now) return '已过了约定时间，会自动交给上一级'
  switch (due.next.clock) {
    case 'accept':
      return `${until}会有人接手`
    case 'handle':
      return `${until}会有答复`
    case 'final':
      return `${until}会办完`
  }
}
