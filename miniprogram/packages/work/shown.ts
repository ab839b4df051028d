import type { RequestView } from '../../../typings/api'
import { dueWords, type DueWords } from '../../format/due'
import { neighboursWords } from '../../format/neighbour'
import { parts, type Part } from '../../format/parts'
import { steps, type Step } from '../../format/timeline'
import { staffStates, stateLooks, whoHasIt } from '../../format/words'
import { hasPhone } from './contact'

/** What the answer page shows of a request besides its words. */
export interface Shown {
  state: DueWords
  due: DueWords | null
  who: string
  urged: string
  neighbours: string
  extension: string
  parts: Part[]
  steps: Step[]
  canAccept: boolean
  canReply: boolean
  canResolve: boolean
  canEscalate: boolean
  /** What was answered last can be taken back for two minutes. */
  canTakeBack: boolean
  /** Somebody left a number, and this person works on it. */
  canCall: boolean
  /** True when there is nothing for this person to do. */
  isIdle: boolean
}

const statuses = { asked: '等上一级决定', approved: '已同意', refused: '没有同意' } as const

export function toShown(request: RequestView, now: number): Shown {
  const { allowed, extension } = request
  return {
    state: { ...stateLooks[request.state], text: staffStates[request.state] },
    due: dueWords(request.due, now),
    who: request.handler?.isMe ? '由我办' : whoHasIt(request),
    urged: request.urges.count > 0 ? `居民催过 ${request.urges.count} 次` : '',
    neighbours: neighboursWords(request),
    extension: extension
      ? `申请多用 ${extension.days} 天：${extension.reason}（${statuses[extension.status]}）`
      : '',
    parts: parts(request),
    steps: steps(request, now),
    canAccept: allowed.includes('accept'),
    canReply: allowed.includes('reply'),
    canResolve: allowed.includes('resolve'),
    canEscalate: allowed.includes('escalate'),
    canTakeBack: allowed.includes('take_back'),
    canCall: hasPhone(request) && (allowed.includes('accept') || allowed.includes('reply')),
    isIdle: allowed.every((command) => command === 'take_back'),
  }
}
