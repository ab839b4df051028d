import fc from 'fast-check'
import { allowances, mostInAMinute, paced, renewed, spent } from '../../../core/chat/limits'
import { type Outcome, settled } from '../../../core/chat/settle'
import { step } from '../../../core/chat/step'
import { type Known, type Line, type Message, type Talk, newTalk } from '../../../core/chat/types'
import { limits } from '../../../core/limits'
import { monday } from '../place'

const line = (id: string, state: Line['state'] = 'assigned'): Line => ({
  id,
  title: `第${id}件事`,
  state,
  who: '罗布社区 07 微网格长',
})
const known = (more: Partial<Known> = {}): Known => ({
  now: monday,
  key: 'chat-1',
  isHandler: true,
  work: [],
  own: [],
  receiver: '罗布社区 07 微网格长',
  ...more,
})

const typed = fc.oneof(
  fc.constantFrom('1', '2', '3', '4', '5', '0', '?', '撤销', '好', '不', '帮助', '谢谢', '👍', ''),
  fc.constantFrom('2 今晚就修', '3', '三 好了', '4 要换电缆', '解决不了', '已经修好了', '我来看看'),
  fc.constantFrom(
    '楼道的灯坏了',
    '着火了',
    '反映 井盖松了',
    '第2件',
    '9 今晚修',
    '长'.repeat(1001),
  ),
  fc.string({ maxLength: 30 }),
)
const message: fc.Arbitrary<Message> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('text' as const), text: typed }) },
  fc.record({
    kind: fc.constant('enter' as const),
    session: fc.oneof(fc.constantFrom('', 'report', 'request:a', 'request:', ':'), fc.string()),
  }),
  fc.record({ kind: fc.constant('card' as const), path: fc.constantFrom('', 'p/a?id=a', 'p?x=1') }),
  fc.constant({ kind: 'other' } as const),
)
const lines = fc.constantFrom<Line[]>(
  [],
  [line('a')],
  [line('a'), line('b', 'waiting')],
  [...'abcdefghijk'].map((id) => line(id)),
)
const situation = fc.record({
  isHandler: fc.boolean(),
  work: lines,
  own: lines,
  later: fc.constantFrom(0, 1000, 3 * 60_000, 40 * 60_000),
  isRefused: fc.boolean(),
})

test('whatever is said in whatever order, something is answered and nothing is made up', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(message, situation), { maxLength: 25 }), (said) => {
      let talk: Talk = newTalk
      let now = monday
      for (const [one, { later, isRefused, ...more }] of said) {
        now += later
        const stepped = step(talk, one, known({ ...more, now }))
        talk = answered(stepped, isRefused)
        expect(talk.choices.length).toBeLessThanOrEqual(9)
        expect(talk.at).toBe(now)
      }
    }),
    { numRuns: 500 },
  )
})

/** What the conversation remembers after the deed was done, or refused. */
function answered({ talk, intent }: ReturnType<typeof step>, isRefused: boolean): Talk {
  if (intent.kind === 'say') {
    expect(intent.words).toMatch(/[\p{Script=Han}]/u)
    return talk
  }
  if (intent.kind === 'answer' && intent.answer !== 'accept') {
    const most = intent.answer === 'escalate' ? limits.reason : limits.words
    expect(intent.text.trim()).not.toBe('')
    expect([...intent.text].length).toBeLessThanOrEqual(most)
  }
  if (intent.kind === 'report' || intent.kind === 'supplement') expect(intent.text).not.toBe('')
  const request = { ...line('a', 'accepted'), number: '4827 1930', isTheirs: true }
  const outcome: Outcome = isRefused
    ? { kind: 'refused', why: '现在不能这样做。', request: null }
    : { kind: 'done', request }
  const after = settled({ talk, intent }, outcome)
  expect(after.words).toMatch(/[\p{Script=Han}].{3}/u)
  return after.talk
}

const say = (talk: Talk, text: string, more: Partial<Known> = {}) =>
  step(talk, { kind: 'text', text }, known(more))
const picked: Talk = { ...newTalk, picked: { id: 'a', title: '第a件事' }, at: monday }

test('a pick is forgotten after half an hour: the words of tomorrow ask to whom they go', () => {
  const work = [line('a'), line('b')]
  expect(say(picked, '今晚就修', { work }).intent).toMatchObject({
    kind: 'answer',
    topic: { id: 'a' },
  })
  const { intent, talk } = say(picked, '今晚就修', { work, now: monday + 31 * 60_000 })
  expect(intent).toMatchObject({ kind: 'say' })
  expect(talk.pending).toEqual({ kind: 'which', answer: 'reply', text: '今晚就修' })
})

test('a sentence that sounds like a result is a reply where a reply was asked for', () => {
  const asked = say(picked, '2').talk
  expect(say(asked, '已经修好了').intent).toMatchObject({ answer: 'reply', text: '已经修好了' })
  expect(say(picked, '已经修好了').intent).toMatchObject({ answer: 'resolve' })
})

test("a second yes reports under the first message's key", () => {
  const asked = say({ ...newTalk }, '楼道的灯坏了', { isHandler: false, key: 'chat-first' }).talk
  const yes = { isHandler: false, key: 'chat-second' }
  expect(say(asked, '1', yes).intent).toEqual({
    kind: 'report',
    text: '楼道的灯坏了',
    key: 'chat-first',
  })
})

describe('how much is said', () => {
  test('five answers in two days after a message, two in a minute after coming in', () => {
    let allowance = renewed({ left: 0, until: 0 }, 'message', monday)
    for (let count = 0; count < allowances.message.answers; count++)
      allowance = spent(allowance, monday + 1)!
    expect(spent(allowance, monday + 1)).toBeNull()
    expect(spent(renewed(allowance, 'message', monday + 2), monday + 3)).not.toBeNull()
    const entered = renewed({ left: 0, until: 0 }, 'enter', monday)
    expect(entered).toEqual({ left: 2, until: monday + 60_000 })
    expect(spent(entered, monday + 60_000)).toBeNull()
  })

  test('coming in shortens no allowance', () => {
    const before = renewed({ left: 0, until: 0 }, 'message', monday)
    expect(renewed(before, 'enter', monday + 1)).toEqual(before)
  })

  test('more than anybody types is said so once a minute', () => {
    let pace = { since: 0, count: 0 }
    const moods = Array.from({ length: mostInAMinute + 3 }, () => {
      const next = paced(pace, monday)
      ;({ pace } = next)
      return next.mood
    })
    expect(moods.filter((mood) => mood === 'calm')).toHaveLength(mostInAMinute)
    expect(moods.slice(mostInAMinute)).toEqual(['fast', 'flood', 'flood'])
    expect(paced(pace, monday + 60_000).mood).toBe('calm')
  })
})
