import {
  afterRefusal,
  cardLifetime,
  isUsable,
  newCard,
  planCard,
  stirred,
} from '../../core/chat-tool/card'
import type { ChatCard } from '../../core/chat-tool/types'
import {
  cardTitle,
  noticeTitle,
  noticeWidth,
  widthOf,
  withinWidth,
} from '../../core/chat-tool/words'
import { topicWords } from '../../core/requests/topics'
import type { Request } from '../../core/requests/types'
import type { Topic } from '../../typings/domain'
import { done, hour, monday, newRequest } from './place'
import { inState } from './requests/states'

const made = { activityId: 'a1', groupId: 'g1', memberId: 'm1', userId: 'leader7' }
const card = newCard(made, monday)
const withCard = (request: Request, more: Partial<ChatCard> = {}) => ({
  ...request,
  chatCard: { ...card, ...more },
})
const states = (request: Request, more: Partial<ChatCard> = {}, now = monday) =>
  planCard(withCard(request, more), now).messages.map(({ targetState, participatorInfoList }) => [
    targetState,
    ...(participatorInfoList ?? []),
  ])
const completed = { groupOpenid: 'm1', state: 1 }

describe('what a group is told of a request', () => {
  test('nothing while it is on its way; done when it is resolved; over at its end', () => {
    expect(states(newRequest())).toEqual([])
    expect(states(inState.accepted())).toEqual([])
    expect(states(inState.waiting())).toEqual([])
    expect(states(inState.resolved())).toEqual([[1, completed]])
    expect(states(inState.closed(), { isDone: true })).toEqual([[3]])
    for (const name of ['withdrawn', 'declined', 'merged'] as const)
      expect(states(inState[name]())).toEqual([[3]])
  })

  test('soon due, once: and the clock looks when that begins', () => {
    const request = done(newRequest(), 'leader7', { name: 'accept' }).next
    const plan = planCard(withCard(request), monday)
    const { dueAt } = plan.card
    expect(dueAt).toBeGreaterThan(monday)
    const later = planCard({ ...request, chatCard: plan.card }, dueAt ?? 0)
    expect(later.messages).toEqual([{ activityId: 'a1', targetState: 2 }])
    expect(planCard({ ...request, chatCard: later.card }, (dueAt ?? 0) + hour).messages).toEqual([])
  })

  test("a member's part never goes back: opened again, the card is over", () => {
    const reopened = done(inState.resolved(), 'resident1', { name: 'reopen', reason: '还漏' }).next
    expect(states(reopened, { isDone: true })).toEqual([[3]])
  })

  test('nothing once WeChat has forgotten the card', () => {
    const plan = planCard(withCard(inState.resolved()), monday + cardLifetime)
    expect(plan).toMatchObject({ messages: [], card: { dueAt: null } })
  })
})

test('each step of the request has its living card looked at, and no other', () => {
  expect(stirred(null, monday)).toBeNull()
  expect(stirred({ ...card, dueAt: null }, monday + hour)).toMatchObject({ dueAt: monday + hour })
  const over = { ...card, step: 'over' as const, dueAt: null }
  expect(stirred(over, monday)).toBe(over)
  expect(stirred({ ...card, dueAt: null }, monday + cardLifetime)).toMatchObject({ dueAt: null })
})

test('refused: again after 5 and 30 minutes, then no more; at once no more where the id is gone', () => {
  const busy = { code: -1, taken: [] }
  const first = afterRefusal(card, busy, monday)
  expect(first).toMatchObject({ dueAt: monday + 5 * 60_000, tries: 1, step: 'open' })
  const second = afterRefusal(first, busy, monday)
  expect(second).toMatchObject({ dueAt: monday + 30 * 60_000, tries: 2 })
  expect(afterRefusal(second, busy, monday)).toMatchObject({ dueAt: null, step: 'over' })
  const forgotten = { code: 47504, taken: [] }
  expect(afterRefusal(card, forgotten, monday)).toMatchObject({ dueAt: null, step: 'over' })
  const [done] = planCard(withCard(inState.resolved()), monday).messages
  const half = { code: -1, taken: done ? [done] : [] }
  expect(afterRefusal(card, half, monday)).toMatchObject({ isDone: true, step: 'open' })
})

test('a card is posted again while it lives, by the same person into the same group', () => {
  const usable = (more: Partial<ChatCard>, now = monday) =>
    isUsable({ ...card, ...more }, { groupId: 'g1', userId: 'leader7' }, now)
  expect(usable({})).toBe(true)
  expect([usable({ groupId: 'g2' }), usable({ userId: 'x' }), usable({ step: 'over' })]).toEqual([
    false,
    false,
    false,
  ])
  expect(usable({}, monday + cardLifetime - 30 * 60_000)).toBe(false)
  expect(isUsable(null, made, monday)).toBe(false)
})

describe('titles', () => {
  test('width as WeChat counts it: Chinese 2, Latin 1', () => {
    expect([widthOf(''), widthOf('a1'), widthOf('路灯'), widthOf('3栋')]).toEqual([0, 2, 4, 3])
    expect(withinWidth('环境卫生', 8)).toBe('环境卫生')
    expect(withinWidth('环境卫生', 7)).toBe('环境…')
    expect(widthOf(withinWidth('长'.repeat(40), 30))).toBeLessThanOrEqual(30)
  })

  test('every topic fits a reminder, and says nothing that was written', () => {
    for (const topic of Object.keys(topicWords) as Topic[]) {
      const request = { ...newRequest({ text: '老王家的事' }), topic }
      expect(widthOf(noticeTitle(request))).toBeLessThanOrEqual(noticeWidth)
      expect(cardTitle(request)).toBe(`${topicWords[topic]} · 编号 4827 1930`)
      expect(noticeTitle(request)).not.toContain('老王')
    }
  })
})
