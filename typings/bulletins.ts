import type { ById } from './calls'
import type { UnitName } from './place'

/** A notice of a unit to everybody below it, as its readers see it in a list. */
export interface BulletinLine {
  id: string
  title: string
  /** Who says so. */
  from: UnitName
  at: string
  /** Until when it is shown. */
  until: string
  /** For people with an appointment only. */
  isForWorkers: boolean
}

export interface BulletinView extends BulletinLine {
  text: string
}

export interface ResidentBulletins {
  /** What concerns the caller now, by where they live and what they hold, the newest first. */
  'bulletins.list': {
    input: Record<string, never>
    output: { items: (BulletinLine & { isRead: boolean })[] }
  }
  /** Opens one; the first time counts as read. */
  'bulletins.read': { input: ById; output: BulletinView }
}
