import * as v from 'valibot'
import { endOf, isLive } from '../../core/sessions/session'
import type { Session } from '../../core/sessions/session'
import type { Unit } from '../../core/grids/types'
import type { ConsoleSessions, SessionView, StaffView } from '../../typings/console/sessions'
import { endedCookie } from '../shared/http/cookie'
import { id, nothing } from '../shared/schemas'
import { refused } from '../shared/serve'
import { endSession, findSessions } from '../shared/stores/sessions'
import { nameOf } from '../shared/views'
import type { ConsoleContext, ConsoleOperations } from './context'

/** Who is signed in, in which browsers, and out again. */
export const sessions: ConsoleOperations<ConsoleSessions> = {
  'sessions.current': {
    input: nothing,
    run: (_, context) => Promise.resolve(viewStaff(context)),
  },
  'sessions.list': {
    input: nothing,
    async run(_, { staff, session, now, backend }) {
      const found = await findSessions(backend.database, staff.userId, now)
      const live = found.filter((one) => isLive(one, now))
      return { items: live.map((one) => viewSession(one, session)) }
    },
  },
  'sessions.revoke': {
    input: v.strictObject({ id }),
    async run({ id: _id }, { staff: { userId }, now, backend }) {
      if (!(await endSession(backend.database, { _id, userId }, now)))
        throw refused('NOT_FOUND', '没有找到这次登录，可能已经退出了。')
      return {}
    },
  },
  'sessions.signOut': {
    input: nothing,
    async run(_, { session, browser, giveCookie, now, backend }) {
      await endSession(backend.database, session, now)
      giveCookie(endedCookie(browser))
      return {}
    },
  },
}

function viewStaff({ staff, session, held }: ConsoleContext): StaffView {
  const unitOf = (unitId: string) => viewOf(held.find(({ _id }) => _id === unitId) as Unit)
  return {
    label: staff.label,
    isDistrict: staff.isDistrict,
    posts: staff.posts.map(({ unitId, role, label }) => ({ unit: unitOf(unitId), role, label })),
    endsAt: iso(endOf(session)),
  }
}

const viewOf = (unit: Unit) => ({ ...nameOf(unit), level: unit.kind })

export function viewSession(session: Session, current: Session): SessionView {
  return {
    id: session._id,
    browser: session.browser,
    source: session.source === 'local' ? null : session.source,
    since: iso(session.createdAt),
    usedAt: iso(session.usedAt),
    isCurrent: session._id === current._id,
  }
}

const iso = (at: number) => new Date(at).toISOString()
