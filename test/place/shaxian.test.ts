import type { UnitKind } from '../../typings/domain'
import type { PlaceUnit } from '../../scripts/place/appointments'
import { readDivisions, spokenName } from '../../scripts/place/divisions'
import { shaxian } from '../../scripts/place/shaxian'
import { compounds } from '../../scripts/place/urban'

const today = '2026-11-23'
const place = shaxian(today)
const { units, users } = place
const { people, groups } = place.people
const byId = new Map(units.map((unit) => [unit._id, unit]))
const ofKind = (kind: UnitKind): PlaceUnit[] => units.filter((unit) => unit.kind === kind)
const grids = ofKind('micro_grid')
const luobu = grids.filter(({ name }) => name.startsWith('罗布社区'))
const leadersOf = (some: PlaceUnit[]): string[] =>
  some.flatMap(({ appointments }) => appointments.map(({ userId }) => userId))
const childrenOf = (unit: PlaceUnit): PlaceUnit[] =>
  units.filter(({ parentId }) => parentId === unit._id)

describe('the published numbers', () => {
  test('194 communities and villages in 15 subdistricts and towns of one district', () => {
    expect(ofKind('district')).toHaveLength(1)
    expect(ofKind('subdistrict')).toHaveLength(15)
    expect(ofKind('community')).toHaveLength(194)
  })

  test('17 urban communities, 110 areas, 983 micro-grids', () => {
    const areas = ofKind('area')
    expect(new Set(areas.map(({ parentId }) => parentId)).size).toBe(17)
    expect(areas).toHaveLength(110)
    expect(grids).toHaveLength(983)
  })

  test('914 leaders; some hold two micro-grids, one compound has three, 69 or more have none', () => {
    const held = leadersOf(grids)
    const people = new Set(held)
    expect(people.size).toBe(914)
    expect(held.length - people.size).toBeGreaterThan(1)
    expect(grids.filter(({ appointments }) => appointments.length === 3)).toHaveLength(1)
    const vacant = grids.filter(({ appointments }) => appointments.length === 0)
    expect(vacant.length).toBeGreaterThanOrEqual(69)
  })

  test('罗布社区 has 60 micro-grids and 60 leaders', () => {
    expect(luobu).toHaveLength(60)
    expect(new Set(leadersOf(luobu)).size).toBe(60)
  })
})

describe('every unit', () => {
  test('has an id of its own and a path through units from the district down', () => {
    expect(byId.size).toBe(units.length)
    for (const { _id, parentId, path } of units) {
      expect(path.at(-1)).toBe(_id)
      expect(path.at(-2) ?? null).toBe(parentId)
      expect(path.every((id) => byId.has(id))).toBe(true)
      expect(path[0]).toBe('350405')
    }
  })

  test('is looked after, except vacant micro-grids', () => {
    const empty = units.filter(({ appointments }) => appointments.length === 0)
    expect(empty.every(({ kind }) => kind === 'micro_grid')).toBe(true)
  })

  test('lists those who may act for it, deputies included', () => {
    for (const { appointments, members } of units) {
      const actors = appointments.flatMap(({ userId, deputy }) => [userId, deputy?.userId])
      expect(new Set(members)).toEqual(new Set(actors.filter((one) => one !== undefined)))
    }
  })

  test('is named as people say it', () => {
    const names = ofKind('community').map(({ name }) => name)
    expect(names).toEqual(expect.arrayContaining(['罗布社区', '城西社区', '大洲村', '车头社区']))
    expect(names.filter((name) => /委会|委员会/.test(name))).toEqual([])
  })
})

describe('micro-grids', () => {
  test('lie in areas of their community, about nine to each', () => {
    for (const area of ofKind('area')) {
      const below = childrenOf(area)
      expect(below.length).toBeGreaterThanOrEqual(7)
      expect(below.length).toBeLessThanOrEqual(11)
      expect(below.every(({ kind }) => kind === 'micro_grid')).toBe(true)
    }
  })

  test('have a group, but for two, and a poster code each', () => {
    const unbound = grids.filter(({ groupId }) => !groupId).map(({ name }) => name)
    expect(unbound).toEqual(['城西社区 02 微网格', '罗布社区 25 微网格'])
    const groupIds = grids.flatMap(({ groupId }) => groupId ?? [])
    expect(new Set(groupIds).size).toBe(981)
    for (const groupId of groupIds) expect(groupId).toMatch(/^[a-z]/)
    expect(new Set(grids.map(({ gridCode }) => gridCode)).size).toBe(983)
    for (const { gridCode } of grids) expect(gridCode).toMatch(/^\d{5}$/)
  })

  test('are not found by a poster code with one digit misread', () => {
    const codes = new Set(grids.map(({ gridCode }) => gridCode))
    const misread = (code: string): string[] =>
      [...code].flatMap((digit, index) =>
        [...'0123456789']
          .filter((other) => other !== digit)
          .map((other) => code.slice(0, index) + other + code.slice(index + 1)),
      )
    const found = [...codes]
      .flatMap((code) => misread(code ?? ''))
      .filter((code) => codes.has(code))
    expect(found).toEqual([])
  })

  test('hold every compound once', () => {
    const placed = grids.flatMap(({ places }) => places ?? [])
    expect([...placed].sort()).toEqual(compounds.map(({ name }) => name).sort())
  })
})

describe('leave', () => {
  test('one leader away with a deputy, one without, from the day of loading on', () => {
    const away = grids
      .flatMap(({ appointments }) => appointments)
      .filter(({ leave }) => leave.length)
    expect(away.map(({ label, deputy }) => [label, deputy?.label ?? null])).toEqual([
      ['罗布社区 12 微网格长', '罗布社区 11 微网格长'],
      ['罗布社区 23 微网格长', null],
    ])
    expect(away.map(({ leave }) => leave[0]?.from)).toEqual([today, today])
  })
})

describe('people', () => {
  test('have openids of their own that start with a letter, and numbered labels', () => {
    expect(new Set(people.map(({ openid }) => openid)).size).toBe(people.length)
    for (const { openid, label } of people) {
      expect(openid).toMatch(/^[a-z][a-z0-9_]*$/)
      expect(label).toMatch(/[\u4e00-\u9fa5]/)
    }
  })

  test('are everybody with an appointment and every resident', () => {
    const known = new Set(people.map(({ openid }) => openid))
    expect(units.flatMap(({ members }) => members).every((one) => known.has(one))).toBe(true)
    const residents = people.filter(({ role }) => role === 'resident')
    const stored = new Set(users.map(({ _id }) => _id))
    expect(residents.length).toBeGreaterThan(180)
    expect(residents.every(({ openid }) => stored.has(openid))).toBe(true)
  })

  test('are in the groups that name them', () => {
    for (const { members } of groups) expect(members.length).toBeGreaterThan(0)
    const membersOf = new Map(groups.map(({ id, members }) => [id, members]))
    for (const { openid, groups: own } of people) {
      expect(own.every((id) => membersOf.get(id)?.includes(openid))).toBe(true)
    }
  })

  test('of 罗布社区 07 are its leader, its area leader and three residents in one group', () => {
    const group = groups.find(({ id }) => id === 'group_luobu_07')
    expect(group?.members).toEqual([
      'leader_luobu_07',
      'area_luobu_1',
      'resident_luobu_07_1',
      'resident_luobu_07_2',
      'resident_luobu_07_3',
    ])
  })

  test('of a micro-grid whose group is not bound yet are in that group all the same', () => {
    const loose = groups.filter(({ id }) => !units.some(({ groupId }) => groupId === id))
    expect(loose.map(({ id, members }) => [id, members.length > 1])).toEqual([
      ['group_luobu_25', true],
      ['group_chengxi_02', true],
      ['group_luobu_26_second', true],
      ['group_luobu_15_second', true],
    ])
  })

  test('live in a micro-grid or a village', () => {
    const kinds = users.map(({ gridId }) => byId.get(gridId ?? '')?.kind)
    expect(new Set(kinds)).toEqual(new Set(['micro_grid', 'community']))
  })
})

test('the same day gives the same place', () => {
  expect(JSON.stringify(shaxian(today))).toBe(JSON.stringify(place))
})

test('official names become the names people say', () => {
  expect(
    ['城西居委会', '罗布社区居委会', '车头社区居民委员会', '大洲村委会', '高新区虚拟社区'].map(
      spokenName,
    ),
  ).toEqual(['城西社区', '罗布社区', '车头社区', '大洲村', '高新区虚拟社区'])
  expect(readDivisions()[0]).toEqual({
    code: '350405',
    name: '沙县区',
    level: 'district',
    parentCode: '',
  })
})
