import { launch, type Target } from './launch'

/** Where the phone was, so that a reload after a rebuild comes back to the same page. */
const key = `phone:${launch.openid}:page`
const address = location.search

export function remember(path: string, query: Record<string, string>): void {
  sessionStorage.setItem(key, JSON.stringify({ address, path, query }))
}

/** The page to come back to, if this load follows a rebuild. */
export function recall(): Target | null {
  if (sessionStorage.getItem(`${key}:reload`) === null) return null
  sessionStorage.removeItem(`${key}:reload`)
  const saved = JSON.parse(sessionStorage.getItem(key) ?? 'null') as
    (Target & { address: string }) | null
  return saved?.address === address ? saved : null
}

function reload(): void {
  sessionStorage.setItem(`${key}:reload`, '1')
  location.reload()
}

/**
 * Reloads when the server says that a new build is there. Browsers allow six connections to one
 * server, so of several phones side by side one listens and tells the others.
 */
export function reloadOnRebuild(): void {
  const phones = new BroadcastChannel('phone-rebuilt')
  phones.addEventListener('message', reload)
  const listen = (): Promise<never> => {
    new EventSource('_events').addEventListener('rebuilt', () => {
      phones.postMessage('')
      reload()
    })
    return new Promise(() => undefined)
  }
  if (isSecureContext) void navigator.locks.request('phone-events', listen)
  else void listen()
}
