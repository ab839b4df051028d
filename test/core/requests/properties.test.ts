import fc from 'fast-check'
import type { Command } from '../../../typings/domain'
import { isRefusal } from '../../../core/errors'
import { allowedCommands } from '../../../core/requests/decide'
import type { CommandInput } from '../../../core/requests/command-input'
import { finalDeadline } from '../../../core/requests/clocks'
import { nextDue } from '../../../core/requests/deadlines'
import { rewind } from '../../../core/requests/history'
import { nextStates } from '../../../core/requests/transitions'
import type { Request } from '../../../core/requests/types'
import { give, hour, monday, newRequest, someone, units } from '../place'

const people = [
  'resident1',
  'resident2',
  'leader7',
  'leader8',
  'areaLeader',
  'worker1',
  'worker2',
  'officer',
  'dispatcher',
  'housingOfficer',
  'waterContact',
  'system',
]
const unitIds = units.map(({ _id }) => _id)
const words = fc.constantFrom('', '三号楼', '已经在路上了')
const reason = fc.constantFrom('', '超出能力')
const unitId = fc.constantFrom(...unitIds)

const command: fc.Arbitrary<CommandInput> = fc.oneof(
  fc.constant({ name: 'accept' } as const),
  fc.record({ name: fc.constantFrom('reply', 'ask', 'supplement', 'co_reply'), text: words }),
  fc.record({
    name: fc.constant('resolve' as const),
    text: words,
    outcome: fc.constantFrom('solved' as const, 'referred' as const),
    withoutAnswers: fc.boolean(),
  }),
  fc.record({ name: fc.constantFrom('escalate', 'return', 'reopen', 'refuse_extension'), reason }),
  fc.record({ name: fc.constantFrom('delegate', 'transfer'), reason, unitId }),
  fc.record({
    name: fc.constant('transfer' as const),
    reason,
    appointmentId: fc.constantFrom('appointment_worker2', 'appointment_leader7', 'nobody'),
  }),
  fc.record({
    name: fc.constant('co_handle' as const),
    parts: fc.array(fc.record({ unitId, part: words }), { maxLength: 3 }),
  }),
  fc.record({
    name: fc.constant('extend' as const),
    reason,
    days: fc.integer({ min: -1, max: 40 }),
  }),
  fc.constant({ name: 'approve_extension' } as const),
  fc.record({
    name: fc.constant('decline' as const),
    because: fc.constant('court_matter' as const),
  }),
  fc.record({ name: fc.constant('supervise' as const), text: words }),
  fc.record({ name: fc.constant('rate' as const), solved: fc.boolean() }),
  fc.record({
    name: fc.constant('reclassify' as const),
    reason,
    urgency: fc.constantFrom('complex' as const, 'normal' as const, 'urgent' as const),
  }),
  fc.constantFrom(
    { name: 'withdraw' } as const,
    { name: 'urge' } as const,
    { name: 'merge' } as const,
    { name: 'absorb' } as const,
    { name: 'take_back' } as const,
    { name: 'stop_waiting' } as const,
    { name: 'close' } as const,
    { name: 'rehome' } as const,
  ),
)

interface Move {
  userId: string
  command: CommandInput
  wait: number
}

const move: fc.Arbitrary<Move> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      userId: fc.constantFrom(...people),
      command,
      wait: fc.integer({ min: 0, max: 30 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      userId: fc.constant('system'),
      command: fc.record({
        name: fc.constant('pass_deadline' as const),
        clock: fc.constantFrom('accept' as const, 'handle' as const, 'final' as const),
        version: fc.constant(0),
      }),
      wait: fc.integer({ min: 0, max: 60 }),
    }),
  },
)

/** A person who may do something, doing it: random walks otherwise stop at refusals. */
const likely = fc.record({ pick: fc.nat(), command, wait: fc.integer({ min: 0, max: 30 }) })

const other = newRequest({}, { id: 'request2' })

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    Object.values(value).forEach(freeze)
  }
  return value
}

function check(before: Request, after: Request, name: Command): void {
  expect(nextStates(before.state, name)).toContain(after.state)
  expect(after.version).toBe(before.version + 1)
  expect(after.history).toHaveLength(after.version)
  expect(after.history.slice(0, -1)).toEqual(before.history)
  expect(after.unit.id).toBe(after.path.at(-1))
  expect(unitIds).toContain(after.unit.id)
  expect(after.submittedAt).toBe(before.submittedAt)
  expect(after.dueAt).toBe(nextDue(after)?.at ?? null)
  expect(after.hasOutbox).toBe(after.outbox.length > 0)
  checkClocks(before, after, name)
  const ids = after.outbox.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  const told = after.outbox.slice(before.outbox.length).map(({ userId }) => userId)
  expect(new Set(told).size).toBe(told.length)
}

/** The final deadline moves by a wait that ends or an approved extension only, and never back but when that is taken back. */
function checkClocks(before: Request, after: Request, name: Command): void {
  const [was, is] = [finalDeadline(before.clocks), finalDeadline(after.clocks)]
  const ended = ({ clocks }: Request) => clocks.pauses.filter(({ to }) => to !== null).length
  const isPauseOver = ended(after) > ended(before)
  expect(after.clocks.startedAt).toBe(before.submittedAt)
  if (name === 'reclassify' || name === 'take_back') return
  expect(is.by).toBeGreaterThanOrEqual(was.by)
  if (!isPauseOver && name !== 'approve_extension') expect(is.by).toBe(was.by)
  for (const one of before.clocks.deadlines) {
    const same = after.clocks.deadlines.find(
      (two) => two.clock === one.clock && two.holder === one.holder && two.from === one.from,
    )
    if (name === 'reopen' || name === 'rate') continue
    expect(same).toBeDefined()
    expect(same!.by).toBeGreaterThanOrEqual(one.by)
    if (one.status !== 'running') expect(same!.status).toBe(one.status)
  }
  expect(after.misses.slice(0, before.misses.length)).toEqual(before.misses)
}

function play(moves: readonly Move[], start = newRequest()): Request[] {
  const versions = [freeze(start)]
  let now = monday
  for (const { userId, command: given, wait } of moves) {
    now += wait * hour
    const request = versions.at(-1)!
    const input = given.name === 'pass_deadline' ? { ...given, version: request.version } : given
    const result = give(request, userId, input, { now, other })
    const isAllowed = allowedCommands(request, someone(userId, now), now).includes(input.name)
    if (isRefusal(result)) continue
    expect(isAllowed).toBe(true)
    freeze(result)
    check(request, result.next, input.name)
    versions.push(result.next)
  }
  return versions
}

describe('whatever people do', () => {
  test('only steps of the table, one entry each, clocks that only run on', () => {
    fc.assert(
      fc.property(fc.array(move, { maxLength: 40 }), (moves) => {
        play(moves)
      }),
      { numRuns: 150 },
    )
  })

  test('people who may act walk far, and every version can be shown again', () => {
    const seen = new Set<string>()
    fc.assert(
      fc.property(fc.array(likely, { minLength: 10, maxLength: 60 }), (tries) => {
        let now = monday
        const versions = [freeze(newRequest())]
        for (const { pick, command: input, wait } of tries) {
          const request = versions.at(-1)!
          const able = people.filter((userId) =>
            allowedCommands(request, someone(userId, now), now).includes(input.name),
          )
          const userId = able[pick % Math.max(1, able.length)]
          if (userId === undefined) continue
          now += wait * hour
          const result = give(request, userId, input, { now, other })
          if (isRefusal(result)) continue
          check(request, freeze(result).next, input.name)
          seen.add(`${request.state} ${input.name}`)
          versions.push(result.next)
        }
        const last = versions.at(-1)!
        for (const version of versions) {
          expect(rewind(last, version.version)).toEqual({
            ...version,
            safety: { ...version.safety, rev: last.safety.rev },
            outbox: [],
            hasOutbox: false,
          })
        }
      }),
      { numRuns: 150 },
    )
    expect(seen.size).toBeGreaterThan(35)
  })
})
