import type {
  DeclineReason,
  Outcome,
  RequestState,
  RequestType,
  Topic,
  UnitKind,
  Urgency,
} from './domain'
import type { AppointmentView, Contact, UnitName } from './place'
import type { RequestDraft, RequestView, RequestLine } from './requests'
import type { Page, PageInput, ById, Words, Act } from './calls'
import type { StuckMessage } from './notices'
import type {
  SettingsView,
  Save,
  MessageSettings,
  Ownership,
  Policy,
  PresetReply,
  Rule,
  StoredCalendar,
  Wording,
} from './settings'
import type { HandlerBookings } from './bookings'
import type { HandlerChatTool } from './chat-tool'
import type { HandlerGroups } from './groups'
import type { Reviews } from './safety'
import type { HandlerSignIn } from './sign-in'

/** A request as those who handle it open it, with the replies that one tap sends. */
export interface HandledRequest extends RequestView {
  replies: PresetReply[]
}

export type QueueScope = 'mine' | 'unit'

export interface HandlerApi
  extends HandlerBookings, HandlerChatTool, HandlerGroups, HandlerSignIn, Reviews {
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
  'requests.get': { input: ById; output: HandledRequest }
  /** Name and phone unmasked, for those who handle it now; each look is logged. */
  'requests.revealContact': { input: ById; output: Contact }
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
  /** The answer just given counts no longer; within two minutes, while nothing has happened since. */
  'requests.takeBack': Act<ById>
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
  'settings.saveWording': { input: Save<{ wording: Wording }>; output: SettingsView }
  'settings.saveOwnership': { input: Save<{ ownership: Ownership }>; output: SettingsView }
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
