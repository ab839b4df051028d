import type { Role, UnitKind } from '../domain'
import type { UnitName } from '../place'

/** Who is signed in. */
export interface StaffView {
  label: string
  /** Whether the whole district is theirs. */
  isDistrict: boolean
  /** The highest unit first; theirs is what stands there and everything below. */
  posts: { unit: UnitName & { level: UnitKind }; role: Role; label: string }[]
  /** When the session ends unless they go on working. */
  endsAt: string
}

/** One of a person's own sessions. */
export interface SessionView {
  id: string
  /** "Chrome（Windows）" */
  browser: string
  /** The network address it was opened from; null when it is unknown. */
  source: string | null
  since: string
  usedAt: string
  /** The one that asks. */
  isCurrent: boolean
}

type Nothing = Record<string, never>

export interface ConsoleSessions {
  'sessions.current': { input: Nothing; output: StaffView }
  'sessions.list': { input: Nothing; output: { items: SessionView[] } }
  'sessions.revoke': { input: { id: string }; output: Nothing }
  'sessions.signOut': { input: Nothing; output: Nothing }
}
