import type { RequestType, Role, Topic, UnitKind, Urgency } from '../../typings/domain'

/** What belongs to departments and is never pushed down to volunteers. */
const departmentTopics: readonly Topic[] = ['illegal_building', 'municipal', 'utilities']
const departmentUrgencies: readonly Urgency[] = ['complex', 'emergency']
const departmentTypes: readonly RequestType[] = ['report']

export function isDepartmentWork(request: {
  topic: Topic
  urgency: Urgency
  type: RequestType
}): boolean {
  return (
    departmentTopics.includes(request.topic) ||
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
