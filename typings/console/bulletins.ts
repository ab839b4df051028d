import type { ById, Page, PageInput } from '../calls'
import type { UnitKind } from '../domain'
import type { UnitName } from '../place'

/** Everybody who lives or works below, or only people with an appointment there. */
export type BulletinAudience = 'everybody' | 'appointed'

export type BulletinState = 'scheduled' | 'shown' | 'over' | 'withdrawn'

/** A notice as staff write it. Times are ISO 8601 strings in UTC. */
export interface BulletinDraft {
  title: string
  text: string
  /** When it appears, at once where it lies in the past, and when it goes. */
  from: string
  until: string
  /** The units it is for, each with everybody below. */
  unitIds: string[]
  audience: BulletinAudience
}

/** A notice as staff see it. */
export interface StaffBulletin extends Omit<BulletinDraft, 'unitIds'> {
  id: string
  /** Comes back with a change: somebody else's is not overwritten. */
  version: number
  units: (UnitName & { level: UnitKind })[]
  state: BulletinState
  by: { unit: UnitName; label: string; isMe: boolean }
  createdAt: string
  updatedAt: string
  /** How many different people have opened it. */
  readers: number
  withdrawn: { at: string; label: string } | null
}

export interface ConsoleBulletins {
  /** Those of the caller's units and of units below, the newest first. */
  'bulletins.list': { input: PageInput; output: Page<StaffBulletin> }
  'bulletins.get': { input: ById; output: StaffBulletin }
  /** A new one, or with `id` and `version` a changed one, as long as it is not over. */
  'bulletins.save': {
    input: BulletinDraft & { id?: string; version?: number }
    output: StaffBulletin
  }
  /** Nobody sees it from now on. */
  'bulletins.withdraw': { input: ById & { version: number }; output: StaffBulletin }
}
