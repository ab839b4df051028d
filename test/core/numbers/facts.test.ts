import { factsOf, isCountedAlike } from '../../../core/numbers/facts'
import { tallyOf } from '../../../core/numbers/tally'
import type { CommandInput } from '../../../core/requests/command-input'
import type { Request } from '../../../core/requests/types'
import { chainOf, day, done, hour, monday, newRequest } from '../place'

const resolve = { name: 'resolve', text: '换好了', outcome: 'solved' } as const

/** A request after steps, each so many hours after the submission. */
function after(...steps: [who: string, command: CommandInput, hours: number][]): Request {
  return steps.reduce(
    (request, [who, command, hours]) =>
      done(request, who, command, { now: monday + hours * hour }).next,
    newRequest(),
  )
}

const cellsOf = (request: Request, unitId: string) =>
  Object.fromEntries(tallyOf(factsOf(request)).tally.get(unitId) ?? [])

test('a request nobody has looked at is submitted and open, nothing else', () => {
  const facts = factsOf(newRequest())
  expect(facts).toMatchObject({ day: '2026-11-23', hour: 9, answerTime: null, resolveTime: null })
  expect(facts.amounts).toEqual({ submitted: 1, open: 1 })
  expect(facts.path.map(({ id }) => id)).toEqual(['district', 'street', 'luobu', 'area', 'grid7'])
})

test('solved in the micro-grid, and the resident is pleased', () => {
  const request = after(
    ['leader7', { name: 'accept' }, 0.2],
    ['leader7', resolve, 3],
    ['resident1', { name: 'rate', solved: true, satisfaction: 4 }, 20],
  )
  expect(factsOf(request)).toMatchObject({
    answerTime: 'm15',
    resolveTime: 'h4',
    missedBy: {},
    work: [],
    amounts: {
      submitted: 1,
      resolved: 1,
      answered: 1,
      answered_in_time: 1,
      solved: 1,
      rated: 1,
      satisfied: 1,
      resolved_from_grid: 1,
      resolved_in_grid: 1,
    },
  })
})

test('closed in silence is resolved; silence says neither solved nor satisfied', () => {
  const resolved = after(['leader7', resolve, 3])
  const { next } = done(resolved, 'system', { name: 'close' }, { now: monday + 20 * day })
  const { amounts } = factsOf(next)
  expect(amounts).toMatchObject({ resolved: 1 })
  expect(Object.keys(amounts)).not.toEqual(expect.arrayContaining(['solved']))
  expect(Object.keys(amounts)).not.toEqual(expect.arrayContaining(['not_solved']))
})

test('"not solved" stands until it is resolved anew, and is remembered as reopened', () => {
  const again = after(
    ['leader7', resolve, 3],
    ['resident1', { name: 'rate', solved: false, satisfaction: 1 }, 20],
  )
  expect(factsOf(again).amounts).toMatchObject({ open: 1, not_solved: 1, reopened: 1 })
  expect(factsOf(again).amounts.resolved).toBeUndefined()
  const { next } = done(again, 'leader7', resolve, { now: monday + 22 * hour })
  expect(factsOf(next).amounts).toMatchObject({ resolved: 1, reopened: 1 })
  expect(factsOf(next).amounts.not_solved).toBeUndefined()
})

test('a missed acceptance counts against the level that had it, once it has passed', () => {
  const late = newRequest()
  const passed = done(
    late,
    'system',
    { name: 'pass_deadline', clock: 'accept', version: 1 },
    { now: monday + 8 * hour },
  ).next
  const facts = factsOf(passed)
  expect(facts.amounts).toMatchObject({ answer_missed: 1, late: 1, misses: 1, hops: 1 })
  expect(facts.missedBy).toEqual({ micro_grid: 1 })
  const accepted = done(passed, 'areaLeader', { name: 'accept' }, { now: monday + 9 * hour }).next
  expect(factsOf(accepted).amounts).toMatchObject({ answered: 1, answer_missed: 1 })
  expect(factsOf(accepted).amounts.answered_in_time).toBeUndefined()
})

test('what climbed is not resolved in the grid; staff have their work counted, volunteers do not', () => {
  const request = after(
    ['leader7', { name: 'escalate', reason: '要协调' }, 1],
    ['areaLeader', { name: 'escalate', reason: '要协调' }, 2],
    ['worker1', { name: 'co_handle', parts: [{ unitId: 'housing', part: '看外墙' }] }, 3],
    ['housingOfficer', { name: 'co_reply', text: '看过了' }, 4],
    ['worker1', resolve, 30],
  )
  const { amounts, work, resolveTime, answerTime } = factsOf(request)
  expect(amounts).toMatchObject({ resolved_from_grid: 1, hops: 2 })
  expect(amounts.resolved_in_grid).toBeUndefined()
  expect(work).toEqual([
    { unitId: 'luobu', kind: 'community', sums: { received: 1, resolved: 1 } },
    { unitId: 'housing', kind: 'department', sums: { asked: 1, replied: 1 } },
  ])
  expect(cellsOf(request, 'street')).toMatchObject({ 'organisations.housing.replied': 1 })
  expect({ resolveTime, answerTime }).toEqual({ resolveTime: 'd2', answerTime: 'h4' })
})

test('waiting for the resident is not time in hand', () => {
  const request = after(
    ['leader7', { name: 'accept' }, 1],
    ['leader7', { name: 'ask', text: '几号楼' }, 2],
    ['resident1', { name: 'supplement', text: '三号楼' }, 90],
    ['leader7', resolve, 91],
  )
  expect(factsOf(request).resolveTime).toBe('h4')
})

test.each([
  ['withdrawn', 'resident1', { name: 'withdraw' }],
  ['declined', 'worker1', { name: 'decline', because: 'court_matter' }],
] as const)('%s ends it without a resolution', (name, who, command) => {
  const { amounts } = factsOf(after([who, command, 1]))
  expect(amounts).toMatchObject({ submitted: 1, [name]: 1 })
  expect(amounts.open).toBeUndefined()
  expect(amounts.resolved).toBeUndefined()
})

test('it is counted at every unit from the community up; what lies below stands in the community', () => {
  const request = newRequest({ topic: 'noise' })
  const at = (unitId: string) => cellsOf(request, unitId)
  expect(Object.keys(Object.fromEntries(tallyOf(factsOf(request)).tally))).toEqual([
    'district',
    'street',
    'luobu',
  ])
  for (const unitId of ['district', 'street', 'luobu'])
    expect(at(unitId)).toMatchObject({
      'all.submitted': 1,
      'topics.noise.submitted': 1,
      'channels.mini_program.submitted': 1,
      'types.help.submitted': 1,
      'hours.9': 1,
    })
  expect(at('district')).toMatchObject({
    'below.street.submitted': 1,
    'topicsBelow.street.noise': 1,
  })
  expect(at('luobu')).toMatchObject({
    'below.area.submitted': 1,
    'below.grid7.submitted': 1,
    'topicsBelow.area.noise': 1,
  })
  expect(at('luobu')).not.toHaveProperty(['topicsBelow.grid7.noise'])
})

test('a desk request counts where it came from', () => {
  const request = newRequest({}, { ownChain: undefined as never, deskChain: chainOf('luobu') })
  expect([...tallyOf(factsOf(request)).tally.keys()]).toEqual(['district', 'street', 'luobu'])
  expect(cellsOf(request, 'luobu')['work.received']).toBe(1)
})

test('what changes no number needs no counting', () => {
  const accepted = after(['leader7', { name: 'accept' }, 1])
  const replied = done(
    accepted,
    'leader7',
    { name: 'reply', text: '在路上' },
    { now: monday + 2 * hour },
  )
  expect(isCountedAlike(accepted, replied.next)).toBe(true)
  expect(isCountedAlike(newRequest(), accepted)).toBe(false)
})
