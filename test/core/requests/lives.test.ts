import { chinaInstant } from '../../../core/calendar'
import { finalDeadline } from '../../../core/requests/clocks'
import { allowedCommands } from '../../../core/requests/decide'
import { findByKey, firstAnswer, rewind } from '../../../core/requests/history'
import { requestNumber, spokenNumber } from '../../../core/requests/number'
import type { Request } from '../../../core/requests/types'
import {
  chainOf,
  day,
  done,
  grid7,
  hour,
  monday,
  newRequest,
  refusalOf,
  someone,
  withUnits,
} from '../place'
import { inState, inputs, other } from './states'

const resolve = { name: 'resolve', outcome: 'solved', text: '换好了' } as const
const resolved = (): Request => done(newRequest(), 'leader7', resolve).next
const leave = { from: '2026-11-23', to: '2026-11-30' }
const away = {
  ...grid7,
  appointments: grid7.appointments.map((one) => ({ ...one, leave: [leave] })),
}

describe('what the resident may do', () => {
  test('urge once a Chinese day', () => {
    const evening = chinaInstant('2026-11-23', '23:30')
    const urged = done(newRequest(), 'resident1', { name: 'urge' }, { now: evening }).next
    expect(urged.urges).toEqual({ count: 1, lastAt: evening })
    expect(refusalOf(urged, 'resident1', { name: 'urge' }, { now: evening + hour / 3 })).toBe(
      'TOO_SOON',
    )
    expect(allowedCommands(urged, someone('resident1'), evening)).not.toContain('urge')
    expect(
      done(urged, 'resident1', { name: 'urge' }, { now: evening + hour }).next.urges.count,
    ).toBe(2)
  })

  test('"not solved": the same unit first, one level up the second time, until 14 days are over', () => {
    const first = done(resolved(), 'resident1', {
      name: 'rate',
      solved: false,
      text: '还是不亮',
    }).next
    expect(first).toMatchObject({
      state: 'assigned',
      unit: { id: 'grid7' },
      handler: { userId: 'leader7' },
    })
    expect(first.rating).toEqual({ solved: false, text: '还是不亮' })
    const second = done(done(first, 'leader7', resolve).next, 'resident1', inputs.reopen).next
    expect(second).toMatchObject({ state: 'assigned', unit: { id: 'area' }, reopenCount: 2 })
    expect(second.history.at(-1)?.reason).toBe(
      '灯又不亮了；再次反映没有解决，转由罗布社区 2 片区办理',
    )
    expect(refusalOf(resolved(), 'resident1', inputs.reopen, { now: monday + 14 * day + 1 })).toBe(
      'TOO_LATE',
    )
    expect(done(inState.closed(), 'resident1', inputs.reopen).next.state).toBe('assigned')
  })

  test('a reopened request has to be accepted again; its handling clock goes on where it stopped', () => {
    const accepted = done(newRequest(), 'leader7', { name: 'accept' }).next
    const ready = done(accepted, 'leader7', resolve, { now: monday + hour }).next
    const now = monday + 7 * day
    const again = done(ready, 'resident1', inputs.reopen, { now }).next
    expect(again.dueAt).toBe(chinaInstant('2026-11-30', '15:30'))
    const taken = done(again, 'leader7', { name: 'accept' }, { now }).next
    expect(taken.dueAt).toBe(chinaInstant('2026-11-30', '17:00'))
  })

  test('withdraw before it is resolved, not after', () => {
    expect(done(newRequest(), 'resident1', { name: 'withdraw' }).next).toMatchObject({
      state: 'withdrawn',
      dueAt: null,
    })
    expect(refusalOf(resolved(), 'resident1', { name: 'withdraw' })).toBe('WRONG_STATE')
  })

  test('nothing to the request of another', () => {
    for (const name of ['supplement', 'urge', 'withdraw'] as const) {
      expect(refusalOf(newRequest(), 'resident2', inputs[name])).toBe('FORBIDDEN')
    }
  })
})

describe('while the resident is being asked', () => {
  const asked = () =>
    done(newRequest({}, { ownChain: chainOf('luobu') }), 'worker1', inputs.ask).next

  test('an escalation lets the clocks go on, by the time they stood still', () => {
    const now = monday + 2 * day
    const up = done(asked(), 'worker1', inputs.escalate, { now }).next
    expect(up.clocks.pauses).toEqual([{ from: monday, to: now }])
    expect(finalDeadline(up.clocks).by).toBe(chinaInstant('2026-12-02', '09:00'))
    expect(up.dueAt).toBe(chinaInstant('2026-11-25', '15:30'))
  })

  test.each([
    ['worker1', inputs.decline],
    ['worker1', inputs.merge],
    ['resident1', inputs.withdraw],
  ])('%s ends it by %j, and nothing is due any more', (userId, command) => {
    expect(done(asked(), userId, command, { other }).next).toMatchObject({
      dueAt: null,
      isOpen: false,
    })
  })

  test('an answer that came late is noted when it ends', () => {
    const now = monday + day
    const ended = done(newRequest(), 'resident1', inputs.withdraw, { now }).next
    expect(ended.misses.map(({ clock }) => clock)).toEqual(['accept', 'handle'])
  })
})

describe('an appointment that ends, a leave that begins', () => {
  const among = withUnits(away)

  test('hands the request to the next on duty, and says why', () => {
    const accepted = done(newRequest(), 'leader7', { name: 'accept' }).next
    const moved = done(accepted, 'system', { name: 'rehome' }, { among }).next
    expect(moved).toMatchObject({
      state: 'assigned',
      unit: { id: 'area' },
      handler: { userId: 'areaLeader' },
    })
    expect(moved.history.at(-1)?.reason).toMatch(/罗布社区 07 微网格的微网格长在请假，已转给/)
  })

  test('to the deputy where there is one', () => {
    const deputy = { userId: 'leader8', label: '罗布社区 08 微网格长' }
    const stand = withUnits({
      ...away,
      appointments: away.appointments.map((one) => ({ ...one, deputy })),
    })
    const moved = done(newRequest(), 'system', { name: 'rehome' }, { among: stand }).next
    expect(moved).toMatchObject({ unit: { id: 'grid7' }, handler: { userId: 'leader8' } })
  })

  test('while the resident is being asked, the clocks stand still', () => {
    const asked = done(newRequest(), 'leader7', inputs.ask).next
    const moved = done(asked, 'system', { name: 'rehome' }, { among }).next
    expect(moved).toMatchObject({ state: 'waiting', unit: { id: 'area' }, dueAt: asked.dueAt })
  })

  test('changes nothing while the handler is there', () => {
    expect(refusalOf(newRequest(), 'system', { name: 'rehome' })).toBe('WRONG_STATE')
  })
})

describe('a call that is retried', () => {
  test('gets the first answer; the same key for something else is refused', () => {
    const accepted = done(
      newRequest({}, { key: 'key-0001' }),
      'leader7',
      { name: 'accept' },
      { key: 'key-0002' },
    ).next
    const later = done(accepted, 'leader7', resolve, { now: monday + hour }).next
    expect(findByKey(later, 'leader7', 'key-0002')).toBe(2)
    expect(findByKey(later, 'leader8', 'key-0002')).toBeNull()
    const call = { userId: 'leader7', key: 'key-0002', command: 'accept' } as const
    const safety = { ...accepted.safety, rev: later.safety.rev }
    expect(firstAnswer(later, call)).toEqual({ ...accepted, safety, outbox: [], hasOutbox: false })
    expect(firstAnswer(later, { ...call, command: 'reply' })).toMatchObject({
      refused: 'KEY_REUSED',
    })
    expect(firstAnswer(later, { ...call, key: 'key-0003' })).toBeNull()
    expect(firstAnswer(later, { ...call, key: undefined })).toBeNull()
    expect(
      firstAnswer(later, { userId: 'resident1', key: 'key-0001', command: 'submit' }),
    ).toMatchObject({ version: 1, state: 'assigned' })
    expect(() => rewind(later, 9)).toThrow(RangeError)
  })
})

test('a number has eight digits, and another attempt gives another', () => {
  const digest = '9f86d081884c7d659a2feaa0c55ad015'
  const numbers = [0, 1, 2].map((attempt) => requestNumber(digest, attempt))
  expect(new Set(numbers).size).toBe(3)
  for (const number of numbers) expect(number).toMatch(/^\d{8}$/)
  expect(requestNumber('0'.repeat(16), 0)).toBe('00000000')
  expect(spokenNumber('48271930')).toBe('4827 1930')
  expect(() => requestNumber('xyz', 0)).toThrow(RangeError)
})
