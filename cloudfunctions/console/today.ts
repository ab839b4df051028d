import * as v from 'valibot'
import { chinaDay, endOfDay, startOfDay } from '../../core/calendar'
import type { Unit } from '../../core/grids/types'
import { viewRow } from '../../core/requests/row-view'
import type { Count } from '../../typings/console/requests'
import type { ConsoleToday, TodayView, VacantUnit } from '../../typings/console/today'
import { instant, nothing } from '../shared/schemas'
import { refused } from '../shared/serve'
import { countedAtMost, findNews, findToday } from '../shared/stores/today'
import type { TodayCase } from '../shared/stores/today'
import { nameOf, viewStuck } from '../shared/views'
import type { ConsoleContext, ConsoleOperations } from './context'

const newsAtMost = 20

/** The day's work of the caller's units, and what has come since they looked. */
export const today: ConsoleOperations<ConsoleToday> = {
  'today.get': {
    input: nothing,
    async run(_, context) {
      const { staff, now, backend } = context
      const found = await findToday(backend.database, { ...dayOf(now), ...scopeOf(context) })
      if (!found) throw refused('FORBIDDEN')
      return viewToday(found, { ...context, hasMessages: staff.isDistrict })
    },
  },
  'today.news': {
    input: v.strictObject({ since: v.exactOptional(instant) }),
    async run({ since }, { staff, now, backend }) {
      if (since === undefined)
        return { at: isoOf(now), fresh: { count: 0, isMore: false }, rows: [] }
      const query = { unitIds: staff.unitIds, since: Date.parse(since), limit: newsAtMost + 1 }
      const rows = await findNews(backend.database, query)
      const isMore = rows.length > newsAtMost
      return {
        at: rows[0] ? isoOf(rows[0].submittedAt) : since,
        fresh: { count: Math.min(rows.length, newsAtMost), isMore },
        rows: rows.slice(0, newsAtMost).map((row) => viewRow(row, staff, now)),
      }
    },
  },
}

const isoOf = (at: number) => new Date(at).toISOString()

function dayOf(now: number) {
  const day = chinaDay(now)
  return { now, from: startOfDay(day), to: endOfDay(day) }
}

const scopeOf = ({ staff }: ConsoleContext) => ({
  unitIds: staff.unitIds,
  hasMessages: staff.isDistrict,
})

function viewToday(
  found: TodayCase,
  { staff, held, now, hasMessages }: ConsoleContext & { hasMessages: boolean },
): TodayView {
  const own = held.filter(({ _id }) => staff.unitIds.includes(_id))
  return {
    at: isoOf(now),
    units: own
      .toSorted((a, b) => a.path.length - b.path.length)
      .map((unit) => ({ ...nameOf(unit), level: unit.kind })),
    counts: {
      overdue: countOf(found.overdue),
      red: countOf(found.red),
      dueToday: countOf(found.dueToday),
      unclaimed: countOf(found.unclaimed),
      emergencies: countOf(found.emergencies),
      submittedToday: countOf(found.submittedToday),
      vacantUnits: countOf(found.vacantUnits),
      stuckMessages: hasMessages ? countOf(found.stuckMessages) : null,
      toReview: countOf(found.reviewRequests, found.reviewSlots),
    },
    due: found.due.map((row) => viewRow(row, staff, now)),
    unclaimed: found.waiting.map((row) => viewRow(row, staff, now)),
    vacantUnits: found.vacant.map((unit) => viewVacant(unit, found.chains)),
    stuckMessages: (found.stuck ?? []).map(viewStuck),
  }
}

function countOf(...counted: ({ count: number }[] | undefined)[]): Count {
  const sum = counted.reduce((total, one) => total + (one?.[0]?.count ?? 0), 0)
  return { count: Math.min(sum, countedAtMost - 1), isMore: sum >= countedAtMost }
}

function viewVacant(unit: Unit, chains: readonly Unit[]): VacantUnit {
  const above = chains
    .filter(({ _id }) => _id !== unit._id && unit.path.includes(_id))
    .toSorted((a, b) => a.path.length - b.path.length)
  return { ...nameOf(unit), level: unit.kind, path: above.map(nameOf) }
}
