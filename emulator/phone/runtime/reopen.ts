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

/** Reloads when the server says that a new build is there. */
export function reloadOnRebuild(): void {
  new EventSource('_events').addEventListener('rebuilt', () => {
    sessionStorage.setItem(`${key}:reload`, '1')
    location.reload()
  })
}
