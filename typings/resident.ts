import type { UnitName, UnitView, UnitChoice, ProfileView, Contact } from './place'
import type { RequestDraft, RequestView, RequestLine } from './requests'
import type { Page, PageInput, ById, Words } from './calls'
import type { NoticeView } from './notices'
import type { ResidentBookings } from './bookings'
import type { BulletinLine, ResidentBulletins } from './bulletins'
import type { ResidentClaims } from './claims'
import type { ResidentNeighbours } from './groups'

export interface HomeView {
  profile: ProfileView
  /** The grid of the group whose card was opened, when it isn't the person's own. */
  groupGrid: UnitView | null
  /** Units of theirs that the group could be bound to, when it is bound to none. */
  bindable: UnitName[]
  /** They had no grid, and are now at home in the one of the group they came by. */
  hasJoined: boolean
  openRequests: RequestLine[]
  unread: number
  /** Templates to ask for in a tap that has value, null where the account has none. */
  templates: { resident: string | null; worker: string | null }
  /** For people with an appointment: how much waits for them. */
  work: { waiting: number; overdue: number } | null
  /** The newest notice to where they live or work; null when there is none now. */
  bulletin: BulletinLine | null
}

export interface ResidentApi
  extends ResidentBookings, ResidentNeighbours, ResidentClaims, ResidentBulletins {
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
