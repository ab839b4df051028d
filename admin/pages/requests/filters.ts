import type { LocationQuery, LocationQueryRaw } from 'vue-router'
import type { RequestFilters } from '../../../typings/console'
import { channels, states, topics, types, urgencies } from '../../format/words'

/** How filters stand in the address, so that a list can be sent to a colleague. */
const lightNames = { amber: true, red: true, overdue: true } as const

function oneOf<K extends string>(table: Readonly<Record<K, unknown>>, value: unknown) {
  return typeof value === 'string' && Object.hasOwn(table, value) ? (value as K) : undefined
}

function dayOf(value: unknown): string | undefined {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\d$/u.test(value) ? value : undefined
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value.slice(0, 128) : undefined
}

/** `me`, `nobody`, or `<unit>:<appointment>`. */
function handlerOf(value: unknown): RequestFilters['handler'] {
  if (value === 'me' || value === 'nobody') return value
  const [unitId, appointmentId] = textOf(value)?.split(':') ?? []
  return unitId && appointmentId ? { unitId, appointmentId } : undefined
}

function handlerWord(handler: RequestFilters['handler']): string | undefined {
  return typeof handler === 'object' ? `${handler.unitId}:${handler.appointmentId}` : handler
}

/** Leaves out what is undefined. */
export function compact<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const entries = Object.entries(value).filter(([, item]) => item !== undefined)
  return Object.fromEntries(entries) as { [K in keyof T]: Exclude<T[K], undefined> }
}

/** What an address asks for; what it says wrongly is left out. */
export function filtersOf(query: LocationQuery): RequestFilters {
  return compact({
    isOpen: query.all === '1' ? false : undefined,
    state: oneOf(states, query.state),
    light: oneOf(lightNames, query.light),
    isDueToday: query.due === 'today' ? (true as const) : undefined,
    topic: oneOf(topics, query.topic),
    type: oneOf(types, query.type),
    urgency: oneOf(urgencies, query.urgency),
    channel: oneOf(channels, query.channel),
    unitId: textOf(query.unit),
    handler: handlerOf(query.handler),
    hasCoHandlers: query.shared === '1' ? (true as const) : undefined,
    submittedFrom: dayOf(query.from),
    submittedTo: dayOf(query.to),
    text: textOf(query.q),
  }) as RequestFilters
}

/** The address of a list; see {@link filtersOf}. */
export function queryOf(filters: RequestFilters): LocationQueryRaw {
  const { state, light, topic, type, urgency, channel, unitId } = filters
  const { isOpen, isDueToday, handler, hasCoHandlers, submittedFrom, submittedTo, text } = filters
  return compact({
    ...{ state, light, topic, type, urgency, channel, unit: unitId },
    all: isOpen === false ? '1' : undefined,
    due: isDueToday ? 'today' : undefined,
    handler: handlerWord(handler),
    shared: hasCoHandlers ? '1' : undefined,
    from: submittedFrom,
    to: submittedTo,
    q: text,
  })
}

/** Whether two lists ask for the same. */
export function isSame(one: RequestFilters, other: RequestFilters): boolean {
  const mark = (filters: RequestFilters) => JSON.stringify(Object.entries(queryOf(filters)).sort())
  return mark(one) === mark(other)
}
