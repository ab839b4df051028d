/** Set by the page stack: the element of the page that is being built or shown. */
export const portalRoot: { current: HTMLElement | null } = { current: null }

type ChildMethod = 'appendChild' | 'insertBefore' | 'removeChild' | 'replaceChild'
const childMethods: readonly ChildMethod[] = [
  'appendChild',
  'insertBefore',
  'removeChild',
  'replaceChild',
]

/**
 * A root-portal: an empty element that holds the place in the tree, while its children live in a
 * container at the root of the page, out of reach of any ancestor's overflow or transform.
 */
export function createPortal(): HTMLElement {
  const place = document.createElement('wx-root-portal')
  const content = document.createElement('wx-root-portal-content')
  for (const method of childMethods) {
    Object.defineProperty(place, method, { value: content[method].bind(content) })
  }
  portals.set(place, content)
  return place
}

const portals = new WeakMap<HTMLElement, HTMLElement>()

export function openPortal(place: HTMLElement, isEnabled: boolean): void {
  const content = portals.get(place)
  if (content === undefined) return
  const host = place.closest<HTMLElement>('wx-page') ?? portalRoot.current
  if (isEnabled && host !== null) host.append(content)
  else Node.prototype.appendChild.call(place, content)
}

export function closePortal(place: HTMLElement): void {
  portals.get(place)?.remove()
}
