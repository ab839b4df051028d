/** What the desk's server and its page tell each other, and what the people file holds. */

/** One person who can hold a phone. */
export interface Person {
  openid: string
  /** What they are called on the desk. */
  label: string
  role: string
  /** The place or office they belong to. */
  unit: string
  /** What else they are found by. */
  words: string[]
  /** Ids of the group chats they are in. */
  groups: string[]
}

/** A WeChat group. */
export interface Group {
  /** The group's openGId. */
  id: string
  name: string
  /** openids. */
  members: string[]
}

/** Something printed with a code on it that a phone can scan. */
export interface Poster {
  label: string
  /** What the code says. */
  text: string
  /** The page a mini program's code opens, with its query. */
  path?: string
}

/** The JSON named `people` in emulator.config.json. */
export interface PeopleFile {
  people: Person[]
  groups: Group[]
  posters?: Poster[]
}

/** A mini program's card in a chat. */
export interface Card {
  title: string
  /** The page it opens, with its query. */
  path: string
  /** An address on this server or a data URL; empty when there is no picture. */
  imageUrl: string
  /** The group's owner may pin it as something to do. */
  isToDo?: boolean | undefined
}

/** A subscribe message as the phone shows it. */
export interface ServiceNotice {
  title: string
  fields: string[]
  /** The page it opens; empty when it opens none. */
  path: string
}

export type Content =
  | { kind: 'text'; text: string }
  | { kind: 'card'; card: Card }
  | { kind: 'notice'; notice: ServiceNotice }
  | { kind: 'image'; imageUrl: string }

/** One message in a chat: a group's, a person's service notices or their talk with customer service. */
export interface Message {
  /** Grows over all chats, and over a world that starts anew. */
  id: number
  /** A group's id, {@link noticesOf} or {@link contactOf} a person. */
  chat: string
  /** Epoch milliseconds on the cloud's clock. */
  at: number
  /** openid; null for WeChat itself and for customer service. */
  from: string | null
  content: Content
}

/** The chat in which a person finds their service notices. */
export function noticesOf(openid: string): string {
  return `notices:${openid}`
}

/** The chat in which a person talks with the mini program's customer service. */
export function contactOf(openid: string): string {
  return `contact:${openid}`
}

/** What a person does in the customer-service conversation. */
export type Contact =
  /** Comes in by a button; `session` is what the button says of where it stands. */
  | { kind: 'enter'; session: string }
  | { kind: 'text'; text: string }
  | { kind: 'card'; card: Card }
  | { kind: 'image'; imageUrl: string }

export interface Member {
  openid: string
  label: string
}

/** A group as its members see it. */
export interface GroupView {
  id: string
  name: string
  members: Member[]
}

export interface Link {
  label: string
  href: string
}

/** All that the page needs for the people whose phones it shows. */
export interface WorldView {
  /** The mini program's name. */
  title: string
  /** Those asked for, in that order; unknown ones are left out. */
  people: Person[]
  groups: GroupView[]
  messages: Message[]
  clock: ClockView
  links: Link[]
}

export interface ClockView {
  /** Epoch milliseconds on the cloud's clock. */
  now: number
  /** How far the cloud's clock is ahead of the machine's, in milliseconds. */
  ahead: number
  /** The lever is moving it now. */
  isMoving: boolean
}

export const jumps = ['hour', 'day', 'working_day', 'now'] as const

/** Where the time lever can go. */
export type Jump = (typeof jumps)[number]

/** What the server pushes to every open page. */
export type WorldEvent = { kind: 'message'; message: Message } | { kind: 'clock'; clock: ClockView }

/** A request the desk refuses: one sentence for the person. */
export interface DeskRefusal {
  error: string
}
