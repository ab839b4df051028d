import type { Role, UnitKind } from '../../typings/domain'
import { type Calendar, chinaCalendar, chinaInstant } from '../../core/calendar'
import { isRefusal } from '../../core/errors'
import { type Post, postsOf } from '../../core/grids/duty'
import type { Appointment, Chain, Unit } from '../../core/grids/types'
import { type Person, systemPerson } from '../../core/requests/actor'
import type { CommandInput } from '../../core/requests/command-input'
import type { Context } from '../../core/requests/commands/step'
import { type Decision, decide } from '../../core/requests/decide'
import { type Sources, dispatch } from '../../core/requests/dispatch'
import { defaultPolicy } from '../../core/requests/policy'
import { type Draft, residentReporter, subjectOf, submit } from '../../core/requests/submit'
import type { Request } from '../../core/requests/types'

/** A small place for tests: one way from the district down to two micro-grids, and a department. */

export const calendar: Calendar = chinaCalendar()
export const monday = chinaInstant('2026-11-23', '09:00')
export const hour = 60 * 60_000
export const day = 24 * hour

export function person(userId: string, role: Role, label: string): Appointment {
  return {
    id: `appointment_${userId}`,
    userId,
    role,
    label,
    from: 0,
    until: null,
    leave: [],
    deputy: null,
  }
}

export function unit(id: string, kind: UnitKind, parent: Unit | null, people: Appointment[]): Unit {
  return {
    _id: id,
    name: names[id] ?? id,
    kind,
    parentId: parent?._id ?? null,
    path: [...(parent?.path ?? []), id],
    appointments: people,
    members: people.map(({ userId }) => userId),
    version: 1,
  }
}

const names: Record<string, string> = {
  district: '沙县区',
  street: '凤岗街道',
  luobu: '罗布社区',
  area: '罗布社区 2 片区',
  grid7: '罗布社区 07 微网格',
  grid8: '罗布社区 08 微网格',
  housing: '区住建局',
  water: '水务公司',
}

export const district = unit('district', 'district', null, [
  person('dispatcher', 'district_dispatcher', '区中心调度员'),
])
export const street = unit('street', 'subdistrict', district, [
  person('officer', 'subdistrict_officer', '凤岗街道工作人员'),
])
export const luobu = unit('luobu', 'community', street, [
  person('worker1', 'community_worker', '罗布社区工作者 1'),
  person('worker2', 'community_worker', '罗布社区工作者 2'),
])
export const area = unit('area', 'area', luobu, [
  person('areaLeader', 'area_leader', '罗布社区 2 片区网格长'),
])
export const grid7 = unit('grid7', 'micro_grid', area, [
  person('leader7', 'micro_grid_leader', '罗布社区 07 微网格长'),
])
export const grid8 = unit('grid8', 'micro_grid', area, [
  person('leader8', 'micro_grid_leader', '罗布社区 08 微网格长'),
])
export const housing = unit('housing', 'department', district, [
  person('housingOfficer', 'department_officer', '区住建局承办人员'),
])
export const water = unit('water', 'partner', district, [
  person('waterContact', 'partner_contact', '水务公司联系人'),
])

export const units: Unit[] = [district, street, luobu, area, grid7, grid8, housing, water]

export function chainOf(unitId: string, among: Unit[] = units): Chain {
  const last = among.find(({ _id }) => _id === unitId)
  if (!last) throw new Error(`no unit ${unitId}`)
  return last.path.map((id) => among.find(({ _id }) => _id === id)!)
}

/** Replaces units by changed ones. */
export function withUnits(...changed: Unit[]): Unit[] {
  return units.map((one) => changed.find(({ _id }) => _id === one._id) ?? one)
}

export function someone(userId: string, now = monday, among: Unit[] = units): Person {
  if (userId === 'system') return systemPerson
  const posts: Post[] = postsOf(among, userId, now)
  return { userId, posts }
}

export function newRequest(
  draft: Partial<Draft> = {},
  options: Partial<Sources> & { key?: string; id?: string } = {},
): Request {
  const { key, id = 'request1', ...sources } = options
  const now = sources.now ?? monday
  const full: Draft = {
    text: '楼道的灯不亮了',
    type: 'help',
    topic: 'other',
    urgency: 'normal',
    ...draft,
  }
  const subject = subjectOf(full, 'mini_program')
  const dispatched = dispatch(subject, {
    ownChain: chainOf('grid7'),
    deskChain: chainOf('luobu'),
    ...sources,
    now,
  })
  return submit({ draft: full, subject }, dispatched, {
    id,
    number: '48271930',
    now,
    policy: defaultPolicy,
    calendar,
    reporter: residentReporter('resident1'),
    key,
  })
}

export function contextFor(
  request: Request,
  command: CommandInput,
  by: { userId: string; now: number; among?: Unit[]; key?: string | undefined; other?: Request },
): Context {
  const among = by.among ?? units
  return {
    now: by.now,
    policy: defaultPolicy,
    calendar,
    person: someone(by.userId, by.now, among),
    chain: chainOf(request.unit.id, among),
    targets: targetsOf(command).map((id) => chainOf(id, among)),
    ...(by.key === undefined ? {} : { key: by.key }),
    ...(by.other === undefined ? {} : { other: by.other }),
  }
}

function targetsOf(command: CommandInput): string[] {
  if (command.name === 'co_handle') return command.parts.map(({ unitId }) => unitId)
  return 'unitId' in command && command.unitId !== undefined ? [command.unitId] : []
}

export function give(
  request: Request,
  userId: string,
  command: CommandInput,
  {
    now = monday,
    among,
    key,
    other,
  }: { now?: number; among?: Unit[]; key?: string; other?: Request } = {},
) {
  const by = { userId, now, key, ...(among ? { among } : {}), ...(other ? { other } : {}) }
  return decide(request, command, contextFor(request, command, by))
}

/** Gives a command that has to be accepted. */
export function done(...call: Parameters<typeof give>): Decision {
  const result = give(...call)
  if (isRefusal(result)) throw new Error(`${call[2].name}: ${result.refused} ${result.message}`)
  return result
}

/** Gives a command that has to be refused; its code. */
export function refusalOf(...call: Parameters<typeof give>): string {
  const result = give(...call)
  if (!isRefusal(result)) throw new Error(`${call[2].name} was accepted`)
  return result.refused
}
