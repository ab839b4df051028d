import type { ById, Page, PageInput } from '../calls'
import type { Role, UnitKind } from '../domain'
import type { PosterView } from '../groups'
import type { LeaveView, UnitName } from '../place'
import type { JobView } from './jobs'

/** Units, their people and their outlines at the staff page. Days are YYYY-MM-DD in China. */

/** A row of the tree. Counts are of the unit and everything below it. */
export interface UnitRow extends UnitName {
  level: UnitKind
  parentId: string | null
  version: number
  /** Appointed to the unit itself now; those still to come. */
  people: number
  invited: number
  /** Micro-grids at or below it, and those nobody is appointed to. */
  grids: number
  vacant: number
  openRequests: number
  hasBelow: boolean
}

export type PersonState = 'current' | 'coming' | 'invited' | 'ended'

/** Somebody of a unit. */
export interface UnitPerson {
  /** Of the appointment, or of the invitation it will be made from. */
  id: string
  label: string
  /** Masked; empty when none is known. */
  phone: string
  from: string
  /** The last day; null when it is open-ended. */
  until: string | null
  state: PersonState
  isOnLeave: boolean
  leave: LeaveView | null
  deputy: { label: string } | null
  /** Until when the one-time code that is out works (ISO 8601); null while none is. */
  codeUntil: string | null
}

export interface OutlineView {
  unit: UnitName & { level: UnitKind }
  isVacant: boolean
  /** Micro-grids at or below it that nobody is appointed to. */
  vacant: number
  /** Corners as [longitude, latitude], not closed. */
  ring: [number, number][]
  /** Drawn by a program for want of a survey: shown, but no request is dispatched by it. */
  isDrawn: boolean
  version: number
}

export interface UnitDetail extends UnitName {
  level: UnitKind
  /** From the district down to the unit itself. */
  path: UnitName[]
  version: number
  places: string[]
  gridCode: string | null
  hasGroup: boolean
  /** People at home in it. */
  residents: number
  openRequests: number
  role: Role
  people: UnitPerson[]
  outline: { ring: [number, number][]; isDrawn: boolean; version: number } | null
  /** Whether the caller may rename, move and remove it. */
  mayChange: boolean
  /** Whether the caller may appoint people and set their leave. */
  mayAppoint: boolean
  /** What may be made below it by the caller. */
  below: UnitKind[]
}

/** A micro-grid nobody is appointed to. */
export interface Vacancy extends UnitName {
  path: UnitName[]
  invited: UnitPerson[]
  openRequests: number
}

/** A poster to print. */
export interface PrintedPoster extends Omit<PosterView, 'image'> {
  /** "凤岗街道 · 城西社区" */
  place: string
  /** Who looks after it now, as residents know them. */
  caretaker: string | null
  /** The mini program's page that the code opens. */
  path: string
  /** The code as WeChat draws it, a PNG in base64; null where the page has to draw one itself. */
  image: string | null
}

export type ImportMode = 'update' | 'replace'

export interface ImportChange {
  kind:
    'added' | 'renamed' | 'moved' | 'places' | 'removed' | 'invited' | 'ended' | 'person_changed'
  line: number | null
  unit: string
  before: string
  after: string
}

export interface ImportProblem {
  /** As the spreadsheet counts, from 1; null for what the file leaves out. */
  line: number | null
  column: string
  value: string
  message: string
}

/** A version that was read: somebody else's change is not overwritten. */
interface Versioned extends ById {
  version: number
}

interface OfPerson extends Versioned {
  personId: string
}

interface Gives<I, O> {
  input: I
  output: O
}

export interface ConsoleUnits {
  /** The units below one, or the caller's own at the top. */
  'units.tree': Gives<{ parentId?: string }, { items: UnitRow[] }>
  'units.get': Gives<ById, UnitDetail>
  'units.create': Gives<
    { parentId: string; level: UnitKind; name: string; code?: string; places?: string[] },
    UnitDetail
  >
  /** Its name, its place in the tree, and the compounds inside. */
  'units.save': Gives<
    Versioned & { name?: string; parentId?: string; places?: string[] },
    UnitDetail
  >
  /** Only one without units below and open requests. */
  'units.remove': Gives<Versioned, { removed: UnitName }>
  /** Where it may be moved to. */
  'units.parents': Gives<ById, { items: (UnitName & { level: UnitKind })[] }>
  'units.vacancies': Gives<PageInput & { unitId?: string }, Page<Vacancy>>
  /** The outlines of a unit and of those right below it. */
  'units.outlines': Gives<ById, { items: OutlineView[] }>
  /** `version` of the outline, 0 for the first one; null takes it away. */
  'units.saveOutline': Gives<
    Versioned & { ring: [number, number][] | null },
    { outline: UnitDetail['outline'] }
  >
  /** Lines of a grid file, a page at a time; the whole export is logged once. */
  'units.export': Gives<
    { id: string; cursor?: string },
    { heading: string[]; rows: string[][]; next: string | null }
  >
  /** For a unit, or for the micro-grids below it: a page at a time. */
  'posters.make': Gives<{ id: string; cursor?: string }, Page<PrintedPoster>>
}

export interface ConsoleAppointments {
  /** Somebody new waits for their code; somebody known is changed. */
  'appointments.save': Gives<
    Versioned & {
      personId?: string
      label: string
      /** Empty takes it away; absent leaves it. */
      phone?: string
      from?: string
      until?: string | null
    },
    UnitDetail
  >
  'appointments.end': Gives<OfPerson, UnitDetail>
  /** A one-time code for somebody who waits; one that was out before works no more. */
  'appointments.invite': Gives<
    OfPerson,
    { unit: UnitDetail; code: string; path: string; image: string | null; until: string }
  >
  /** Leave for somebody else; null ends it. */
  'appointments.setLeave': Gives<
    OfPerson & { leave: LeaveView | null; deputyId?: string },
    UnitDetail
  >
  'appointments.deputies': Gives<
    { id: string; personId: string },
    { items: { id: string; label: string }[] }
  >
  /** The number in full; each look is logged. */
  'appointments.revealPhone': Gives<{ id: string; personId: string }, { phone: string }>
}

export interface ConsoleImports {
  /** `rows`: how many lines follow the heading. */
  'imports.start': Gives<
    { rootId: string; mode: ImportMode; fileName: string; heading: string[]; rows: number },
    { job: JobView; ignored: string[] }
  >
  /** A piece of the file; sending it again changes nothing. `from`: the first one's line. */
  'imports.add': Gives<
    { id: string; index: number; from: number; rows: string[][] },
    { received: number }
  >
  /** All pieces are there: compares them with what is stored. */
  'imports.check': Gives<ById, JobView>
  'imports.changes': Gives<{ id: string; cursor?: string }, Page<ImportChange>>
  'imports.problems': Gives<{ id: string; cursor?: string }, Page<ImportProblem>>
  /** Carries out what was shown, without the lines at fault. */
  'imports.apply': Gives<ById, JobView>
}

export interface ConsoleGrids extends ConsoleUnits, ConsoleAppointments, ConsoleImports {}

/** What an import has come to: the `result` of its job. */
export interface ImportResult {
  /** How many of each kind of change. */
  counts?: Partial<Record<ImportChange['kind'], number>>
  problems?: number
  /** Writes of the plan, and how many came about. */
  writes?: number
  saved?: number
  /** Units that somebody changed after the comparison, left as they are. */
  skipped?: { id: string; name: string; line: number | null }[]
}
