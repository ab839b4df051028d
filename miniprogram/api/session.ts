import type { HomeView, ProfileView, RequestView } from '../../typings/api'
import { callResident, type Result } from './client'
import { isFromChat } from './group'
import { setElderView } from './look'

const storedAs = 'home'

type Listener = (home: HomeView) => void

let home: HomeView | null = null
let submitted: RequestView | null = null
const listeners = new Set<Listener>()

/** The home view as last seen, from memory or from the phone's storage: what the first paint shows. */
export function lastHome(): HomeView | null {
  if (home) return home
  const stored = wx.getStorageSync(storedAs) as HomeView | ''
  home = stored || null
  return home
}

function keepHome(next: HomeView): void {
  home = next
  wx.setStorage({ key: storedAs, data: { ...next, hasJoined: false, bindable: [] } })
  listeners.forEach((listener) => {
    listener(next)
  })
}

/** Asks for the home view; the only call of the first screen. */
export async function loadHome(options: { isQuiet: boolean }): Promise<Result<HomeView>> {
  const result = await callResident('home.get', {}, { ...options, withGroup: isFromChat() })
  if (!result.ok) return result
  setElderView(result.data.profile.elderView)
  keepHome(result.data)
  return result
}

export function onHome(listener: Listener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function keepProfile(profile: ProfileView): void {
  if (home) keepHome({ ...home, profile })
}

export function keepUnread(unread: number): void {
  if (home) keepHome({ ...home, unread })
}

/** True for people with an appointment, as far as known. */
export function hasWork(): boolean {
  return (lastHome()?.profile.appointments.length ?? 0) > 0
}

/** True for those whom the staff page on a computer is for: everybody with a charge but volunteers. */
export function hasDesktop(): boolean {
  const appointments = lastHome()?.profile.appointments ?? []
  return appointments.some(({ role }) => role !== 'micro_grid_leader' && role !== 'area_leader')
}

/** What was just sent, for the page that thanks for it. */
export function keepSubmitted(request: RequestView): void {
  submitted = request
}

export function lastSubmitted(id: string): RequestView | null {
  return submitted?.id === id ? submitted : null
}
