import type { NeighbourView, RequestView } from '../../../typings/api'
import type { RequestState } from '../../../typings/domain'

/** What the tool shows of a request. */
export interface Shown {
  number: string
  state: string
  /** Who has it. */
  who: string
  text: string
  /** What the person may do here. */
  canReply: boolean
  canResolve: boolean
  /** Whether a card of it may be posted. */
  canPost: boolean
}

const states: Record<RequestState, string> = {
  assigned: '等人接手',
  accepted: '办理中',
  waiting: '等居民补充',
  resolved: '已办好，等居民评价',
  closed: '已结束',
  withdrawn: '居民已撤回',
  declined: '没有受理',
  merged: '并到另一件里',
}

const ended: readonly RequestState[] = ['closed', 'withdrawn', 'declined', 'merged']

export function shownToHandler(request: RequestView): Shown {
  const { number, state, handler, unit, text, allowed, isPrivate } = request
  return {
    number,
    state: states[state],
    who: handler?.isMe ? '由我办' : (handler?.label ?? unit.name),
    text,
    canReply: allowed.includes('reply'),
    canResolve: allowed.includes('resolve'),
    canPost: !isPrivate && !ended.includes(state),
  }
}

export function shownToNeighbour(request: NeighbourView): Shown {
  const { number, state, handler, unit, text } = request
  return {
    number,
    state: states[state],
    who: handler?.label ?? unit.name,
    text,
    canReply: false,
    canResolve: false,
    canPost: false,
  }
}

/** Where a request opens outside of a group; inside, no other page can be reached. */
export function pageOutside(page: 'request' | 'answer' | 'follow', id: string): string {
  const pages = {
    request: '/packages/request/request',
    answer: '/packages/work/answer',
    follow: '/packages/request/follow',
  }
  return `${pages[page]}?id=${id}`
}
