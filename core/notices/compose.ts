import type { Telling } from '../requests/commands/step'
import { isTypedReason, wordsVerdict } from '../requests/content'
import type { Entry, Notice, NoticeKind, Request } from '../requests/types'
import { spokenNumber } from '../requests/number'
import { clip } from './fields'
import { type DirectAudience, sentenceOf } from './sentences'

/** Which page answers a notice of a worker: the answer page where an answer is due. */
const answerKinds: readonly NoticeKind[] = [
  'new_work',
  'supplemented',
  'reopened',
  'urged',
  'supervised',
  'missed_deadline',
  'emergency',
  'co_handle',
]

/** Always at once, whatever the hour. */
const urgentKinds: readonly NoticeKind[] = ['emergency']

/**
 * The notices of one step: each person once, the first telling wins, and never the one who
 * acted. `next` is the request after the step.
 */
export function noticesOf({
  next,
  entry,
  tell,
}: {
  next: Request
  entry: Entry
  tell: readonly Telling[]
}): Notice[] {
  const told = new Set<string>([entry.actor.userId])
  return tell.flatMap((telling) =>
    telling.to.flatMap((userId) => {
      if (userId === '' || told.has(userId)) return []
      told.add(userId)
      return [noticeFor(userId, telling, { next, entry })]
    }),
  )
}

function noticeFor(
  userId: string,
  { kind, audience, isUrgent }: Telling,
  { next, entry }: { next: Request; entry: Entry },
): Notice {
  const isPressing = next.urgency === 'emergency' || next.urgency === 'urgent'
  const isNeighbour = audience === 'resident' && userId !== next.reporterId
  const summary = summaryFor(next, isNeighbour)
  return {
    id: `${next.version}:${kind}:${userId}`,
    at: entry.at,
    userId,
    kind,
    audience,
    text: sentenceOf(kind, audience, {
      request: next,
      entry: isNeighbour ? withoutWords(entry) : entry,
      summary,
    }),
    summary,
    opens: opens(kind, audience),
    isUrgent: isUrgent ?? (urgentKinds.includes(kind) || (audience === 'worker' && isPressing)),
  }
}

/** A neighbour is told by the number where the words are private, or not yet checked. */
function summaryFor(request: Request, isNeighbour: boolean): string {
  const isReadable = !request.isPrivate && wordsVerdict(request, 1) === 'passed'
  if (isNeighbour && !isReadable) return `编号 ${spokenNumber(request.number)}`
  return clip(request.text, 16)
}

/** What somebody has only just written is not checked: neighbours read it on the page, later. */
function withoutWords(entry: Entry): Entry {
  const { text: _, ...rest } = entry
  return { ...rest, reason: isTypedReason(entry) ? '' : entry.reason }
}

function opens(kind: NoticeKind, audience: DirectAudience): Notice['opens'] {
  return audience === 'worker' && answerKinds.includes(kind) ? 'answer' : 'request'
}
