import type { UnitKind } from '../../typings/domain'
import type { Column } from './sheet'

/** What can be wrong with a line of a grid file. */
export type ProblemCode =
  | 'missing_column'
  | 'doubled_column'
  | 'no_rows'
  | 'missing_value'
  | 'bad_code'
  | 'scientific_code'
  | 'too_long'
  | 'too_many'
  | 'strange_text'
  | 'formula'
  | 'unknown_level'
  | 'bad_phone'
  | 'bad_day'
  | 'days_reversed'
  | 'duplicate_code'
  | 'duplicate_name'
  | 'duplicate_person'
  | 'unknown_parent'
  | 'wrong_parent'
  | 'parent_at_fault'
  | 'cycle'
  | 'level_changed'
  | 'outside_scope'
  | 'still_open'
  | 'still_below'

export interface Problem {
  code: ProblemCode
  /** As the spreadsheet counts, from 1; null for what the file leaves out. */
  line: number | null
  column?: Column
  value?: string
}

/** Somebody with a charge as the file has them; what is absent the file does not say. */
export interface PersonEntry {
  line: number
  label: string
  phone?: string
  /** Days in China; both included. */
  from?: string
  until?: string
}

/** A unit as the file has it: one line, and one more for each further person. */
export interface UnitEntry {
  line: number
  code: string
  name: string
  kind: UnitKind
  parent: string | null
  places?: string[]
  /** Absent where the file has no column for people. */
  people?: PersonEntry[]
}

/**
 * `update`: the file adds and changes, and takes nothing away.
 * `replace`: below the root everything is as the file says; what it leaves out goes.
 */
export type ImportMode = 'update' | 'replace'

export type ChangeKind =
  'added' | 'renamed' | 'moved' | 'places' | 'removed' | 'invited' | 'ended' | 'person_changed'

export interface Change {
  kind: ChangeKind
  line: number | null
  unitId: string
  /** The unit's name after the change. */
  unit: string
  before: string
  after: string
}

/** One conditional write of an import: a unit as it will be, or its removal. */
export interface UnitWrite {
  unitId: string
  /** As it was compared; 0 where there is none yet. */
  version: number
  action: 'save' | 'remove'
  /** What the file says; null for a unit that only goes along with one above it. */
  entry: UnitEntry | null
  path: string[]
}
