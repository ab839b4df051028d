import type { GroupUnit, GroupView } from '../../typings/groups'
import { type Refusal, refuse } from '../errors'
import { type Post, findCaretakers } from './duty'
import { isHomeKind } from './levels'
import type { Chain, Unit } from './types'

/** A WeChat group, what it is bound to, and who asks. */
export interface GroupCase {
  /** The openGId WeChat vouches for; null when the person did not come by a group's card. */
  groupId: string | null
  /** The units down to the one it is bound to; empty when to none. */
  bound: Chain
  /** What the person holds now, and the units it is of. */
  posts: Post[]
  held: Unit[]
  now: number
}

export interface Wish {
  unitId: string
  /** The unit's other group is given up for this one. */
  isReplacing: boolean
  /** The group is taken from another unit of the person's own. */
  isMoving: boolean
}

export interface Binding {
  unit: Unit
  /** The unit that has it until now. */
  from: Unit | null
}

/** The units a person may bind a group to: those where they hold a post and where people live. */
export function groupUnitsOf({ held, posts }: Pick<GroupCase, 'held' | 'posts'>): Unit[] {
  return held.filter(
    ({ _id, kind }) => isHomeKind(kind) && posts.some(({ unitId }) => unitId === _id),
  )
}

/** What binding comes to, `bound` when it is so already, or why it can't be. */
export function decideBinding(known: GroupCase, wish: Wish): Binding | 'bound' | Refusal {
  if (!known.groupId) return refuse('NOT_FROM_GROUP', '请从微信群里的卡片打开，再绑定这个群。')
  const unit = findOwnUnit(known, wish.unitId)
  if (!unit) return refuse('FORBIDDEN', '只有这个微网格的网格长能绑定它的群。')
  const from = known.bound.at(-1) ?? null
  if (from?._id === unit._id) return 'bound'
  return refusalOf(known, wish, { unit, from }) ?? { unit, from }
}

export function findOwnUnit(
  known: Pick<GroupCase, 'held' | 'posts'>,
  unitId: string,
): Unit | undefined {
  return groupUnitsOf(known).find(({ _id }) => _id === unitId)
}

function refusalOf(known: GroupCase, wish: Wish, { unit, from }: Binding): Refusal | null {
  if (from && !findOwnUnit(known, from._id)) {
    const ask = askOf(known)
    return refuse('FORBIDDEN', `这个群是${from.name}的群。要改的话，请找${ask ?? from.name}。`)
  }
  if (from && !wish.isMoving)
    return refuse('WRONG_STATE', `这个群现在是${from.name}的群，要改成${unit.name}的群请先确认。`)
  if (unit.groupId && !wish.isReplacing)
    return refuse('WRONG_STATE', `${unit.name}已经有另一个群，要换成这个群请先确认。`)
  return null
}

/** Who looks after the unit that has the group. */
function askOf({ bound, now }: GroupCase): string | null {
  return bound.length > 0 ? (findCaretakers(bound, now).people[0]?.label ?? null) : null
}

/** How the group and the person's units stand to each other. */
export function viewGroup(known: GroupCase): GroupView {
  const { groupId, bound } = known
  const unit = bound.at(-1)
  const isYours = unit !== undefined && findOwnUnit(known, unit._id) !== undefined
  return {
    standing: groupId === null ? null : !unit ? 'free' : isYours ? 'yours' : 'others',
    boundTo: unit ? { id: unit._id, name: unit.name } : null,
    ask: unit && !isYours ? askOf(known) : null,
    units: groupUnitsOf(known).map((one) => viewGroupUnit(one, groupId)),
  }
}

function viewGroupUnit(unit: Unit, groupId: string | null): GroupUnit {
  const { _id, name, gridCode } = unit
  const group = !unit.groupId ? 'none' : unit.groupId === groupId ? 'this' : 'another'
  return { unit: { id: _id, name }, group, hasPoster: gridCode !== undefined }
}

/** What the unit's other people are told of a change to its group. */
export const groupWords = {
  replaced: (unit: Unit, by: string) =>
    `${by}把${unit.name}的微信群换成了另一个群，原来的群不再算数`,
  moved: (unit: Unit, by: string) => `${by}把${unit.name}的微信群改给了另一个微网格`,
  unbound: (unit: Unit, by: string) => `${by}解除了${unit.name}和微信群的绑定`,
} as const

export type GroupChange = keyof typeof groupWords
