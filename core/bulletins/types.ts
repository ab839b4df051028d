import type { BulletinAudience, BulletinState } from '../../typings/console/bulletins'
import type { UnitRef } from '../requests/types'

export type { BulletinAudience, BulletinState }

/** A notice of a unit to everybody below: one document, found by those it concerns. */
export interface Bulletin {
  _id: string
  version: number
  title: string
  text: string
  /** Epoch milliseconds: shown from `from` on, before `until`. */
  from: number
  until: number
  to: UnitRef[]
  audience: BulletinAudience
  author: { userId: string; label: string; unit: UnitRef }
  /** From the district down to the author's unit: whoever holds one of them may steer it. */
  path: string[]
  createdAt: number
  updatedAt: number
  withdrawn: { at: number; label: string } | null
  /** The ids of `to` while it is shown, nothing else: what readers find it by. */
  shownTo: string[]
  /** When it appears or goes next; null when neither. */
  dueAt: number | null
  /** How many have read it, once it is over; null while that still changes. */
  readers: number | null
  /** `<createdAt>-<_id>`. */
  listKey: string
}

/** Somebody as far as notices concern them. */
export interface Reader {
  /** The units they live in, from the district down; empty before they joined one. */
  livesIn: readonly string[]
  /** The units they have an appointment in, with all above. */
  worksIn: readonly string[]
}
