import { chinaInstant } from '../../core/calendar'
import { membersOf, nextDutyChange } from '../../core/grids/duty-changes'
import type { Appointment, Leave, Unit } from '../../core/grids/types'
import type { Role, UnitKind } from '../../typings/domain'

export type PlaceUnit = Unit

/** Before anything the place is used for. */
const appointedFrom = chinaInstant('2022-07-01', '00:00')

export interface Post {
  userId: string
  role: Role
  label: string
  leave?: Leave[]
  deputy?: { userId: string; label: string } | null
}

interface UnitSeed {
  _id: string
  name: string
  kind: UnitKind
  parent: PlaceUnit | null
  posts: Post[]
}

/** A new unit under its parent, with the people of its posts. */
export function unitOf({ _id, name, kind, parent, posts }: UnitSeed): PlaceUnit {
  const appointments = posts.map((post) => appointmentOf(_id, post))
  return {
    _id,
    name,
    kind,
    parentId: parent?._id ?? null,
    path: [...(parent?.path ?? []), _id],
    appointments,
    members: membersOf(appointments),
    isVacant: appointments.length === 0,
    recheckAt: nextDutyChange({ appointments }, appointedFrom),
    version: 1,
  }
}

/** `count` people of one kind: `worker_luobu_1` "罗布社区 社区工作者 1" … */
export function numberedPosts(
  count: number,
  { role, openid, label }: { role: Role; openid: string; label: string },
): Post[] {
  return Array.from({ length: count }, (_, index) => ({
    userId: `${openid}_${index + 1}`,
    role,
    label: `${label} ${index + 1}`,
  }))
}

function appointmentOf(unitId: string, post: Post): Appointment {
  return {
    id: `${unitId}:${post.userId}`,
    userId: post.userId,
    role: post.role,
    label: post.label,
    from: appointedFrom,
    until: null,
    leave: post.leave ?? [],
    deputy: post.deputy ?? null,
  }
}
