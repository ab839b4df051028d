import { reactive, watch } from 'vue'
import { type Card, contactOf } from '../../types'
import { chatsOf, contact, messagesIn, personOf } from './world'

export type Theme = 'light' | 'dark'

/** What a phone's screen shows. */
export type Screen = { name: 'mini_program' } | { name: 'chats' } | { name: 'chat'; chat: string }

/** How the mini program is opened: WeChat's scene number, the page, the group of the card. */
export interface Opening {
  scene: number
  path: string
  group: string | null
}

export interface Phone {
  id: number
  openid: string
  screen: Screen
  theme: Theme
  /** WeChat's font size in px; 16 is its standard. */
  fontSize: number
  isOnline: boolean
  /** Chat → id of the last message seen. */
  seen: Record<string, number>
  /** The latest opening; its object identity tells one opening from the next. */
  opening: Opening | null
  /** The card that the button of the conversation offers to send. */
  offered: Card | null
  /** The page of the mini program now, for the other phones to scan. */
  page: { path: string; title: string } | null
}

type Kept = Pick<Phone, 'openid' | 'theme' | 'fontSize' | 'seen'>

export const fontSizes = [
  { size: 16, label: '标准' },
  { size: 19, label: '大' },
  { size: 22, label: '特大' },
] as const

export const mostPhones = 4
const storageKey = 'desk.phones'
const scenes = { list: 1001, groupCard: 1044, notice: 1014, contact: 1073, code: 1047 } as const

export const phones = reactive<Phone[]>([])

let lastId = 0

export function addPhone(kept: Partial<Kept> & { openid: string }): Phone {
  lastId += 1
  phones.push({
    id: lastId,
    theme: systemTheme(),
    fontSize: 16,
    isOnline: true,
    seen: {},
    screen: { name: 'mini_program' },
    opening: { scene: scenes.list, path: '', group: null },
    offered: null,
    page: null,
    ...kept,
  })
  return phones.at(-1) as Phone
}

export function removePhone(phone: Phone): void {
  phones.splice(phones.indexOf(phone), 1)
}

/** Hands the phone to another person. */
export function giveTo(phone: Phone, openid: string): void {
  if (phone.openid === openid) return
  Object.assign(phone, {
    openid,
    seen: {},
    page: null,
    offered: null,
    screen: { name: 'mini_program' },
  })
  phone.opening = { scene: scenes.list, path: '', group: null }
}

export function show(phone: Phone, screen: Screen): void {
  phone.screen = screen
}

/** Brings the mini program to the front as it was, or opens it if it wasn't open yet. */
export function resume(phone: Phone): void {
  phone.opening ??= { scene: scenes.list, path: '', group: null }
  show(phone, { name: 'mini_program' })
}

export function openGroupCard(phone: Phone, path: string, group: string): void {
  open(phone, { scene: scenes.groupCard, path, group })
}

export function openNotice(phone: Phone, path: string): void {
  open(phone, { scene: scenes.notice, path, group: null })
}

export function openCode(phone: Phone, path: string): void {
  open(phone, { scene: scenes.code, path, group: null })
}

export function openContactCard(phone: Phone, path: string): void {
  open(phone, { scene: scenes.contact, path, group: null })
}

/** A button of the mini program opens the conversation with its customer service. */
export function openContact(phone: Phone, session: string, offered: Card | null): void {
  phone.offered = offered
  show(phone, { name: 'chat', chat: contactOf(phone.openid) })
  void contact(phone.openid, { kind: 'enter', session })
}

function open(phone: Phone, opening: Opening): void {
  phone.opening = opening
  show(phone, { name: 'mini_program' })
}

export function unreadIn(phone: Phone, chat: string): number {
  const seen = phone.seen[chat] ?? 0
  return messagesIn(chat).filter(({ id, from }) => id > seen && from !== phone.openid).length
}

export function unread(phone: Phone): number {
  return chatsOf(phone.openid).reduce((sum, chat) => sum + unreadIn(phone, chat), 0)
}

export function markSeen(phone: Phone, chat: string): void {
  phone.seen[chat] = messagesIn(chat).at(-1)?.id ?? 0
}

/** The first group that two phones have in common; else any group of the first phone. */
export function sharedGroup(): string | null {
  const groups = phones.map(({ openid }) => personOf(openid)?.groups ?? [])
  const counts = groups.flat().map((id) => groups.filter((list) => list.includes(id)).length)
  const best = counts.indexOf(Math.max(...counts))
  return groups.flat()[best] ?? null
}

/** The phones as they stood on this desk last time. */
export function keptPhones(): Kept[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '[]')
    return Array.isArray(kept) ? kept.filter(({ openid }) => typeof openid === 'string') : []
  } catch {
    return []
  }
}

export function keepPhones(): void {
  watch(phones, () => {
    const kept = phones.map(({ openid, theme, fontSize, seen }): Kept => ({
      openid,
      theme,
      fontSize,
      seen,
    }))
    localStorage.setItem(storageKey, JSON.stringify(kept))
  })
}

export function systemTheme(): Theme {
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
}
