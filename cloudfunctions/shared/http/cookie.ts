import type { Browser } from './request'

/**
 * The cookie of a session. Only our own origin sends it, no script reads it; over https its
 * name keeps other hosts of the domain from setting it.
 */
const nameOf = ({ isSecure }: Browser) => (isSecure ? '__Host-session' : 'session')

export function sessionToken(browser: Browser): string | null {
  const cookies = (browser.headers['cookie'] ?? '').split(';').map((one) => one.trim())
  const own = cookies.find((one) => one.startsWith(`${nameOf(browser)}=`))
  return own?.slice(own.indexOf('=') + 1) || null
}

/** The `Set-Cookie` of a session that may live so long, in milliseconds. */
export function sessionCookie(browser: Browser, token: string, longest: number): string {
  const flags = `Path=/; HttpOnly; SameSite=Strict${browser.isSecure ? '; Secure' : ''}`
  return `${nameOf(browser)}=${token}; Max-Age=${Math.floor(longest / 1000)}; ${flags}`
}

export const endedCookie = (browser: Browser) => sessionCookie(browser, '', 0)
