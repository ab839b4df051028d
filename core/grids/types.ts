import type { Role, UnitKind } from '../../typings/domain'

/** Days in China, YYYY-MM-DD, both included. */
export interface Leave {
  from: string
  to: string
}

/** A person's charge of a unit. `until` null: open-ended. Times are epoch milliseconds. */
export interface Appointment {
  id: string
  userId: string
  role: Role
  /** What people call them: "罗布社区 07 微网格长". */
  label: string
  from: number
  until: number | null
  leave: Leave[]
  /** Who stands in while they are on leave. */
  deputy: { userId: string; label: string } | null
  /** For staff to reach them; nobody else sees it. */
  phone?: string
  /** The digest of the code it was claimed with: the same call again is answered by it. */
  claimedBy?: string
}

/**
 * A charge kept ready for somebody who has not come into the mini program yet. Nobody holds it,
 * so the unit counts as vacant, until they claim it with the one-time code.
 */
export interface Invitation {
  /** Becomes the appointment's id. */
  id: string
  role: Role
  label: string
  phone?: string
  from: number
  until: number | null
  /** The code that is out, as a digest, and until when it works; null while none is. */
  code: { digest: string; until: number } | null
}

/**
 * A level of the place or an organisation beside it, with its people inside:
 * who is on duty is then one read of the units on the way up.
 */
export interface Unit {
  _id: string
  name: string
  kind: UnitKind
  parentId: string | null
  /** Ids from the district down to this unit, itself included. */
  path: string[]
  /** The openGId of its WeChat group; absent or null while none is bound. */
  groupId?: string | null
  /** What its poster's code carries. */
  gridCode?: string
  appointments: Appointment[]
  /** Charges that wait for their people. */
  invitations?: Invitation[]
  /** Mirrors that nobody is appointed, as of the last time its people were looked at. */
  isVacant?: boolean
  /** The import that wrote it last. */
  importId?: string
  /** Everybody who may act for it, deputies included: what access is looked up by. */
  members: string[]
  /** When its open requests have to be looked at because somebody comes on duty or goes off. */
  recheckAt?: number | null
  /** Names of compounds and buildings inside: a place that begins with one is here. */
  places?: string[]
  version: number
}

/** A unit with those above it, from the district down; the unit itself is last. */
export type Chain = Unit[]
