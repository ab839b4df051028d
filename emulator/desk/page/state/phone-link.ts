import type { Card } from '../../types'
import type { Opening, Theme } from './phones'

/** What the mini program's page tells the phone it runs on (emulator/phone/runtime/host.ts). */
export type FromPhone =
  | { type: 'ready' }
  | { type: 'navigate'; path: string; query: Record<string, string> }
  | { type: 'title'; title: string }
  | { type: 'close' }
  | { type: 'share'; card: Card }
  | { type: 'scan'; id: number }
  | { type: 'contact'; session: ContactSession }

/** What a button says of the conversation it opens, and the card it offers to send there. */
export interface ContactSession {
  sessionFrom: string
  title: string
  path: string
  imageUrl: string
  showsCard: boolean
}

/** What the phone tells the mini program's page. */
export type ToPhone =
  | ({ type: 'open' } & Opening)
  | { type: 'visibility'; isVisible: boolean }
  | { type: 'theme'; theme: Theme }
  | { type: 'fontSize'; fontSize: number }
  | { type: 'network'; isOnline: boolean }
  | { type: 'clock'; ahead: number }
  | { type: 'scanResult'; id: number; result: string | null }

const types: readonly string[] = [
  'ready',
  'navigate',
  'title',
  'close',
  'share',
  'scan',
  'contact',
] satisfies FromPhone['type'][]

/** Listens to one mini program's page; the answer ends the listening. */
export function listenTo(
  frame: () => HTMLIFrameElement | null,
  onMessage: (message: FromPhone) => void,
): () => void {
  const receive = (event: MessageEvent<unknown>) => {
    if (event.source !== frame()?.contentWindow || event.origin !== location.origin) return
    if (isFromPhone(event.data)) onMessage(event.data)
  }
  addEventListener('message', receive)
  return () => removeEventListener('message', receive)
}

export function tell(frame: HTMLIFrameElement | null, message: ToPhone): void {
  frame?.contentWindow?.postMessage({ target: 'phone', ...message }, location.origin)
}

interface Settings {
  openid: string
  theme: Theme
  fontSize: number
  /** How far the cloud's clock is ahead of this browser's, in milliseconds. */
  ahead: number
}

/** Where the mini program's page is loaded from for its first opening. */
export function phoneAddress(
  { openid, theme, fontSize, ahead }: Settings,
  { scene, path, group }: Opening,
): string {
  const parameters = new URLSearchParams({
    openid,
    theme,
    fontSize: String(fontSize),
    ahead: String(ahead),
    scene: String(scene),
    ...(path === '' ? {} : { path }),
    ...(group === null ? {} : { group }),
  })
  return `/phone/?${parameters}`
}

/** A page with its query, as a card or a code carries it. */
export function pagePath({ path, query }: { path: string; query: Record<string, string> }): string {
  const search = new URLSearchParams(query).toString()
  return search === '' ? path : `${path}?${search}`
}

function isFromPhone(data: unknown): data is FromPhone {
  if (typeof data !== 'object' || data === null) return false
  const { source, type } = data as { source?: unknown; type?: unknown }
  return source === 'phone' && typeof type === 'string' && types.includes(type)
}
