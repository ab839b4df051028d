import type { Command, RequestState } from '../../../typings/domain'
import { isRefusal } from '../../../core/errors'
import { allowedCommands } from '../../../core/requests/decide'
import { commands, nextStates, transitions, whoMay } from '../../../core/requests/transitions'
import { give, monday, someone } from '../place'
import { commandNames, inState, inputFor, other } from './states'

const states = Object.keys(transitions) as RequestState[]

/** Who stands how to the requests of `inState`. */
const people = {
  reporter: 'resident1',
  handler: 'worker1',
  colleague: 'worker2',
  above: 'officer',
  coHandler: 'housingOfficer',
  below: 'leader7',
  stranger: 'resident2',
  system: 'system',
}
type Standing = keyof typeof people

/** The whole truth about who may do what, written down a second time by hand. */
const expected: Record<RequestState, Partial<Record<Standing, Command[]>>> = {
  assigned: {
    reporter: ['supplement', 'withdraw', 'urge'],
    handler: [
      'accept',
      'reply',
      'ask',
      'resolve',
      'escalate',
      'delegate',
      'transfer',
      'co_handle',
      'decline',
      'merge',
      'absorb',
      'reclassify',
    ],
    colleague: [
      'accept',
      'reply',
      'ask',
      'resolve',
      'escalate',
      'delegate',
      'transfer',
      'co_handle',
      'decline',
      'merge',
      'absorb',
      'reclassify',
    ],
    above: [
      'delegate',
      'transfer',
      'decline',
      'merge',
      'absorb',
      'approve_extension',
      'refuse_extension',
      'supervise',
      'reclassify',
    ],
    coHandler: ['co_reply'],
    system: ['pass_deadline', 'rehome'],
  },
  accepted: {
    reporter: ['supplement', 'withdraw', 'urge'],
    handler: [
      'reply',
      'ask',
      'resolve',
      'escalate',
      'delegate',
      'transfer',
      'co_handle',
      'decline',
      'merge',
      'absorb',
      'reclassify',
    ],
    colleague: ['transfer', 'absorb'],
    above: [
      'delegate',
      'transfer',
      'decline',
      'merge',
      'absorb',
      'approve_extension',
      'refuse_extension',
      'supervise',
      'reclassify',
    ],
    coHandler: ['co_reply'],
    system: ['pass_deadline', 'rehome'],
  },
  waiting: {
    reporter: ['supplement', 'withdraw'],
    handler: ['reply', 'resolve', 'escalate', 'decline', 'merge', 'absorb', 'reclassify'],
    colleague: ['absorb'],
    above: [
      'decline',
      'merge',
      'absorb',
      'approve_extension',
      'refuse_extension',
      'supervise',
      'reclassify',
    ],
    coHandler: ['co_reply'],
    system: ['stop_waiting', 'rehome'],
  },
  resolved: {
    reporter: ['supplement', 'rate', 'reopen'],
    handler: ['take_back'],
    system: ['close'],
  },
  closed: { reporter: ['supplement', 'reopen'] },
  withdrawn: { reporter: ['supplement'] },
  declined: { reporter: ['supplement'] },
  merged: { reporter: ['supplement'] },
}

const cells = states.flatMap((state) =>
  (Object.keys(people) as Standing[]).map((standing) => [state, standing] as const),
)

describe('the transition table', () => {
  test('knows every command, and every command but submit leads somewhere', () => {
    expect(new Set(commands)).toEqual(new Set(['submit', ...commandNames]))
    for (const command of commandNames) {
      expect(whoMay[command].length).toBeGreaterThan(0)
      expect(states.some((state) => nextStates(state, command).length > 0)).toBe(true)
    }
  })

  test('an end stays an end, but for "not solved" and late words', () => {
    for (const state of ['closed', 'withdrawn', 'declined', 'merged'] as const) {
      const others = commandNames.filter((command) =>
        nextStates(state, command).some((next) => next !== state),
      )
      expect(others).toEqual(state === 'closed' ? ['reopen'] : [])
    }
  })

  test.each(cells)('%s: what the %s may do', (state, standing) => {
    const request = inState[state]()
    const allowed = allowedCommands(request, someone(people[standing]), monday)
    expect(new Set(allowed)).toEqual(new Set(expected[state][standing] ?? []))
  })

  /** Whether the system's steps are due is a matter of time: `deadlines.test.ts`. */
  test.each(cells.filter(([, standing]) => standing !== 'system'))(
    '%s: what is not allowed to the %s is refused, what is allowed is done',
    (state, standing) => {
      const request = inState[state]()
      const before = structuredClone(request)
      for (const name of commandNames) {
        const isAllowed = (expected[state][standing] ?? []).includes(name)
        const result = give(request, people[standing], inputFor(request, name), { other })
        expect(`${name} ${!isRefusal(result)}`).toBe(`${name} ${isAllowed}`)
        expect(request).toEqual(before)
        if (!isRefusal(result)) expect(nextStates(state, name)).toContain(result.next.state)
        else expect(result.message).toMatch(/。$/)
      }
    },
  )
})
