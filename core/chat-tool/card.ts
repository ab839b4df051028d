import { minuteMs } from '../calendar'
import { runningDeadlines } from '../requests/deadlines'
import { isOpenState } from '../requests/transitions'
import type { Request } from '../requests/types'
import type { CardMessage, CardStep, ChatCard } from './types'

/** The template whose system line says "… 已完成 … 发布的 …". */
export const completeTemplate = '4A68CBB88A92B0A9311848DBA1E94A199B166463'

/** WeChat forgets a dynamic card's id after a day. */
export const cardLifetime = 24 * 60 * minuteMs

/** Shorter than this there is no point in posting it. */
const shortest = 60 * minuteMs

/** What the group is to see of a request: how far its card has come, and whether it was done. */
type Subject = Pick<Request, 'state' | 'unit' | 'clocks' | 'chatCard'>

export function newCard(
  made: Pick<ChatCard, 'activityId' | 'groupId' | 'memberId' | 'userId'>,
  now: number,
): ChatCard {
  return {
    ...made,
    expiresAt: now + cardLifetime,
    step: 'open',
    isDone: false,
    tries: 0,
    dueAt: now,
    rev: 1,
  }
}

/** Whether a card can still be posted by this person into this group. */
export function isUsable(
  card: ChatCard | null,
  by: Pick<ChatCard, 'groupId' | 'userId'>,
  now: number,
): card is ChatCard {
  if (!card || card.step === 'over' || card.expiresAt - now < shortest) return false
  return card.groupId === by.groupId && card.userId === by.userId
}

/** The clock looks at a living card after each step of its request. */
export function stirred(card: ChatCard | null, now: number): ChatCard | null {
  return card && isLiving(card, now) ? { ...card, dueAt: now, tries: 0 } : card
}

const isLiving = ({ step, expiresAt }: ChatCard, now: number) => step !== 'over' && now < expiresAt

/** What has to be told to WeChat, and the card once it is. */
export interface CardPlan {
  messages: CardMessage[]
  card: ChatCard
}

/**
 * A member's part only ever goes from open to done. A request that is opened again after it was
 * done ends its card: a new one is posted for the new round.
 */
export function planCard(request: Subject & { chatCard: ChatCard }, now: number): CardPlan {
  const { chatCard: card } = request
  if (!isLiving(card, now)) return { messages: [], card: { ...card, dueAt: null } }
  const isDone = card.isDone || request.state === 'resolved'
  const isAgain = card.isDone && isOpenState(request.state) && request.state !== 'resolved'
  const step = isAgain ? 'over' : stepOf(request, now)
  const dueAt = step === 'open' ? closingAt(request, card) : null
  const next = { ...card, step, isDone, dueAt, tries: 0, rev: card.rev + 1 }
  return { messages: messagesBetween(card, next), card: next }
}

function stepOf(request: Subject, now: number): CardStep {
  if (!isOpenState(request.state)) return 'over'
  const redAt = runningDeadlines(request as Request)[0]?.redAt
  return redAt !== undefined && redAt <= now ? 'closing' : 'open'
}

/** When a card that is open turns to "即将截止", if it lives that long. */
function closingAt(request: Subject, { expiresAt }: ChatCard): number | null {
  const redAt = runningDeadlines(request as Request)[0]?.redAt
  return redAt !== undefined && redAt < expiresAt ? redAt : null
}

const targets: Record<CardStep, CardMessage['targetState']> = { open: 1, closing: 2, over: 3 }

function messagesBetween(before: ChatCard, after: ChatCard): CardMessage[] {
  const { activityId, memberId } = after
  const done: CardMessage[] =
    after.isDone && !before.isDone
      ? [
          {
            activityId,
            targetState: 1,
            participatorInfoList: [{ groupOpenid: memberId, state: 1 }],
          },
        ]
      : []
  const isStepped = after.step !== before.step && after.step !== 'open'
  return [...done, ...(isStepped ? [{ activityId, targetState: targets[after.step] }] : [])]
}

const delays = [5 * minuteMs, 30 * minuteMs]
const idGone = 47504

/**
 * The card after WeChat refused: tried again twice, or given up where its id is gone. What it
 * took before is not told again.
 */
export function afterRefusal(
  card: ChatCard,
  { code, taken }: { code: number; taken: readonly CardMessage[] },
  now: number,
): ChatCard {
  const delay = code === idGone ? undefined : delays[card.tries]
  const isDone = card.isDone || taken.some((message) => message.participatorInfoList)
  const known = { ...card, isDone, rev: card.rev + 1 }
  if (delay === undefined) return { ...known, step: 'over', dueAt: null }
  return { ...known, tries: card.tries + 1, dueAt: now + delay }
}
