import { chinaInstant } from '../../../core/calendar'
import { findCaretakers, onDuty, postsOf } from '../../../core/grids/duty'
import { leastBusy, needsLoad } from '../../../core/grids/team'
import type { Appointment, Unit } from '../../../core/grids/types'
import { area, chainOf, grid7, luobu, monday, person, unit, withUnits } from '../place'

const leave = { from: '2026-11-23', to: '2026-11-24' }
const deputy = { userId: 'leader8', label: '罗布社区 08 微网格长' }
const leader = (more: Partial<Appointment> = {}): Unit => ({
  ...grid7,
  appointments: [{ ...person('leader7', 'micro_grid_leader', '罗布社区 07 微网格长'), ...more }],
})
const vacant: Unit = { ...grid7, appointments: [] }
const names = (people: { userId: string }[]) => people.map(({ userId }) => userId)

describe('who is on duty', () => {
  test('the leader; nobody before the appointment begins or after it ends', () => {
    expect(names(onDuty(leader(), monday))).toEqual(['leader7'])
    expect(onDuty(leader({ from: monday + 1 }), monday)).toEqual([])
    expect(onDuty(leader({ until: monday }), monday)).toEqual([])
    expect(names(onDuty(leader({ until: monday + 1 }), monday))).toEqual(['leader7'])
  })

  test('leave counts by the Chinese calendar day, both ends included', () => {
    const away = leader({ leave: [leave] })
    const at = (day: string, time: string) => names(onDuty(away, chinaInstant(day, time)))
    expect(at('2026-11-22', '23:59')).toEqual(['leader7'])
    expect(at('2026-11-23', '00:00')).toEqual([])
    expect(at('2026-11-24', '23:59')).toEqual([])
    expect(at('2026-11-25', '00:00')).toEqual(['leader7'])
  })

  test('the deputy while the leader is on leave, and not otherwise', () => {
    expect(onDuty(leader({ leave: [leave], deputy }), monday)).toEqual([
      { ...deputy, role: 'micro_grid_leader', standInFor: '罗布社区 07 微网格长' },
    ])
    expect(names(onDuty(leader({ deputy }), monday))).toEqual(['leader7'])
  })

  test('in a team those present go before deputies; a deputy on leave stands in for nobody', () => {
    const [one, two] = [
      person('a', 'micro_grid_leader', '甲'),
      person('b', 'micro_grid_leader', '乙'),
    ]
    const standIn = { userId: 'b', label: '乙' }
    const team = (...appointments: Appointment[]) => ({ ...grid7, appointments })
    expect(names(onDuty(team({ ...one, leave: [leave], deputy }, two), monday))).toEqual(['b'])
    const bothAway = team({ ...one, leave: [leave], deputy: standIn }, { ...two, leave: [leave] })
    expect(onDuty(bothAway, monday)).toEqual([])
  })
})

describe('finding who looks after a grid', () => {
  const climb = (...changed: Unit[]) => {
    const found = findCaretakers(chainOf('grid7', withUnits(...changed)), monday)
    return [found.unit._id, names(found.people), found.reason]
  }

  test('its own leader, without a word', () => {
    expect(climb()).toEqual(['grid7', ['leader7'], ''])
  })

  test('vacant: the area, and why', () => {
    expect(climb(vacant)).toEqual([
      'area',
      ['areaLeader'],
      '罗布社区 07 微网格暂时没有微网格长，已转给罗布社区 2 片区网格长',
    ])
  })

  test('on leave without a deputy: the area; with one: the deputy', () => {
    expect(climb(leader({ leave: [leave] }))).toEqual([
      'area',
      ['areaLeader'],
      '罗布社区 07 微网格的微网格长在请假，已转给罗布社区 2 片区网格长',
    ])
    expect(climb(leader({ leave: [leave], deputy }))).toEqual([
      'grid7',
      ['leader8'],
      '罗布社区 07 微网格长在请假，由罗布社区 08 微网格长代班',
    ])
  })

  test('nobody in the area either: the community, and both reasons', () => {
    const [unitId, people, reason] = climb(vacant, { ...area, appointments: [] })
    expect([unitId, people]).toEqual(['luobu', ['worker1', 'worker2']])
    expect(reason).toBe(
      '罗布社区 07 微网格暂时没有微网格长，罗布社区 2 片区暂时没有片区网格长，已转给罗布社区',
    )
  })

  test('nobody at all: the district still owns it', () => {
    const empty = chainOf('grid7').map((one) => ({ ...one, appointments: [] }))
    const found = findCaretakers(empty, monday)
    expect([found.unit._id, found.people]).toEqual(['district', []])
    expect(found.reason).toMatch(/已转给沙县区$/)
  })
})

describe('sharing work in a team', () => {
  const team = unit(
    'team',
    'micro_grid',
    luobu,
    ['a', 'b', 'c'].map((id) => person(id, 'micro_grid_leader', id)),
  )
  const people = onDuty(team, monday)

  test('asks for the load only where there is a choice', () => {
    expect(needsLoad([luobu, team], monday)).toEqual(['a', 'b', 'c'])
    expect(needsLoad(chainOf('grid7'), monday)).toEqual([])
  })

  test('fewest open first, ties by longest idle, never assigned before all', () => {
    const busy = {
      a: { open: 3, lastAssignedAt: 1 },
      b: { open: 1, lastAssignedAt: 9 },
      c: { open: 1, lastAssignedAt: 5 },
    }
    expect(leastBusy(people, busy)?.userId).toBe('c')
    expect(leastBusy(people, { ...busy, b: { open: 1, lastAssignedAt: null } })?.userId).toBe('b')
    expect(leastBusy(people, { a: { open: 1, lastAssignedAt: 1 } })?.userId).toBe('b')
    expect(leastBusy([], busy)).toBeNull()
  })
})

test('a deputy holds the post for the days of leave only', () => {
  const units = [leader({ leave: [leave], deputy })]
  expect(postsOf(units, 'leader8', monday)).toEqual([
    { unitId: 'grid7', role: 'micro_grid_leader', label: deputy.label },
  ])
  expect(postsOf(units, 'leader8', chinaInstant('2026-11-26', '09:00'))).toEqual([])
  expect(postsOf(units, 'leader7', monday)).toHaveLength(1)
})
