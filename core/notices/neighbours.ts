import type { Command, Outcome } from '../../typings/domain'
import { spokenNumber } from '../requests/number'
import { topicWords } from '../requests/topics'
import type { Entry, Notice, NoticeKind, Request } from '../requests/types'
import { outcomeWords } from './sentences'

type Tell = (facts: { who: string; outcome: Outcome | undefined }) => string

/** What neighbours who follow a request hear of each step; of the others nothing. */
const tellings: Partial<Record<NoticeKind, Tell>> = {
  taken: ({ who }) => `，${who}接手了`,
  replied: () => '有了新的进展',
  moved: ({ who }) => `现在由${who}办理`,
  resolved: ({ outcome }) => (outcome ? outcomeWords[outcome] : '已办结'),
  reopened: ({ who }) => `还没有解决，重新交给${who}办理`,
  declined: () => '不能在这里办理',
  withdrawn: () => '已撤回',
  merged: () => '和同一件事放在一起办理',
  closed: () => '已办结',
  extension: () => '需要多一些时间',
  taken_back: () => '有一步更正，请看最新的情况',
}

const kinds: Partial<Record<Command, NoticeKind>> = {
  accept: 'taken',
  reply: 'replied',
  resolve: 'resolved',
  reopen: 'reopened',
  decline: 'declined',
  withdraw: 'withdrawn',
  merge: 'merged',
  close: 'closed',
  approve_extension: 'extension',
  take_back: 'taken_back',
}

function kindOf({ command, before, after }: Entry): NoticeKind | undefined {
  if (command === 'rate') return after.state === 'closed' ? 'closed' : 'reopened'
  return kinds[command] ?? (before && before.unit.id !== after.unit.id ? 'moved' : undefined)
}

/**
 * One notice for all who follow a request, in words that give nothing of it away. It is given out
 * to each of them when it is delivered: a thousand neighbours make the write no larger.
 */
export function noticeForNeighbours(next: Request, entry: Entry): Notice[] {
  const kind = next.isPrivate || next.followCount === 0 ? undefined : kindOf(entry)
  const tell = kind && tellings[kind]
  if (!kind || !tell) return []
  const who = next.handler?.label ?? next.unit.name
  const what = `您关注的${topicWords[next.topic]}（编号 ${spokenNumber(next.number)}）`
  return [
    {
      id: `${next.version}:${kind}:neighbours`,
      at: entry.at,
      userId: '',
      kind,
      audience: 'neighbour',
      text: `${what}${tell({ who, outcome: entry.outcome })}`,
      summary: topicWords[next.topic],
      opens: 'follow',
      isUrgent: false,
    },
  ]
}

/** Who hears it: those who follow, but for the people who are told in another capacity. */
export function receiversOf(
  request: Pick<Request, 'followIds' | 'followers' | 'reporterId' | 'handler'>,
): string[] {
  const { followIds, followers, reporterId, handler } = request
  const others = new Set([reporterId, handler?.userId, ...followers])
  return followIds.filter((id) => !others.has(id))
}
