import type { UnitKind } from '../domain'
import type { StuckMessage } from '../notices'
import type { UnitName } from '../place'
import type { Count, RequestRow } from './requests'

/** A micro-grid, area or other unit that nobody is appointed to. */
export type VacantUnit = UnitName & { level: UnitKind; path: UnitName[] }

/** What the day asks of somebody: of their units and everything below. */
export interface TodayView {
  /** When it was counted. */
  at: string
  /** The units it is about, the highest first. */
  units: (UnitName & { level: UnitKind })[]
  counts: {
    /** Open requests whose next deadline has passed. */
    overdue: Count
    /** The next deadline is near, a fifth of its time is left. */
    red: Count
    /** Due between now and midnight in China. */
    dueToday: Count
    /** Nobody has taken them yet. */
    unclaimed: Count
    emergencies: Count
    /** Submitted since midnight in China. */
    submittedToday: Count
    vacantUnits: Count
    /** Messages WeChat would not take; null for those it does not concern. */
    stuckMessages: Count | null
    /** Words and photos that wait for somebody's eyes; null for those it does not concern. */
    toReview: Count | null
  }
  /** What to look at first: overdue, then what is due next. */
  due: RequestRow[]
  unclaimed: RequestRow[]
  vacantUnits: VacantUnit[]
  stuckMessages: StuckMessage[]
}

export interface ConsoleToday {
  'today.get': { input: Record<string, never>; output: TodayView }
  /**
   * What was submitted since: cheap enough to ask every few seconds. `at` is for the next time;
   * without `since` it only says what time it is.
   */
  'today.news': {
    input: { since?: string }
    output: { at: string; fresh: Count; rows: RequestRow[] }
  }
}
