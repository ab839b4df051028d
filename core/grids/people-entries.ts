import { chinaDay, endOfDay, startOfDay } from '../calendar'
import { membersOf } from './duty-changes'
import { isCurrent } from './duty'
import type { ImportMode, PersonEntry } from './import-types'
import { roleOfKind } from './levels'
import type { Appointment, Invitation, Unit } from './types'

/** Somebody of a unit, appointed or invited, in the words of a file. */
export interface PersonState {
  id: string
  label: string
  phone: string
  from: string
  /** Empty: open-ended. */
  until: string
  isInvited: boolean
}

export interface Applying {
  mode: ImportMode
  now: number
  /** Makes the ids of what is new: the same for the same line of the same import. */
  idOf: (line: number) => string
}

type People = Pick<Unit, 'appointments' | 'invitations'>

/** Who holds or will hold a charge of the unit, those who wait for their code included. */
export function peopleStates(unit: People, now: number): PersonState[] {
  return [
    ...unit.appointments.filter((one) => !isOver(one, now)).map((one) => stateOf(one, false)),
    ...(unit.invitations ?? []).filter((one) => !isOver(one, now)).map((one) => stateOf(one, true)),
  ]
}

const isOver = ({ until }: { until: number | null }, now: number) => until !== null && until <= now

function stateOf(one: Appointment | Invitation, isInvited: boolean): PersonState {
  const { id, label, phone = '', from, until } = one
  return { id, label, phone, from: chinaDay(from), until: untilDay(until), isInvited }
}

/** The last day of a charge, both ends included; empty when it is open-ended. */
export const untilDay = (until: number | null): string =>
  until === null ? '' : chinaDay(until - 1)

/** The instant a charge ends whose last day is told; null when it is open-ended. */
export const untilOf = (day: string | undefined): number | null => (day ? endOfDay(day) : null)

/** The unit's people after the file has been applied to them. */
export function applyPeople(
  unit: Pick<Unit, 'appointments' | 'invitations' | 'kind'>,
  entries: readonly PersonEntry[],
  applying: Applying,
): Required<People> & { members: string[]; isVacant: boolean } {
  const { mode, now } = applying
  const states = peopleStates(unit, now)
  const matched = match(states, entries)
  const change = <T extends Appointment | Invitation>(one: T): T[] => {
    if (!states.some(({ id }) => id === one.id)) return [one]
    const entry = matched.get(one.id)
    if (entry) return [changed(one, entry, mode)]
    return mode === 'replace' ? ended(one, now) : [one]
  }
  const appointments = unit.appointments.flatMap(change)
  const invitations = (unit.invitations ?? [])
    .flatMap((one) => (matched.has(one.id) || mode === 'update' ? change(one) : []))
    .concat(newcomers(unit, { entries, matched, applying }))
  const isVacant = !appointments.some((one) => isCurrent(one, now))
  return { appointments, invitations, members: membersOf(appointments), isVacant }
}

/** People are known by what they are called; of several called the same, in their order. */
function match(states: PersonState[], entries: readonly PersonEntry[]): Map<string, PersonEntry> {
  const matched = new Map<string, PersonEntry>()
  for (const entry of entries) {
    const state = states.find(({ id, label }) => label === entry.label && !matched.has(id))
    if (state) matched.set(state.id, entry)
  }
  return matched
}

/** What the file leaves empty stays in an update; in a replacement it is empty from now on. */
function changed<T extends Appointment | Invitation>(
  one: T,
  entry: PersonEntry,
  mode: ImportMode,
): T {
  const { phone: before, ...rest } = one
  const keeps = mode === 'update'
  const phone = entry.phone ?? (keeps ? before : undefined)
  const from = entry.from && entry.from !== chinaDay(one.from) ? startOfDay(entry.from) : one.from
  const until =
    (keeps && !entry.until) || entry.until === untilDay(one.until)
      ? one.until
      : untilOf(entry.until)
  return { ...(rest as T), from, until, ...(phone && { phone }) }
}

/** One that had not begun has never been. */
function ended<T extends Appointment | Invitation>(one: T, now: number): T[] {
  return one.from < now ? [{ ...one, until: now }] : []
}

function newcomers(
  { kind }: Pick<Unit, 'kind'>,
  around: {
    entries: readonly PersonEntry[]
    matched: Map<string, PersonEntry>
    applying: Applying
  },
): Invitation[] {
  const { entries, matched, applying } = around
  const known = new Set(matched.values())
  return entries
    .filter((entry) => !known.has(entry))
    .map(({ line, label, phone, from, until }) => ({
      id: applying.idOf(line),
      role: roleOfKind[kind],
      label,
      from: startOfDay(from ?? chinaDay(applying.now)),
      until: untilOf(until),
      code: null,
      ...(phone && { phone }),
    }))
}
