import type { NeighbourLine, NeighbourView } from '../../typings/api'
import { promise } from './due'
import { happenedAt } from './time'
import { steps, type Step } from './timeline'
import { groupStates, stateLooks, topics, whoHasIt } from './words'

/** One line of what is open around. */
export interface NeighbourRow {
  id: string
  state: { icon: string; tone: string; text: string }
  topic: string
  place: string
  who: string
  expects: string
  when: string
  others: string
}

/** A neighbour's request as its page shows it. */
export interface Neighbour extends NeighbourRow {
  text: string
  headline: string
  followers: string
  steps: Step[]
  canMeToo: boolean
  canFollow: boolean
  canUnfollow: boolean
  isMeToo: boolean
}

/** Who has it now, as the first thing read. */
function headline(request: NeighbourLine): string {
  const who = whoHasIt(request)
  switch (request.state) {
    case 'assigned':
      return `已送到${who}`
    case 'accepted':
      return `${who}正在办`
    case 'waiting':
      return `${who}在等反映的人补充`
    case 'resolved':
      return `${who}说办好了`
    case 'closed':
      return '这件事已经结束'
    case 'withdrawn':
      return '反映的人已经撤回'
    case 'declined':
      return '这件事没有受理'
    case 'merged':
      return '和同一件事放在一起办'
  }
}

export function toRow(line: NeighbourLine, now: number): NeighbourRow {
  const { id, state, topic, place, meTooCount, submittedAt } = line
  return {
    id,
    state: { ...stateLooks[state], text: groupStates[state] },
    topic: topics[topic],
    place: place ?? '',
    who: whoHasIt(line),
    expects: promise(line.due, now),
    when: happenedAt(submittedAt, now),
    others: meTooCount > 0 ? `${meTooCount} 位邻居也遇到了` : '',
  }
}

export function toNeighbour(request: NeighbourView, now: number): Neighbour {
  const { text, history, followCount, allowed, isMeToo } = request
  return {
    ...toRow(request, now),
    text,
    headline: headline(request),
    followers: followCount > 0 ? `${followCount} 人关注` : '',
    steps: steps({ history, isMine: false }, now),
    canMeToo: allowed.includes('me_too'),
    canFollow: allowed.includes('follow'),
    canUnfollow: allowed.includes('unfollow'),
    isMeToo,
  }
}

/** What those who handle it, and who reported it, read of the neighbours; empty while there are none. */
export function neighboursWords({
  meTooCount,
  followCount,
}: Pick<NeighbourView, 'meTooCount' | 'followCount'>): string {
  const parts = [
    meTooCount > 0 ? `${meTooCount} 位邻居也遇到了` : '',
    followCount > 0 ? `${followCount} 人关注` : '',
  ]
  return parts.filter(Boolean).join('，')
}
