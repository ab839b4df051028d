import { minuteMs } from '../../../core/calendar'
import { factsOf } from '../../../core/numbers/facts'
import { allowedCommands } from '../../../core/requests/decide'
import type { CommandInput } from '../../../core/requests/command-input'
import type { Request } from '../../../core/requests/types'
import { viewRequest } from '../../../core/requests/view'
import { done, give, hour, monday, newRequest, refusalOf, someone } from '../place'

const takeBack = { name: 'take_back' } as const
const reply = { name: 'reply', text: '今晚就修' } as const
const resolve = { name: 'resolve', outcome: 'solved', text: '换好了' } as const
const escalate = { name: 'escalate', reason: '要换电缆' } as const
const inTwoMinutes = { now: monday + 2 * minuteMs }

const asked = (): Request => done(newRequest(), 'leader7', { name: 'ask', text: '几号楼' }).next
const accepted = (): Request => done(newRequest(), 'leader7', { name: 'accept' }).next

/** A request but for what every step adds to it. */
function essence({ version, history, outbox, hasOutbox, updatedAt, safety, ...rest }: Request) {
  return rest
}

describe('an answer taken back at once', () => {
  const answers: [string, () => Request, CommandInput][] = [
    ['an acceptance', newRequest, { name: 'accept' }],
    ['a reply that accepted it', newRequest, reply],
    ['a further reply', accepted, reply],
    ['a reply while the resident is asked', asked, reply],
    ['a resolution of what nobody had accepted', newRequest, resolve],
    ['a resolution', accepted, resolve],
    ['a resolution while the resident is asked', asked, resolve],
    ['an escalation', newRequest, escalate],
    ['an escalation of what was accepted', accepted, escalate],
    ['an escalation while the resident is asked', asked, escalate],
  ]

  test.each(answers)(
    '%s: the request is as before, the history has both steps',
    (_, before, step) => {
      const request = before()
      const answered = done(request, 'leader7', step).next
      const back = done(answered, 'leader7', takeBack, inTwoMinutes).next
      expect(essence(back)).toEqual(essence(request))
      expect(back.history.slice(0, -2)).toEqual(request.history)
      expect(back.history.slice(-2).map(({ command }) => command)).toEqual([step.name, 'take_back'])
      expect(back.version).toBe(request.version + 2)
      expect(factsOf(back)).toEqual(factsOf(request))
    },
  )

  test('tells the resident, whoever had been given it, and nobody twice', () => {
    const up = done(newRequest(), 'leader7', escalate).next
    const { notices } = done(up, 'leader7', takeBack)
    expect(notices.map(({ userId, kind }) => [userId, kind])).toEqual([
      ['areaLeader', 'taken_back'],
      ['resident1', 'taken_back'],
    ])
    expect(notices[1]?.text).toBe('罗布社区 07 微网格长收回了刚才那一步：没有上报，还是自己办')
  })

  test('its words are for those who handle it; the resident reads that it was taken back', () => {
    const answered = done(newRequest(), 'leader7', reply).next
    const { next } = done(answered, 'leader7', takeBack)
    const entryFor = (userId: string) =>
      viewRequest(next, someone(userId), monday).history.find(({ command }) => command === 'reply')
    expect(entryFor('resident1')).toMatchObject({ isTakenBack: true })
    expect(entryFor('resident1')).not.toHaveProperty('text')
    expect(entryFor('leader7')).toMatchObject({ isTakenBack: true, text: '今晚就修' })
  })

  test('the acceptance clock runs on as if nothing had been said', () => {
    const answered = done(newRequest(), 'leader7', reply).next
    const { next } = done(answered, 'leader7', takeBack, inTwoMinutes)
    expect(next.dueAt).toBe(newRequest().dueAt)
  })
})

describe('what can not be taken back', () => {
  const answered = () => done(newRequest(), 'leader7', reply).next

  test('an answer of more than two minutes ago', () => {
    const late = { now: monday + 2 * minuteMs + 1 }
    expect(refusalOf(answered(), 'leader7', takeBack, late)).toBe('TOO_LATE')
  })

  test('anything after which something has happened', () => {
    const heard = done(answered(), 'resident1', { name: 'supplement', text: '谢谢' }).next
    expect(refusalOf(heard, 'leader7', takeBack)).toBe('FORBIDDEN')
    const resolved = done(answered(), 'leader7', resolve).next
    const rated = done(resolved, 'resident1', { name: 'rate', solved: true }).next
    expect(refusalOf(rated, 'leader7', takeBack)).toBe('FORBIDDEN')
  })

  test("somebody else's answer, whatever post they hold", () => {
    for (const userId of ['resident1', 'leader8', 'areaLeader', 'worker1', 'system']) {
      expect(refusalOf(answered(), userId, takeBack)).toBe('FORBIDDEN')
    }
  })

  test('an answer given in a post that is held no more', () => {
    const up = done(newRequest(), 'leader7', escalate).next
    const context = { person: { userId: 'leader7', posts: [] }, now: monday }
    expect(allowedCommands(up, context.person, monday)).not.toContain('take_back')
    expect(allowedCommands(up, someone('leader7'), monday)).toContain('take_back')
  })

  test('steps that are no answers, and the taking back itself', () => {
    expect(refusalOf(asked(), 'leader7', takeBack)).toBe('WRONG_STATE')
    const back = done(answered(), 'leader7', takeBack).next
    expect(refusalOf(back, 'leader7', takeBack)).toBe('WRONG_STATE')
    expect(give(back, 'leader7', reply, { now: monday + hour })).toHaveProperty('next')
  })
})
