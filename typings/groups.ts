import type { RequestState, Topic, UnitKind } from './domain'
import type { ById, Page, PageInput } from './calls'
import type { UnitName } from './place'
import type { DueView, EntryView } from './requests'

/** A micro-grid's WeChat group, and what its neighbours read. Times are ISO 8601 strings in UTC. */

/** A unit that a person may bind a group to. */
export interface GroupUnit {
  unit: UnitName
  /** The group it has: none, the one of the card the caller came by, or another. */
  group: 'none' | 'this' | 'another'
  /** Whether it has a code for a poster. */
  hasPoster: boolean
}

export interface GroupView {
  /**
   * The group of the card the caller came by: bound to nobody, to a unit of theirs, to
   * somebody else's; null when they did not come by one.
   */
  standing: 'free' | 'yours' | 'others' | null
  /** The unit it is bound to. */
  boundTo: UnitName | null
  /** Whom to ask about somebody else's group. */
  ask: string | null
  units: GroupUnit[]
}

/** What a poster says; its code opens the mini program in the unit. */
export interface PosterView {
  unit: UnitName
  /** What the code carries, for reading out. */
  gridCode: string
  title: string
  invitation: string
  steps: string[]
  /** The code as a PNG, base64. */
  image: string
}

interface ByUnit {
  unitId: string
}

export interface HandlerGroups {
  'groups.get': { input: Record<string, never>; output: GroupView }
  /** Binds the group of the card; `isReplacing`: the unit's other group is given up for it. */
  'groups.bind': { input: ByUnit & { isReplacing?: boolean }; output: GroupView }
  /** Takes the group of the card from another unit of one's own. */
  'groups.move': { input: ByUnit & { isReplacing?: boolean }; output: GroupView }
  'groups.unbind': { input: ByUnit; output: GroupView }
  /** For the unit's own people and those above it. */
  'posters.get': { input: ByUnit; output: PosterView }
  /** For the digest of a unit of one's own: lets the group's owner pin its card as a to-do. */
  'digests.startToDo': { input: ByUnit; output: { activityId: string | null } }
}

/** A request as neighbours of its micro-grid may read it: no person, no words in confidence. */
export interface NeighbourLine {
  id: string
  number: string
  state: RequestState
  topic: Topic
  /** As far as the building; null when none was told or it may not be read. */
  place: string | null
  unit: UnitName & { level: UnitKind }
  handler: { label: string } | null
  due: DueView
  submittedAt: string
  /** How many neighbours it happened to as well. */
  meTooCount: number
}

export interface NeighbourView extends NeighbourLine {
  /**
   * What was written, without numbers that reach people. Empty until it has passed the check, and
   * always where it speaks of somebody: reports of wrongdoing, quarrels between neighbours.
   */
  text: string
  /** Those that have passed the check. */
  photos: string[]
  /** Who did what, without what they said. */
  history: EntryView[]
  followCount: number
  isFollowing: boolean
  isMeToo: boolean
  /** What this person may do now. */
  allowed: ('follow' | 'unfollow' | 'me_too')[]
}

/** Which page a request's card opens for this person, and what the neighbours' page shows. */
export type PeekView =
  { page: 'request' | 'answer'; request: null } | { page: 'follow'; request: NeighbourView }

export interface DigestView extends Page<NeighbourLine> {
  unit: UnitName
  /** Unanswered in this micro-grid; the private ones are in no list. */
  openCount: number
  privateCount: number
  /** Whether the reader looks after the unit. */
  isMine: boolean
}

export interface ResidentNeighbours {
  /** For whoever opens a request's card. */
  'requests.peek': { input: ById; output: PeekView }
  'requests.follow': { input: ById; output: NeighbourView }
  'requests.unfollow': { input: ById; output: NeighbourView }
  /** It happened to me as well: counted once, and followed from now on. */
  'requests.meToo': { input: ById; output: NeighbourView }
  /** What is unanswered in a micro-grid: one's own, the one of the card's group, or one looked after. */
  'digests.get': { input: PageInput & { unitId?: string }; output: DigestView }
}
