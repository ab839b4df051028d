import { chinaDay, chinaInstant, chinaTime } from '../../../core/calendar'
import { applyPolicy, finalDeadline } from '../../../core/requests/clocks'
import { dueFields, light, nextDue, runningDeadlines } from '../../../core/requests/deadlines'
import { type Policy, defaultPolicy } from '../../../core/requests/policy'
import type { Request } from '../../../core/requests/types'
import { calendar, chainOf, day, done, hour, monday, newRequest, refusalOf } from '../place'

const beforeHoliday = chinaInstant('2026-09-30', '15:00')
const when = (at: number) => `${chinaDay(at)} ${chinaTime(at)}`

function passNext(request: Request, now = request.dueAt ?? 0): Request {
  const deadline = nextDue(request)?.deadline
  if (!deadline) throw new Error('nothing runs')
  return done(
    request,
    'system',
    { name: 'pass_deadline', clock: deadline.clock, version: request.version },
    { now },
  ).next
}

/** Lets time run, `answer` standing for what people do after each hop. */
function letTimeRun(start: Request, answer: (request: Request) => Request = (one) => one) {
  const steps: string[] = []
  let request = answer(start)
  while (request.dueAt !== null && steps.length < 20) {
    const [at, from] = [request.dueAt, request.unit.id]
    const clock = nextDue(request)?.deadline?.clock
    request = answer(passNext(request))
    steps.push(`${when(at)} ${clock} ${from} → ${request.unit.id}`)
  }
  return { request, steps }
}

const acceptAt = (request: Request): Request => {
  const handler = request.handler?.userId
  if (request.state !== 'assigned' || !handler) return request
  return done(request, handler, { name: 'accept' }, { now: request.updatedAt }).next
}

describe('a request that everybody ignores', () => {
  test('climbs all five levels over 国庆 at exactly the working times of the policy', () => {
    const { request, steps } = letTimeRun(newRequest({}, { now: beforeHoliday }))
    expect(steps).toEqual([
      '2026-10-08 10:00 accept grid7 → area',
      '2026-10-08 16:30 accept area → luobu',
      '2026-10-09 11:30 accept luobu → street',
      '2026-10-10 09:00 accept street → district',
      '2026-10-10 15:30 accept district → district',
      '2026-10-13 15:00 final district → district',
    ])
    expect(request.misses.map(({ unitId, clock }) => `${unitId} ${clock}`)).toEqual([
      'grid7 accept',
      'area accept',
      'luobu accept',
      'street accept',
      'district accept',
      'district final',
    ])
    expect(request.state).toBe('assigned')
    expect(light(request, request.updatedAt + day)).toBe('overdue')
    expect(request.history[1]?.reason).toBe(
      '罗布社区 07 微网格的微网格长在 4 个工作小时内没有接手，转由罗布社区 2 片区网格长接手',
    )
  })

  test('climbs by each level’s share when accepted and left lying', () => {
    const { steps } = letTimeRun(newRequest({}, { now: beforeHoliday }), acceptAt)
    expect(steps).toEqual([
      '2026-10-08 15:00 handle grid7 → area',
      '2026-10-09 15:00 handle area → luobu',
      '2026-10-12 15:00 handle luobu → street',
      '2026-10-13 15:00 final street → district',
    ])
  })

  test('an emergency climbs every five minutes, at night too', () => {
    const night = chinaInstant('2026-10-03', '02:00')
    const start = newRequest({ text: '楼道着火了' }, { now: night })
    expect(letTimeRun(start).steps.slice(0, 5)).toEqual([
      '2026-10-03 02:05 accept grid7 → area',
      '2026-10-03 02:10 accept area → luobu',
      '2026-10-03 02:15 accept luobu → street',
      '2026-10-03 02:20 accept street → district',
      '2026-10-03 02:25 accept district → district',
    ])
  })

  test('still climbs after its final deadline, one turn a level', () => {
    const inquiry = newRequest({ type: 'inquiry' }, { now: beforeHoliday })
    const { request, steps } = letTimeRun(inquiry, acceptAt)
    expect(steps).toEqual([
      '2026-10-08 15:00 handle grid7 → area',
      '2026-10-09 15:00 final area → luobu',
      '2026-10-10 15:00 handle luobu → street',
      '2026-10-12 15:00 handle street → district',
    ])
    expect(request.dueAt).toBeNull()
  })
})

describe('a miss', () => {
  test('is noted and handed up once, however often the clock comes', () => {
    const request = newRequest()
    const pass = { name: 'pass_deadline', clock: 'accept', version: request.version } as const
    const now = request.dueAt! + 1
    const passed = done(request, 'system', pass, { now }).next
    expect(passed.unit.id).toBe('area')
    expect(refusalOf(passed, 'system', pass, { now })).toBe('CONFLICT')
    expect(refusalOf(passed, 'system', { ...pass, version: 2 }, { now })).toBe('TOO_SOON')
    expect(passed.misses).toHaveLength(1)
  })

  test('is not there before its time', () => {
    const request = newRequest()
    const pass = { name: 'pass_deadline', clock: 'accept', version: 1 } as const
    expect(refusalOf(request, 'system', pass, { now: request.dueAt! - 1 })).toBe('TOO_SOON')
  })

  test('a clock that was down for days hands up once, not once for each level', () => {
    const passed = passNext(newRequest(), monday + 3 * day)
    expect(passed.unit.id).toBe('area')
    expect(passed.misses.map(({ clock }) => clock)).toEqual(['accept', 'handle'])
    expect(passed.dueAt).toBeGreaterThan(monday + 3 * day)
  })

  test('is counted too when the answer comes late but before the clock', () => {
    const request = newRequest()
    const late = done(request, 'leader7', { name: 'accept' }, { now: request.dueAt! + hour }).next
    expect(late.misses).toEqual([{ unitId: 'grid7', clock: 'accept', at: request.dueAt }])
    expect(late.unit.id).toBe('grid7')
  })
})

describe('clocks that can’t be gamed', () => {
  test('a transfer, a return and a hop leave every running deadline as it was', () => {
    const request = newRequest()
    const steps = [
      ['leader7', { name: 'transfer', reason: '走错了', unitId: 'grid8' }],
      ['leader8', { name: 'transfer', reason: '是您的', unitId: 'grid7' }],
      ['leader7', { name: 'return', reason: '不属于本网格' }],
      ['areaLeader', { name: 'delegate', reason: '就是您的', unitId: 'grid7' }],
    ] as const
    let [now, last] = [monday, request]
    for (const [userId, command] of steps) {
      now += 20 * 60_000
      last = done(last, userId, command, { now }).next
    }
    const [accept] = runningDeadlines(last)
    expect([last.unit.id, accept?.clock, accept?.by]).toEqual(['grid7', 'accept', request.dueAt])
    expect(finalDeadline(last.clocks)).toEqual(finalDeadline(request.clocks))
  })

  test('what comes back to a level after its share works against the level above', () => {
    const inArea = passNext(done(newRequest(), 'leader7', { name: 'accept' }).next)
    const inLuobu = passNext(
      done(inArea, 'areaLeader', { name: 'accept' }, { now: inArea.updatedAt }).next,
    )
    const luobuBy = runningDeadlines({ ...inLuobu, state: 'accepted' })[0]
    const now = inLuobu.updatedAt + hour
    const back = done(
      inLuobu,
      'worker1',
      { name: 'delegate', reason: '请再去一次', unitId: 'grid7' },
      { now },
    ).next
    expect(runningDeadlines(back)[0]?.by).toBe(luobuBy?.by)
    const again = passNext(back)
    expect(again.unit.id).toBe('area')
    expect(again.misses.at(-1)).toMatchObject({ unitId: 'grid7', clock: 'handle' })
    expect(again.dueAt).toBeGreaterThan(again.updatedAt)
  })

  test('stand still while the resident is asked, and go on by exactly the time that was left', () => {
    const accepted = done(newRequest(), 'leader7', { name: 'accept' }, { now: monday + hour }).next
    const asked = done(
      accepted,
      'leader7',
      { name: 'ask', text: '几号楼' },
      { now: monday + 2 * hour },
    ).next
    expect(light(asked, monday + 3 * hour)).toBe('paused')
    expect(asked.dueAt).toBe(monday + 2 * hour + 5 * day)
    const now = chinaInstant('2026-11-25', '09:00')
    const told = done(asked, 'resident1', { name: 'supplement', text: '三号楼' }, { now }).next
    expect(when(accepted.dueAt!)).toBe('2026-11-24 09:00')
    expect(when(told.dueAt!)).toBe('2026-11-25 16:00')
  })

  test('a question nobody answers goes back to work after five days', () => {
    const asked = done(newRequest(), 'leader7', { name: 'ask', text: '几号楼' }).next
    expect(refusalOf(asked, 'system', { name: 'stop_waiting' }, { now: asked.dueAt! - 1 })).toBe(
      'TOO_SOON',
    )
    const back = done(asked, 'system', { name: 'stop_waiting' }, { now: asked.dueAt! }).next
    expect([back.state, light(back, back.updatedAt)]).toEqual(['accepted', 'calm'])
  })

  test('an extension is asked once, in time, and moves the deadlines when one level up says so', () => {
    const accepted = done(newRequest(), 'leader7', { name: 'accept' }).next
    const ask = { name: 'extend', reason: '等配件', days: 2 } as const
    expect(refusalOf(accepted, 'leader7', ask, { now: accepted.dueAt! + 1 })).toBe('TOO_LATE')
    const asked = done(accepted, 'leader7', ask).next
    expect(finalDeadline(asked.clocks)).toEqual(finalDeadline(accepted.clocks))
    expect(refusalOf(asked, 'leader7', { name: 'approve_extension' })).toBe('FORBIDDEN')
    const granted = done(asked, 'areaLeader', { name: 'approve_extension' }).next
    expect(when(accepted.dueAt!)).toBe('2026-11-24 09:00')
    expect(when(granted.dueAt!)).toBe('2026-11-26 09:00')
    expect(refusalOf(granted, 'leader7', ask)).toBe('TOO_MANY')
    const no = done(asked, 'areaLeader', { name: 'refuse_extension', reason: '时间够' }).next
    expect(no.dueAt).toBe(accepted.dueAt)
  })
})

test('an extension nobody decided lapses when the request moves on; the next unit may ask', () => {
  const asked = done(newRequest(), 'leader7', { name: 'extend', reason: '等配件', days: 2 }).next
  const up = done(asked, 'leader7', { name: 'escalate', reason: '超出能力' }).next
  expect(up.extension).toBeNull()
  expect(
    done(up, 'areaLeader', { name: 'extend', reason: '等配件', days: 2 }).next.extension?.status,
  ).toBe('asked')
})

describe('the light', () => {
  test('is amber at half of the time and red at a fifth of it left', () => {
    const request = done(newRequest(), 'leader7', { name: 'accept' }).next
    const lights = ['11:30', '14:50', '17:00', '17:30'].map((time) =>
      light(request, chinaInstant('2026-11-23', time)),
    )
    expect(lights).toEqual(['calm', 'amber', 'red', 'red'])
    expect(light(request, chinaInstant('2026-11-24', '09:00'))).toBe('overdue')
  })
})

describe('a new policy', () => {
  const shorter: Policy = structuredClone({ ...defaultPolicy, version: 2 })
  shorter.terms.normal.levels.micro_grid.accept.amount = 60

  const under = (request: Request, policy: Policy, now: number): Request => {
    const clocks = applyPolicy(request, { now, policy, calendar })
    return { ...request, clocks, ...dueFields({ ...request, clocks }) }
  }

  test('moves what is still to come', () => {
    const request = newRequest()
    const moved = under(request, shorter, monday + 60_000)
    expect(moved.dueAt).toBe(monday + hour)
    expect(moved.clocks.policyVersion).toBe(2)
  })

  test('brings a share that was none before: the subdistrict’s, when there is more time in all', () => {
    const longer: Policy = structuredClone({ ...defaultPolicy, version: 5 })
    longer.terms.normal.final.amount = 15
    longer.terms.normal.levels.subdistrict.share.amount = 2
    const atStreet = newRequest({}, { ownChain: chainOf('street') })
    const moved = done(under(atStreet, longer, monday), 'officer', { name: 'accept' }).next
    expect(when(moved.dueAt!)).toBe('2026-12-01 09:00')
    expect(when(finalDeadline(moved.clocks).by)).toBe('2026-12-14 09:00')
  })

  test('makes nobody late after the fact', () => {
    const request = newRequest()
    expect(under(request, shorter, monday + 2 * hour).dueAt).toBe(request.dueAt)
  })

  test('revives nothing and hands nothing up twice', () => {
    const passed = passNext(newRequest())
    const longer: Policy = structuredClone({ ...defaultPolicy, version: 3 })
    longer.terms.normal.levels.micro_grid.accept.amount = 6000
    const moved = under(passed, longer, passed.updatedAt)
    expect(moved.clocks.deadlines).toEqual(passed.clocks.deadlines)
    expect([moved.unit.id, moved.misses.length]).toEqual(['area', 1])
  })

  test('keeps the time a pause and an extension gave', () => {
    const accepted = done(newRequest(), 'leader7', { name: 'accept' }).next
    const asked = done(
      accepted,
      'leader7',
      { name: 'ask', text: '几号楼' },
      { now: monday + hour },
    ).next
    const now = monday + day
    const told = done(asked, 'resident1', { name: 'supplement', text: '三号楼' }, { now }).next
    const longer = done(
      told,
      'leader7',
      { name: 'extend', reason: '等配件', days: 1 },
      { now },
    ).next
    const granted = done(longer, 'areaLeader', { name: 'approve_extension' }, { now }).next
    const same = under(granted, { ...defaultPolicy, version: 4 }, now)
    const running = (request: Request) =>
      runningDeadlines(request).map(({ clock, by }) => [clock, when(by)])
    expect(running(same)).toEqual(running(granted))
  })
})
