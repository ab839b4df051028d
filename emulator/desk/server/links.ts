import type { Link } from '../types'

/** The links that lead somewhere now: a page that isn't built yet has no dead link. */
export async function livingLinks(links: readonly Link[], origin: string): Promise<Link[]> {
  const alive = await Promise.all(links.map(({ href }) => isAlive(new URL(href, origin))))
  return links.filter((_, index) => alive[index])
}

function isAlive(url: URL): Promise<boolean> {
  return fetch(url, { method: 'HEAD' }).then(
    ({ ok }) => ok,
    () => false,
  )
}
