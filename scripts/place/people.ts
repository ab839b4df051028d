import type { Role } from '../../typings/domain'
import type { PlaceUnit } from './appointments'
import { looseGroupsOf } from './micro-grids'
import type { Resident } from './residents'

/** Who can be called as, and the WeChat groups they are in: what the desk and `call --people` read. */
export interface PeopleFile {
  people: Person[]
  groups: Group[]
  posters: Poster[]
}

/** A printed code by which a resident joins their micro-grid. */
export interface Poster {
  label: string
  /** What the code carries. */
  text: string
  /** The page WeChat opens for it. */
  path: string
}

export interface Person {
  openid: string
  label: string
  role: Role | 'resident'
  /** The name of the unit they hold or live in. */
  unit: string
  unitId: string
  /** What else they are found by. */
  words: string[]
  /** openGIds. */
  groups: string[]
}

export interface Group {
  id: string
  name: string
  members: string[]
}

const roleWords: Readonly<Record<Person['role'], string>> = {
  resident: '居民',
  micro_grid_leader: '微网格长',
  area_leader: '片区网格长 片区长',
  community_worker: '社区工作者',
  subdistrict_officer: '街道 乡镇',
  district_dispatcher: '区中心 调度员',
  department_officer: '部门 承办人',
  partner_contact: '共建单位 联系人',
}

/** Everybody of the place and their groups. */
export function peopleOf(units: PlaceUnit[], residents: Resident[]): PeopleFile {
  const byId = new Map(units.map((unit) => [unit._id, unit]))
  const holders = units.flatMap((unit) =>
    unit.appointments.map(({ userId, label, role }) => ({ openid: userId, label, role, unit })),
  )
  const living = residents.map(({ user, label, unit }) => {
    return { openid: user._id, label, role: 'resident' as const, unit }
  })
  const groups = groupsOf(units, byId, living)
  const groupsByMember = invert(groups)
  const people = new Map<string, Person>()
  for (const { unit, ...person } of [...holders, ...living]) {
    const words = wordsOf(person.role, unit, byId)
    const known = people.get(person.openid)
    if (known) known.words.push(person.label, ...words)
    else {
      const groupIds = groupsByMember.get(person.openid) ?? []
      people.set(person.openid, {
        ...person,
        unit: unit.name,
        unitId: unit._id,
        words,
        groups: groupIds,
      })
    }
  }
  return { people: [...people.values()], groups, posters: postersOf(units) }
}

function wordsOf(role: Person['role'], unit: PlaceUnit, byId: Map<string, PlaceUnit>): string[] {
  const names = unit.path.map((id) => byId.get(id)?.name ?? id)
  return [roleWords[role], ...names, ...(unit.places ?? []), ...conditionOf(unit)]
}

/** So that the interesting cases are found by their words. */
function conditionOf({ kind, appointments }: PlaceUnit): string[] {
  if (kind !== 'micro_grid') return []
  if (appointments.length === 0) return ['空缺']
  if (appointments.length > 1) return ['团队']
  if (appointments[0]?.leave.length === 0) return []
  return appointments[0]?.deputy ? ['请假', '有代理'] : ['请假', '无代理']
}

type Living = { openid: string; unit: PlaceUnit }[]

/** Groups of micro-grids, bound and not: residents, leaders, and the area's leader. */
function groupsOf(units: PlaceUnit[], byId: Map<string, PlaceUnit>, living: Living): Group[] {
  const residentsOfUnit = new Map<string, string[]>()
  for (const { openid, unit } of living) add(residentsOfUnit, unit._id, openid)
  const membersOfUnit = (unit: PlaceUnit) => {
    const area = unit.kind === 'micro_grid' ? byId.get(unit.parentId ?? '') : undefined
    const residents = residentsOfUnit.get(unit._id) ?? []
    return [...new Set([...unit.members, ...(area?.members ?? []), ...residents])]
  }
  const bound = units.flatMap((unit) =>
    unit.groupId
      ? [{ id: unit.groupId, name: `${unit.name}群`, members: membersOfUnit(unit) }]
      : [],
  )
  const loose = looseGroupsOf(units).flatMap(({ id, unitId, name }) => {
    const unit = byId.get(unitId)
    return unit ? [{ id, name, members: membersOfUnit(unit) }] : []
  })
  return [...bound, ...loose]
}

function postersOf(units: PlaceUnit[]): Poster[] {
  return units.flatMap(({ name, gridCode }) =>
    gridCode
      ? [{ label: `${name}海报`, text: gridCode, path: `packages/join/join?scene=${gridCode}` }]
      : [],
  )
}

function invert(groups: Group[]): Map<string, string[]> {
  const byMember = new Map<string, string[]>()
  for (const { id, members } of groups) for (const member of members) add(byMember, member, id)
  return byMember
}

function add(lists: Map<string, string[]>, key: string, value: string): void {
  const list = lists.get(key)
  if (list) list.push(value)
  else lists.set(key, [value])
}
