import type { ActorRole, Command, Role } from '../../typings/domain'
import type { Post } from '../grids/duty'
import { type Relation, whoMay } from './transitions'
import type { Request } from './types'

/** Somebody who gives a command: who they are and what they hold, from `postsOf`. */
export interface Person {
  userId: string
  posts: Post[]
}

/** A person in the capacity in which they give one command. */
export interface Acting {
  userId: string
  role: ActorRole
  label: string
  relation: Relation
  /** The unit acted for; null for residents and the system. */
  unitId: string | null
}

export const systemPerson: Person = { userId: 'system', posts: [] }

/** What residents are called wherever others read it: never a name. */
export const residentLabel = '居民'
export const systemLabel = '系统'

const staffRoles: readonly Role[] = [
  'community_worker',
  'subdistrict_officer',
  'district_dispatcher',
  'department_officer',
]

/** Whether a role is an office, not a neighbour's help. */
export function isStaffRole(role: ActorRole): boolean {
  return staffRoles.some((one) => one === role)
}

/** All the ways a person stands to a request. */
export function relationsOf(request: Request, person: Person): Relation[] {
  return capacities(request, person).map(({ relation }) => relation)
}

/** The capacity in which a person may give a command; null when none allows it. */
export function actingAs(request: Request, command: Command, person: Person): Acting | null {
  const able = [...capacities(request, person), ...asAuthor(request, person)]
  for (const relation of whoMay[command]) {
    const acting = able.find((one) => one.relation === relation)
    if (acting) return acting
  }
  return null
}

/** Whether a person may see a request at all. */
export function canSee(request: Request, person: Person): boolean {
  return capacities(request, person).length > 0 || isBystander(request, person)
}

/** Had it before, holds the unit it came from, or follows it through a merge: sees, does not act. */
export function isBystander(request: Request, { userId, posts }: Person): boolean {
  return (
    request.handledBy.some((one) => one.userId === userId) ||
    request.followers.includes(userId) ||
    posts.some(({ unitId }) => unitId === request.origin.id)
  )
}

/** Whether a person works on it or answers for those who do; the reporter alone does not. */
export function isWorker(request: Request, person: Person): boolean {
  const { userId, posts } = person
  const isFormer = request.handledBy.some((one) => one.userId === userId)
  const isOfOrigin = posts.some(({ unitId }) => unitId === request.origin.id)
  const relations = relationsOf(request, person)
  return isFormer || isOfOrigin || relations.some((relation) => relation !== 'reporter')
}

function capacities(request: Request, { userId, posts }: Person): Acting[] {
  if (userId === systemPerson.userId) return [{ ...system, userId }]
  const asReporter: Acting[] = userId === request.reporterId ? [{ ...resident, userId }] : []
  const fromPosts = posts.flatMap((post) =>
    relationsOfPost(request, post).map((relation) => ({ userId, ...post, relation })),
  )
  return [
    ...asReporter,
    ...fromPosts.toSorted((a, b) => nearness(request, b) - nearness(request, a)),
  ]
}

/** Whoever took the last step, as long as they hold the post they took it in. */
function asAuthor({ history }: Request, { userId, posts }: Person): Acting[] {
  const last = history.at(-1)
  if (last?.actor.userId !== userId) return []
  const post = posts.find(({ unitId }) => unitId === last.before?.unit.id)
  return post ? [{ userId, ...post, relation: 'author' }] : []
}

const system = { role: 'system', label: systemLabel, relation: 'system', unitId: null } as const
const resident = {
  role: 'resident',
  label: residentLabel,
  relation: 'reporter',
  unitId: null,
} as const

function relationsOfPost({ unit, path, coHandlers }: Request, { unitId }: Post): Relation[] {
  const relations: Relation[] = []
  if (unitId === unit.id) relations.push('member')
  else if (path.includes(unitId)) relations.push('above')
  if (coHandlers.some((one) => one.unit.id === unitId)) relations.push('co_handler')
  return relations
}

/** Of several posts the one nearest to the request speaks. */
function nearness({ path }: Request, { unitId }: Acting): number {
  return unitId === null ? -1 : path.indexOf(unitId)
}
