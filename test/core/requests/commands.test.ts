import { chinaInstant } from '../../../core/calendar'
import { finalDeadline } from '../../../core/requests/clocks'
import type { Request } from '../../../core/requests/types'
import {
  area,
  chainOf,
  day,
  done,
  give,
  grid7,
  hour,
  monday,
  newRequest,
  person,
  refusalOf,
  withUnits,
} from '../place'
import { inputs } from './states'

const resolve = { name: 'resolve', outcome: 'solved', text: '换好了' } as const
const resolved = (): Request => done(newRequest(), 'leader7', resolve).next
const leave = { from: '2026-11-23', to: '2026-11-30' }
const away = {
  ...grid7,
  appointments: grid7.appointments.map((one) => ({ ...one, leave: [leave] })),
}

describe('what users of other systems complain of', () => {
  test('a reply does cancel the acceptance clock', () => {
    const replied = done(newRequest(), 'leader7', { name: 'reply', text: '我来看看' }).next
    expect(replied).toMatchObject({ state: 'accepted', handler: { userId: 'leader7' } })
    expect(replied.dueAt).toBeGreaterThan(newRequest().dueAt!)
  })

  test('further replies do not move the deadline', () => {
    const replied = done(newRequest(), 'leader7', { name: 'reply', text: '我来看看' }).next
    const again = done(
      replied,
      'leader7',
      { name: 'reply', text: '还在等' },
      { now: monday + 3 * hour },
    ).next
    expect(again.dueAt).toBe(replied.dueAt)
  })

  test('a silent assignee does not keep it, after acceptance either', () => {
    const accepted = done(newRequest(), 'leader7', { name: 'accept' }).next
    const pass = { name: 'pass_deadline', clock: 'handle', version: 2 } as const
    expect(done(accepted, 'system', pass, { now: accepted.dueAt! }).next.unit.id).toBe('area')
  })

  test('nobody off duty gets it: not by dispatch, escalation, transfer or reopening', () => {
    const among = withUnits(
      { ...area, appointments: area.appointments.map((one) => ({ ...one, leave: [leave] })) },
      away,
    )
    expect(newRequest({}, { ownChain: chainOf('grid7', among) }).unit.id).toBe('luobu')
    const up = done(
      newRequest(),
      'leader7',
      { name: 'escalate', reason: '超出能力' },
      { among },
    ).next
    expect(up).toMatchObject({ unit: { id: 'luobu' }, handler: { userId: 'worker1' } })
    expect(up.history.at(-1)?.reason).toBe(
      '超出能力；罗布社区 2 片区的片区网格长在请假，已转给罗布社区',
    )
    const sideways = { name: 'transfer', reason: '走错了', unitId: 'grid7' } as const
    const eight = newRequest({}, { ownChain: chainOf('grid8') })
    expect(done(eight, 'leader8', sideways, { among }).next.unit.id).toBe('luobu')
    const again = done(
      resolved(),
      'resident1',
      { name: 'reopen', reason: '又坏了' },
      { among },
    ).next
    expect(again.unit.id).toBe('luobu')
  })

  test('nothing stays overdue once it is resolved', () => {
    const request = newRequest()
    const late = done(request, 'leader7', resolve, { now: request.dueAt! + hour }).next
    expect(late.misses).toHaveLength(1)
    expect(late.dueAt).toBe(late.updatedAt + 14 * day)
    const closed = done(late, 'system', { name: 'close' }, { now: late.dueAt! }).next
    expect(closed).toMatchObject({ state: 'closed', dueAt: null, isOpen: false })
  })

  test('a reason is asked for wherever it moves or ends without work', () => {
    const request = newRequest()
    expect(refusalOf(request, 'leader7', { name: 'escalate', reason: ' ' })).toBe('BAD_INPUT')
    expect(refusalOf(request, 'leader7', { name: 'transfer', reason: '', unitId: 'grid8' })).toBe(
      'BAD_INPUT',
    )
    expect(refusalOf(request, 'leader7', { ...resolve, text: '' })).toBe('BAD_INPUT')
    const { entry } = done(
      newRequest({}, { ownChain: chainOf('luobu') }),
      'worker1',
      inputs.decline,
    )
    expect(entry.reason).toMatch(/法院/)
  })
})

describe('two who tap at once', () => {
  const team = withUnits({
    ...grid7,
    appointments: [...grid7.appointments, person('second', 'micro_grid_leader', '第二位微网格长')],
  })

  test('one winner, the other hears who', () => {
    const taken = done(newRequest(), 'second', { name: 'accept' }, { among: team }).next
    expect(taken.handler).toEqual({ userId: 'second', label: '第二位微网格长' })
    expect(give(taken, 'leader7', { name: 'accept' }, { among: team })).toEqual({
      refused: 'ALREADY_TAKEN',
      message: '已由第二位微网格长签收。',
    })
    expect(refusalOf(taken, 'leader7', { name: 'reply', text: '我来' }, { among: team })).toBe(
      'ALREADY_TAKEN',
    )
    expect(refusalOf(taken, 'second', { name: 'accept' }, { among: team })).toBe('WRONG_STATE')
  })

  test('a colleague takes over by a transfer to themselves', () => {
    const taken = done(newRequest(), 'second', { name: 'accept' }, { among: team }).next
    const transfer = {
      name: 'transfer',
      reason: '他在外地',
      appointmentId: 'appointment_leader7',
    } as const
    const over = done(taken, 'leader7', transfer, { among: team }).next
    expect(over).toMatchObject({
      state: 'assigned',
      handler: { userId: 'leader7' },
      unit: { id: 'grid7' },
    })
    expect(over.dueAt).toBe(taken.dueAt)
  })
})

describe('moving', () => {
  test('department work is not pushed down to volunteers; among volunteers it may go sideways', () => {
    const atDesk = newRequest({ topic: 'illegal_building' }, { ownChain: chainOf('luobu') })
    const down = { name: 'delegate', reason: '请去看看', unitId: 'grid7' } as const
    expect(refusalOf(atDesk, 'worker1', down)).toBe('FORBIDDEN')
    const plain = newRequest({}, { ownChain: chainOf('luobu') })
    expect(done(plain, 'worker1', down).next.unit.id).toBe('grid7')
    const atGrid = newRequest({ topic: 'illegal_building' })
    const sideways = { name: 'transfer', reason: '走错了', unitId: 'grid8' } as const
    expect(done(atGrid, 'leader7', sideways).next.handler?.userId).toBe('leader8')
  })

  test('down to a unit below only, and one where somebody is', () => {
    const request = newRequest({}, { ownChain: chainOf('luobu') })
    const to = (unitId: string) => ({ name: 'delegate', reason: '请去看看', unitId }) as const
    expect(refusalOf(request, 'worker1', to('street'))).toBe('BAD_INPUT')
    expect(refusalOf(request, 'worker1', to('luobu'))).toBe('BAD_INPUT')
    expect(refusalOf(request, 'worker1', to('grid7'), { among: withUnits(away) })).toBe('BAD_INPUT')
  })

  test('staff above give what an area has to one of its micro-grids, taken or not', () => {
    const atArea = newRequest({}, { ownChain: chainOf('area') })
    const down = { name: 'delegate', reason: '离得近', unitId: 'grid8' } as const
    expect(done(atArea, 'worker1', down).next.handler?.userId).toBe('leader8')
    const taken = done(atArea, 'areaLeader', inputs.accept).next
    expect(done(taken, 'worker1', down).next).toMatchObject({
      state: 'assigned',
      unit: { id: 'grid8' },
    })
    expect(refusalOf(newRequest(), 'worker1', down)).toBe('FORBIDDEN')
  })

  test('a return goes to the level above, which decides; what came up by itself is not returned', () => {
    const sent = done(
      newRequest({}, { ownChain: chainOf('luobu') }),
      'worker1',
      inputs.transfer,
    ).next
    expect(sent.unit.id).toBe('housing')
    const returned = done(sent, 'housingOfficer', inputs.return).next
    expect(returned.unit.id).toBe('district')
    const climbed = done(newRequest(), 'leader7', inputs.escalate).next
    expect(refusalOf(climbed, 'areaLeader', inputs.return)).toBe('WRONG_STATE')
  })

  test('volunteers pass to departments by way of the community', () => {
    expect(refusalOf(newRequest(), 'leader7', { ...inputs.transfer })).toBe('FORBIDDEN')
  })

  test('nothing goes up from the top', () => {
    const atTop = newRequest({}, { ownChain: chainOf('district') })
    expect(refusalOf(atTop, 'dispatcher', inputs.escalate)).toBe('TOP_LEVEL')
    expect(refusalOf(atTop, 'dispatcher', inputs.extend)).toBe('TOP_LEVEL')
  })

  test('after the final deadline nothing goes down', () => {
    const late = newRequest({}, { ownChain: chainOf('luobu') })
    const now = monday + 20 * day
    expect(refusalOf(late, 'worker1', inputs.delegate, { now })).toBe('TOO_LATE')
  })

  test('volunteers decline nothing', () => {
    expect(refusalOf(newRequest(), 'leader7', inputs.decline)).toBe('FORBIDDEN')
  })
})

describe('several units at once', () => {
  const request = done(newRequest({}, { ownChain: chainOf('luobu') }), 'worker1', {
    name: 'co_handle',
    parts: [
      { unitId: 'housing', part: '看外墙' },
      { unitId: 'water', part: '查水管' },
    ],
  }).next

  test('each has its part and answers it; the lead stays responsible', () => {
    expect(request).toMatchObject({
      state: 'accepted',
      unit: { id: 'luobu' },
      handler: { userId: 'worker1' },
    })
    const answered = done(request, 'waterContact', { name: 'co_reply', text: '水管没漏' }).next
    expect(answered.coHandlers.map(({ answer }) => answer)).toEqual([null, '水管没漏'])
    expect(answered).toMatchObject({ unit: { id: 'luobu' }, handler: { userId: 'worker1' } })
  })

  test('resolved when all have answered, or by the lead’s explicit word', () => {
    expect(give(request, 'worker1', resolve)).toMatchObject({
      refused: 'WRONG_STATE',
      message: '区住建局、水务公司还没有答复协办的部分，请等答复，或者确认由您直接办结。',
    })
    expect(done(request, 'worker1', { ...resolve, withoutAnswers: true }).next.state).toBe(
      'resolved',
    )
    const one = done(request, 'waterContact', { name: 'co_reply', text: '水管没漏' }).next
    const both = done(one, 'housingOfficer', { name: 'co_reply', text: '已补' }).next
    expect(done(both, 'worker1', resolve).next.state).toBe('resolved')
  })

  test('the same unit is called once', () => {
    expect(refusalOf(request, 'worker1', inputs.co_handle)).toBe('BAD_INPUT')
    expect(
      refusalOf(request, 'worker1', {
        name: 'co_handle',
        parts: [{ unitId: 'luobu', part: '看' }],
      }),
    ).toBe('BAD_INPUT')
    expect(refusalOf(request, 'worker1', { name: 'co_handle', parts: [] })).toBe('BAD_INPUT')
  })
})

describe('what staff correct', () => {
  const accepted = () => done(newRequest(), 'leader7', { name: 'accept' }).next

  test('a complex matter has 15 working days, counted from submission', () => {
    const now = monday + hour
    const request = done(accepted(), 'worker1', inputs.reclassify, { now }).next
    expect(request).toMatchObject({ urgency: 'complex', state: 'accepted', unit: { id: 'grid7' } })
    expect(finalDeadline(request.clocks).by).toBe(chinaInstant('2026-12-14', '09:00'))
    expect(request.history.at(-1)?.reason).toBe('现在按需要多部门办理的事项办理：要几个部门一起')
  })

  test('what turns out an emergency has minutes from now, and alerts everybody', () => {
    const now = monday + 2 * hour
    const alarm = { name: 'reclassify', urgency: 'emergency', reason: '有人受伤' } as const
    const request = done(newRequest(), 'worker1', alarm, { now }).next
    expect(request.dueAt).toBe(now + 5 * 60_000)
    const told = request.outbox.filter(({ kind }) => kind === 'emergency')
    expect(told.map(({ userId }) => userId)).toEqual([
      'leader7',
      'areaLeader',
      'worker2',
      'dispatcher',
    ])
  })

  test('volunteers do not, and nothing is not a correction', () => {
    expect(refusalOf(newRequest(), 'leader7', inputs.reclassify)).toBe('FORBIDDEN')
    const same = { name: 'reclassify', topic: 'other', reason: '没变' } as const
    expect(refusalOf(newRequest(), 'worker1', same)).toBe('BAD_INPUT')
  })
})
