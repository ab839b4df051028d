import type { Role, UnitKind, UnitLevel } from '../../typings/domain'

/** The five levels, the lowest first. */
export const levels = [
  'micro_grid',
  'area',
  'community',
  'subdistrict',
  'district',
] as const satisfies readonly UnitLevel[]

/** What people who look after such a unit are called. */
export const caretakerNouns: Record<UnitKind, string> = {
  micro_grid: '微网格长',
  area: '片区网格长',
  community: '社区工作者',
  subdistrict: '街道（乡镇）工作人员',
  district: '区中心调度员',
  department: '承办人员',
  partner: '联系人',
}

export const roleOfKind: Record<UnitKind, Role> = {
  micro_grid: 'micro_grid_leader',
  area: 'area_leader',
  community: 'community_worker',
  subdistrict: 'subdistrict_officer',
  district: 'district_dispatcher',
  department: 'department_officer',
  partner: 'partner_contact',
}

const volunteerKinds: readonly UnitKind[] = ['micro_grid', 'area']

export function isLevel(kind: string): kind is UnitLevel {
  return levels.some((level) => level === kind)
}

/** Whether the people of such units are neighbours who help, not staff. */
export function isVolunteerKind(kind: UnitKind): boolean {
  return volunteerKinds.includes(kind)
}

/** 0 for a micro-grid up to 4 for the district; organisations stand right below the district. */
export function rankOf(kind: UnitKind): number {
  return isLevel(kind) ? levels.indexOf(kind) : levels.indexOf('subdistrict')
}

/** What may stand right above each kind of unit. */
export const parentKinds: Record<UnitKind, readonly UnitKind[]> = {
  micro_grid: ['area', 'community'],
  area: ['community'],
  community: ['subdistrict'],
  subdistrict: ['district'],
  district: [],
  department: ['district', 'subdistrict'],
  partner: ['community', 'subdistrict', 'district'],
}

/** Whether people live in such a unit and have its group: a micro-grid, or a village that has none. */
export function isHomeKind(kind: UnitKind): boolean {
  return kind === 'micro_grid' || kind === 'community'
}
