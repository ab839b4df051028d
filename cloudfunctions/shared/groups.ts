import {
  type Binding,
  type GroupCase,
  type GroupChange,
  type Wish,
  decideBinding,
  findOwnUnit,
  groupUnitsOf,
  groupWords,
  viewGroup,
} from '../../core/grids/groups'
import { isCurrent } from '../../core/grids/duty'
import type { Unit } from '../../core/grids/types'
import type { GroupView } from '../../typings/groups'
import type { Database } from './database'
import type { OperationContext } from './operation'
import { orRefuse, refused } from './serve'
import { insertAudit } from './stores/audits'
import { claimGroup, findGroupCase, releaseGroup, saveGroup } from './stores/groups'
import { insertNotice } from './stores/notices'

/** How often a decision is made again when somebody else wrote in between. */
const attempts = 4

/** The person's units and the group they came by; refuses whoever holds nothing. */
export async function readGroupCase(context: OperationContext): Promise<GroupCase> {
  const { openid, now, backend } = context
  const groupId = await context.group()
  const known = await findGroupCase(backend.database, { openid, groupId, now })
  if (groupUnitsOf(known).length === 0)
    throw refused('NO_APPOINTMENT', '绑定微信群由微网格长来做，您目前没有这样的岗位。')
  return known
}

/**
 * Binds the group of the card to a unit of the person's own. The group is claimed first, then
 * taken from the unit that has it, then given: a call that dies in between is simply made again.
 */
export async function bindGroup(context: OperationContext, wish: Wish): Promise<GroupView> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const known = await readGroupCase(context)
    const decided = decideBinding(known, wish)
    if (decided === 'bound') return viewGroup(known)
    const binding = orRefuse(decided)
    if (!(await takeGroup(context, known, binding))) continue
    await note(context, { binding, known })
    return viewGroup(await readGroupCase(context))
  }
  throw refused('CONFLICT', '这个群刚刚有人在绑定，请过一会儿再看。')
}

async function takeGroup(
  { backend: { database }, openid: userId, now }: OperationContext,
  { groupId }: GroupCase,
  { unit, from }: Binding,
): Promise<boolean> {
  if (groupId === null) return false
  const claim = { groupId, unitId: unit._id, fromId: from?._id ?? null, userId, now }
  if (!(await claimGroup(database, claim))) return false
  if (from && !(await saveGroup(database, from, null))) return false
  if (!(await saveGroup(database, unit, groupId))) return false
  if (unit.groupId) await releaseGroup(database, { groupId: unit.groupId, unitId: unit._id })
  return true
}

/** Writes down who changed which groups, and tells the people beside them. */
async function note(
  context: OperationContext,
  { binding: { unit, from }, known }: { binding: Binding; known: GroupCase },
): Promise<void> {
  const label = labelIn(known, unit)
  await audit(context, { unit, label, action: 'bind_group' })
  if (unit.groupId) await tell(context, unit, { change: 'replaced', label })
  if (from) await tell(context, from, { change: 'moved', label })
}

/** Takes the group away from a unit of the person's own. */
export async function unbindGroup(context: OperationContext, unitId: string): Promise<GroupView> {
  const { database } = context.backend
  for (let attempt = 0; attempt < attempts; attempt++) {
    const known = await readGroupCase(context)
    const unit = findOwnUnit(known, unitId)
    if (!unit) throw refused('FORBIDDEN', '只有这个微网格的网格长能解除绑定。')
    if (!unit.groupId) return viewGroup(known)
    if (!(await saveGroup(database, unit, null))) continue
    await releaseGroup(database, { groupId: unit.groupId, unitId })
    const label = labelIn(known, unit)
    await audit(context, { unit, label, action: 'unbind_group' })
    await tell(context, unit, { change: 'unbound', label })
    return viewGroup(await readGroupCase(context))
  }
  throw refused('CONFLICT', '这个微网格的信息刚刚有了变化，请刷新后再试。')
}

function labelIn({ posts }: GroupCase, { _id }: Unit): string {
  return posts.find(({ unitId }) => unitId === _id)?.label ?? ''
}

function audit(
  { backend, openid: userId, now: at }: OperationContext,
  { unit, label, action }: { unit: Unit; label: string; action: 'bind_group' | 'unbind_group' },
): Promise<void> {
  const { _id: unitId, name: subject, path } = unit
  return insertAudit(backend.database, { at, userId, label, path, action, unitId, subject })
}

/** The unit's other people: the group is theirs as well. */
async function tell(
  { backend, openid, now }: OperationContext,
  unit: Unit,
  { change, label }: { change: GroupChange; label: string },
): Promise<void> {
  const people = unit.appointments.filter((one) => isCurrent(one, now) && one.userId !== openid)
  const text = groupWords[change](unit, label)
  for (const { userId } of people)
    await insertGroupNotice(backend.database, { unit, userId, text, now })
}

function insertGroupNotice(
  database: Database,
  { unit, userId, text, now }: { unit: Unit; userId: string; text: string; now: number },
): Promise<void> {
  return insertNotice(database, {
    id: `${unit._id}:group:${unit.version}:${userId}`,
    userId,
    at: now,
    kind: 'group',
    text,
    requestId: null,
    opens: 'none',
    isUrgent: false,
    push: null,
  })
}
