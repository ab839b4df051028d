import type { HandlerBookings, ResidentBookings } from './bookings'
import type {
  ActorRole,
  Channel,
  Command,
  DeclineReason,
  DispatchRule,
  ErrorCode,
  Light,
  Outcome,
  RequestState,
  RequestType,
  Role,
  Topic,
  UnitKind,
  UnitLevel,
  Urgency,
} from './domain'
import type { MessageSettings, Policy, Rule, StoredCalendar } from './settings'

/**
 * The contract between clients and cloud functions: for each function one map,
 * operation → input and output. A call carries `{ operation, input, key? }` and is
 * answered by an {@link Answer}. Times are ISO 8601 strings in UTC.
 */
export interface Api {
  resident: ResidentApi
  handler: HandlerApi
}

export type FunctionName = keyof Api
export type Operation<F extends FunctionName> = keyof Api[F] & string
export type Input<F extends FunctionName, O extends Operation<F>> = Api[F][O] extends {
  input: infer I
}
  ? I
  : never
export type Output<F extends FunctionName, O extends Operation<F>> = Api[F][O] extends {
  output: infer T
}
  ? T
  : never

/** The data of one callFunction. `key`: client-made, 8–64 characters; the same key gets the first answer. */
export interface Call<I = unknown> {
  operation: string
  input: I
  key?: string
}

export interface Failure {
  code: ErrorCode
  /** A Chinese sentence for the person: what happened, what is safe, what to do. */
  message: string
  /** Where INTERNAL happened, for the log. */
  traceId?: string
  /** For BAD_INPUT: the field, as a dotted path. */
  field?: string
}

export type Answer<T> = { ok: true; data: T } | { ok: false; error: Failure }

// ---- the place and its people ----

export interface UnitName {
  id: string
  name: string
}

export interface UnitView extends UnitName {
  level: UnitKind
  /** From the district down to the unit itself. */
  path: UnitName[]
}

/** One row of the way down community → area → micro-grid when a person chooses their grid. */
export interface UnitChoice extends UnitName {
  level: UnitKind
  /** True when nobody looks after it now; its area does. */
  isVacant: boolean
}

/** Who looks after a micro-grid right now. */
export interface CaretakerView {
  label: string
  role: Role
  /** The unit whose people these are: the grid itself, or the one that stands in. */
  unit: UnitName
  /** Why it is not the grid's own leader: a sentence, absent when it is. */
  standIn?: string
}

export interface LeaveView {
  /** Calendar days in China, YYYY-MM-DD, both included. */
  from: string
  to: string
}

export interface AppointmentView {
  id: string
  unit: UnitView
  role: Role
  label: string
  isOnLeave: boolean
  leave: LeaveView[]
  deputy: { label: string } | null
}

export interface ProfileView {
  grid: UnitView | null
  caretaker: CaretakerView | null
  contact: Contact
  /** Larger type and targets, as the person chose it. */
  elderView: boolean
  appointments: AppointmentView[]
  /** Where this person's photos go: `<uploadFolder>/<file name>`; others' files are refused. */
  uploadFolder: string
}

export interface Contact {
  name?: string
  phone?: string
}

// ---- requests ----

export interface Point {
  latitude: number
  longitude: number
}

export interface Place {
  /** What people call it: a compound, a building, a corner. */
  name: string
  point?: Point
}

export interface RequestDraft {
  text: string
  type?: RequestType
  topic?: Topic
  urgency?: 'emergency' | 'urgent' | 'normal'
  place?: Place
  /** Storage file ids of the caller's own uploads, at most 9. */
  photos?: string[]
  contact?: Contact
  /** Nobody who handles it sees who reported it. */
  isAnonymous?: boolean
  /** Neighbours never see it and it can't be shared into the group. */
  isPrivate?: boolean
  /** A resident reporting for a neighbour: whom it is for. */
  onBehalfOf?: Contact
}

export interface EntryView {
  at: string
  actor: { role: ActorRole; label: string; isMe: boolean }
  command: Command
  /** The state before, null for the submission. */
  from: RequestState | null
  to: RequestState
  /** The unit that has it after this step. */
  unit: UnitName & { level: UnitKind }
  /** The unit it came from, where the step moved it. */
  fromUnit?: UnitName & { level: UnitKind }
  handler: { label: string } | null
  /** Why: a sentence for hops and refusals, empty where the command says it all. */
  reason: string
  text?: string
  photos?: string[]
  outcome?: Outcome
}

/** The deadlines of a request as its state makes them count; null where none runs. */
export interface DueView {
  light: Light
  /** What has to happen next and until when. */
  next: { clock: 'accept' | 'handle' | 'final'; at: string } | null
  acceptBy: string | null
  handleBy: string | null
  finalBy: string | null
}

export interface RequestView {
  id: string
  /** Eight digits in two groups, as people say it on the phone: "4827 1930". */
  number: string
  state: RequestState
  level: UnitKind
  unit: UnitName
  handler: { label: string; isMe: boolean } | null
  dispatch: { rule: DispatchRule; reason: string }
  history: EntryView[]
  /** The commands this person may give now. */
  allowed: Command[]
  version: number

  text: string
  photos: string[]
  type: RequestType
  topic: Topic
  urgency: Urgency
  channel: Channel
  place: Place | null
  isAnonymous: boolean
  isPrivate: boolean
  /** True when the viewer reported it. */
  isMine: boolean
  submittedAt: string
  updatedAt: string
  due: DueView
  /** Masked; null for anonymous requests and for those who don't handle it. */
  reporter: { name: string; phone: string } | null
  onBehalfOf: { name: string; phone: string } | null
  outcome: Outcome | null
  rating: { solved: boolean; satisfaction?: number; text?: string } | null
  urges: { count: number; lastAt: string | null }
  coHandlers: CoHandlerView[]
  extension: { days: number; reason: string; status: 'asked' | 'approved' | 'refused' } | null
  /** The request this one was merged into, where it goes on. */
  mergedInto?: { id: string; number: string }
  /** For emergencies: the lines to dial before anything else. */
  emergencyLines: { number: string; label: string }[]
}

export interface CoHandlerView {
  unit: UnitName & { level: UnitKind }
  part: string
  answer: string | null
  answeredAt: string | null
}

/** One line of a list. */
export interface RequestLine {
  id: string
  number: string
  state: RequestState
  text: string
  type: RequestType
  topic: Topic
  urgency: Urgency
  unit: UnitName & { level: UnitKind }
  handler: { label: string; isMe: boolean } | null
  due: DueView
  submittedAt: string
  updatedAt: string
  urgeCount: number
  photo: string | null
}

export interface Page<T> {
  items: T[]
  /** Pass it back as `cursor` for the next page; null at the end. */
  next: string | null
}

export interface PageInput {
  cursor?: string
  /** 1–50, 20 unless told. */
  limit?: number
}

interface ById {
  id: string
}

interface Words extends ById {
  text: string
  photos?: string[]
}

interface Act<I> {
  input: I
  output: RequestView
}

// ---- notices ----

export interface NoticeView {
  id: string
  at: string
  /** What happened, as a sentence. */
  text: string
  requestId: string | null
  /** Which page answers it. */
  opens: 'request' | 'answer' | 'booking' | 'none'
  /** Where `opens` says `booking`. */
  bookingId?: string
  isRead: boolean
}

// ---- function resident: everybody, about their own ----

export interface HomeView {
  profile: ProfileView
  /** The grid of the group whose card was opened, when it isn't the person's own. */
  groupGrid: UnitView | null
  openRequests: RequestLine[]
  unread: number
  /** Templates to ask for in a tap that has value, null where the account has none. */
  templates: { resident: string | null; worker: string | null }
  /** For people with an appointment: how much waits for them. */
  work: { waiting: number; overdue: number } | null
}

export interface ResidentApi extends ResidentBookings {
  'home.get': { input: Record<string, never>; output: HomeView }
  'profile.get': { input: Record<string, never>; output: ProfileView }
  /** By the group the call comes from (no field), by a poster's grid code, or by the grid chosen. */
  'profile.join': { input: { gridCode?: string; gridId?: string }; output: ProfileView }
  'profile.update': { input: { contact?: Contact; elderView?: boolean }; output: ProfileView }
  /** The units below one, for choosing; the urban communities' parents without `parentId`. */
  'units.list': { input: { parentId?: string }; output: { items: UnitChoice[] } }
  'requests.submit': { input: RequestDraft; output: RequestView }
  'requests.list': { input: PageInput & { isOpen?: boolean }; output: Page<RequestLine> }
  'requests.get': { input: ById; output: RequestView }
  'requests.supplement': { input: Words; output: RequestView }
  'requests.withdraw': { input: ById & { reason?: string }; output: RequestView }
  'requests.rate': {
    input: ById & { solved: boolean; satisfaction?: number; text?: string }
    output: RequestView
  }
  'requests.reopen': { input: ById & { reason: string; photos?: string[] }; output: RequestView }
  'requests.urge': { input: ById & { text?: string }; output: RequestView }
  'notices.list': { input: PageInput; output: Page<NoticeView> & { unread: number } }
  'notices.read': { input: { ids?: string[] }; output: { unread: number } }
  /** What the person granted in one requestSubscribeMessage tap: template id → accepted. */
  'notices.grant': {
    input: { templates: Record<string, 'accept' | 'reject' | 'ban'> }
    output: { granted: number }
  }
}

// ---- function handler: people with an appointment ----

export type QueueScope = 'mine' | 'unit'

export interface HandlerApi extends HandlerBookings {
  'queue.list': {
    input: PageInput & {
      /** `mine`: those I handle; `unit`: all of the units I hold. `mine` unless told. */
      scope?: QueueScope
      /** One state; all open ones unless told. */
      state?: RequestState
      unitId?: string
      isOverdue?: boolean
    }
    output: Page<RequestLine>
  }
  'requests.get': Act<ById>
  'requests.accept': Act<ById>
  'requests.reply': Act<Words>
  'requests.ask': Act<Words>
  /** `withoutAnswers`: although co-handlers have not answered yet, by the lead's explicit word. */
  'requests.resolve': Act<Words & { outcome: Outcome; withoutAnswers?: boolean }>
  'requests.escalate': Act<ById & { reason: string }>
  /** To a colleague of the unit (`appointmentId`) or to another unit of the same level or an organisation (`unitId`). */
  'requests.transfer': Act<ById & { reason: string; unitId?: string; appointmentId?: string }>
  'requests.submitOnBehalf': {
    input: RequestDraft & { gridId?: string; channel?: 'visit' | 'patrol' | 'home_desk' }
    output: RequestView
  }
  'requests.delegate': Act<ById & { reason: string; unitId: string }>
  'requests.return': Act<ById & { reason: string }>
  'requests.coHandle': Act<ById & { parts: { unitId: string; part: string }[] }>
  'requests.coReply': Act<Words>
  'requests.extend': Act<ById & { reason: string; days: number }>
  'requests.approveExtension': Act<ById & { approve: boolean; reason?: string }>
  'requests.decline': Act<ById & { because: DeclineReason; text?: string }>
  'requests.supervise': Act<ById & { text: string }>
  /** Community staff and above: what it is about and how urgent; the deadlines follow. */
  'requests.reclassify': Act<
    ById & { type?: RequestType; topic?: Topic; urgency?: Urgency; reason: string }
  >
  'requests.merge': Act<ById & { into: string; reason?: string }>
  /** Where a request may go from here: colleagues, sister units, organisations, units below. */
  'requests.targets': {
    input: ById
    output: {
      above: UnitName | null
      colleagues: { appointmentId: string; label: string }[]
      units: (UnitName & { level: UnitKind })[]
      below: (UnitName & { level: UnitKind })[]
    }
  }
  /** What the district's staff decide. `version` comes back with a change: somebody else's is not overwritten. */
  'settings.get': { input: Record<string, never>; output: SettingsView }
  'settings.saveRules': { input: Save<{ rules: Rule[] }>; output: SettingsView }
  'settings.saveDeadlines': {
    input: Save<{ deadlines: Omit<Policy, 'version'> }>
    output: SettingsView
  }
  'settings.saveCalendar': {
    input: Save<{ calendar: StoredCalendar }>
    output: SettingsView
  }
  'settings.saveMessages': {
    input: Save<{ messages: MessageSettings }>
    output: SettingsView
  }
  /** Messages that WeChat would not take, for staff to see. */
  'notices.stuck': { input: PageInput; output: Page<StuckMessage> }
  'leave.set': {
    input: { from: string; to: string; deputyAppointmentId?: string }
    output: { appointments: AppointmentView[] }
  }
  'leave.end': {
    input: Record<string, never>
    output: { appointments: AppointmentView[] }
  }
  /** Who could stand in for me: the colleagues of my unit and my area's other leaders. */
  'leave.deputies': {
    input: Record<string, never>
    output: { items: { appointmentId: string; label: string }[] }
  }
}

export interface SettingsView {
  rules: { version: number; value: Rule[] }
  deadlines: { version: number; value: Policy }
  calendar: {
    version: number
    value: StoredCalendar
    /** A sentence when this year or the next has no official list yet. */
    warning: string | null
  }
  messages: { version: number; value: MessageSettings }
}

type Save<T> = T & { version: number }

export interface StuckMessage {
  id: string
  at: string
  text: string
  requestId: string | null
  error: string
}

export type { UnitLevel }
