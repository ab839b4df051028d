import type { Card } from '../../types'
import type { Opening, Theme } from './phones'

/** What the mini program's page tells the phone it runs on (emulator/phone, "Host messages"). */
export type FromPhone =
  | { type: 'ready' }
  | { type: 'page'; path: string; title: string }
  | { type: 'close' }
  | { type: 'share'; card: Card }
  | { type: 'scan'; id: number }
  | { type: 'contact'; sessionFrom: string }

/** What the phone tells the mini program's page. */
export type ToPhone =
  | ({ type: 'open' } & Opening)
  | { type: 'hide' }
  | { type: 'show' }
  | { type: 'theme'; theme: Theme }
  | { type: 'fontSize'; fontSize: number }
  | { type: 'network'; isOnline: boolean }
  | { type: 'scanned'; id: number; result: string | null; path?: string }

const types: readonly string[] = ['ready', 'page', 'close', 'share', 'scan', 'contact']

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

/** Where the mini program's page is loaded from for its first opening. */
export function phoneAddress(
  { openid, theme, fontSize }: { openid: string; theme: Theme; fontSize: number },
  { scene, path, group }: Opening,
): string {
  const parameters = new URLSearchParams({
    openid,
    theme,
    fontSize: String(fontSize),
    scene: String(scene),
    ...(path === '' ? {} : { path }),
    ...(group === null ? {} : { group }),
  })
  return `/phone/?${parameters}`
}

function isFromPhone(data: unknown): data is FromPhone {
  if (typeof data !== 'object' || data === null) return false
  const { source, type } = data as { source?: unknown; type?: unknown }
  return source === 'phone' && typeof type === 'string' && types.includes(type)
}
