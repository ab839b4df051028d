import type { ById, Page, PageInput } from '../calls'
import type { Role, UnitKind } from '../domain'
import type { Contact, LeaveView, UnitName } from '../place'
import type { SessionView } from './sessions'

/** Somebody by one of their charges. */
export interface PersonRef {
  unitId: string
  appointmentId: string
}

export interface PersonLine extends PersonRef {
  /** The same for all charges of one person, and no openid. */
  id: string
  unit: UnitName & { level: UnitKind }
  role: Role
  label: string
  isOnLeave: boolean
}

export interface PersonView {
  id: string
  label: string
  /** What they hold within the caller's units. Days are YYYY-MM-DD in China. */
  posts: (PersonLine & {
    since: string
    until: string | null
    leave: LeaveView[]
    deputy: { label: string } | null
  })[]
  /** Where they are signed in at this page now. */
  sessions: SessionView[]
}

/**
 * What was done: a word of ours (`sign_in`, `reveal_contact`), or the operation that did it
 * (`settings.saveRules`).
 */
export type AuditAction = string

/** One line of the log. Who did it is named as they were then. */
export interface AuditLine {
  id: string
  at: string
  person: { id: string; label: string }
  action: AuditAction
  /** Whether at this page or on the phone. */
  via: 'page' | 'phone'
  requestId: string | null
  /** What it was done to, in a word: a request's number, a unit's name. */
  subject: string
  /** Why, where a reason had to be given. */
  reason: string
}

export interface AuditFilters {
  /** Done by the people of this unit or below; the first of the caller's own unless told. */
  unitId?: string
  personId?: string
  action?: AuditAction
  /** Everything that was done to one request and is logged. */
  requestId?: string
  /** Chinese days YYYY-MM-DD, both included. */
  from?: string
  to?: string
}

export interface ConsolePeople {
  /** People with a charge within the caller's units, by what they are called. */
  'people.search': {
    input: PageInput & { text?: string; unitId?: string }
    output: Page<PersonLine>
  }
  'people.get': { input: PersonRef; output: PersonView }
  /** Ends all of a person's sessions at this page. */
  'people.signOut': { input: PersonRef; output: { ended: number } }
  /** Who did what: the latest first. */
  'audits.search': { input: PageInput & AuditFilters; output: Page<AuditLine> }
  /** The same in pages of 500, to be kept as a file: the export as a whole is logged once. */
  'audits.export': { input: AuditFilters & { cursor?: string }; output: Page<AuditLine> }
  /**
   * Name and phone in full, of anonymous reporters too, for those who handle the request or stand
   * above it. The reason is logged before anything is shown.
   */
  'requests.revealContact': { input: ById & { reason: string }; output: Contact }
}
