import type { DueView } from '../../typings/requests'
import { leftWords } from './time'
import { lights, type Tone } from './words'

const clocks = { accept: '签收', handle: '办理', final: '总时限' } as const

export interface DueWords {
  tone: Tone
  text: string
}

/** What the clock says to staff: "签收 还剩 3 小时", "办理 超时 20 分钟"; null where none runs. */
export function dueWords(due: DueView, now: number): DueWords | null {
  const { tone, word } = lights[due.light]
  if (due.light === 'stopped') return null
  if (due.light === 'paused') return { tone, text: word }
  if (!due.next) return null
  return { tone, text: `${clocks[due.next.clock]} ${leftWords(due.next.at, now)}` }
}
