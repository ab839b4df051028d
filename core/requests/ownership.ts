import type { RequestType, Role, Topic, UnitKind, Urgency } from '../../typings/domain'
import type { Ownership } from '../../typings/settings'

export type { Ownership }

/** What stands until staff decide otherwise. */
export const defaultOwnership: Ownership = {
  departmentTopics: ['illegal_building', 'municipal', 'utilities'],
}

/** Whatever it is about, this too is theirs. */
const departmentUrgencies: readonly Urgency[] = ['complex', 'emergency']
const departmentTypes: readonly RequestType[] = ['report']

export function isDepartmentWork(
  request: { topic: Topic; urgency: Urgency; type: RequestType },
  ownership: Ownership = defaultOwnership,
): boolean {
  return (
    ownership.departmentTopics.includes(request.topic) ||
    departmentUrgencies.includes(request.urgency) ||
    departmentTypes.includes(request.type)
  )
}

/** Sideways only; to an organisation from those who know which one it concerns. */
const transferTargets: Record<UnitKind, readonly UnitKind[]> = {
  micro_grid: ['micro_grid', 'partner'],
  area: ['area', 'partner'],
  community: ['community', 'department', 'partner'],
  subdistrict: ['subdistrict', 'department', 'partner'],
  district: ['department', 'partner'],
  department: ['department'],
  partner: ['partner'],
}

export function mayTransferTo(from: UnitKind, to: UnitKind): boolean {
  return transferTargets[from].includes(to)
}

/** To decline is an official act: volunteers below the community pass it up instead. */
const decliners: Record<Role, boolean> = {
  micro_grid_leader: false,
  area_leader: false,
  partner_contact: false,
  community_worker: true,
  subdistrict_officer: true,
  district_dispatcher: true,
  department_officer: true,
}

export function mayDecline(role: Role): boolean {
  return decliners[role]
}
