import { maskPhone } from '../requests/mask'
import { applyPeople, peopleStates } from './people-entries'
import type { Applying, PersonState } from './people-entries'
import type { Change, ChangeKind, UnitEntry } from './import-types'
import type { Unit } from './types'

/** Everything of a unit but what its store counts by itself. */
export type UnitDraft = Omit<Unit, 'version' | 'recheckAt'>

/**
 * The unit as the file wants it. The same unit, line and mode give the same result, so that
 * what was shown before is what is written after.
 */
export function applyEntry(
  stored: Unit | null,
  target: { entry: UnitEntry | null; path: string[] },
  applying: Applying,
): UnitDraft {
  const { entry, path } = target
  const id = path.at(-1)
  const base = stored ? draftOf(stored) : entry && id !== undefined && newUnit(id, entry)
  if (!base) throw new RangeError('a unit that is not stored comes from a line')
  const parentId = path.at(-2) ?? null
  if (!entry) return { ...base, path, parentId }
  const people = entry.people ? applyPeople(base, entry.people, applying) : {}
  return {
    ...base,
    name: entry.name,
    path,
    parentId,
    ...people,
    ...placesAfter(base, entry, applying),
  }
}

function draftOf({ version, recheckAt, ...unit }: Unit): UnitDraft {
  return unit
}

function newUnit(_id: string, { name, kind }: UnitEntry): UnitDraft {
  const nobody = { appointments: [], invitations: [], members: [], isVacant: true }
  return { _id, name, kind, parentId: null, path: [], ...nobody }
}

/** An empty cell takes the places away only where the file replaces. */
function placesAfter(
  { places = [] }: Pick<UnitDraft, 'places'>,
  entry: UnitEntry,
  { mode }: Applying,
): Pick<UnitDraft, 'places'> {
  if (!entry.places) return {}
  if (mode === 'replace' || places.length === 0) return { places: entry.places }
  return { places: entry.places.length > 0 ? entry.places : places }
}

/** What somebody who looks at both would say has changed. */
export function changesBetween(
  stored: UnitDraft | null,
  next: UnitDraft,
  {
    line,
    now,
    nameOf,
  }: { line: number | null; now: number; nameOf: (id: string | null) => string },
): Change[] {
  const of = (kind: ChangeKind, before: string, after: string): Change[] => [
    { kind, line, unitId: next._id, unit: next.name, before, after },
  ]
  const [placesBefore, placesAfter] = [stored, next].map((one) => (one?.places ?? []).join('、'))
  return [
    ...(stored ? [] : of('added', '', nameOf(next.parentId))),
    ...(stored && stored.name !== next.name ? of('renamed', stored.name, next.name) : []),
    ...(stored && stored.parentId !== next.parentId
      ? of('moved', nameOf(stored.parentId), nameOf(next.parentId))
      : []),
    ...(placesBefore !== placesAfter ? of('places', placesBefore ?? '', placesAfter ?? '') : []),
    ...peopleChanges(stored, next, now).flatMap(([kind, before, after]) => of(kind, before, after)),
  ]
}

function peopleChanges(
  stored: UnitDraft | null,
  next: UnitDraft,
  now: number,
): [ChangeKind, string, string][] {
  const before = stored ? peopleStates(stored, now) : []
  const after = peopleStates(next, now)
  const ended = before.filter(({ id }) => !after.some((one) => one.id === id))
  return [
    ...after.flatMap((one): [ChangeKind, string, string][] => {
      const known = before.find(({ id }) => id === one.id)
      if (!known) return [['invited', '', personWords(one)]]
      return isSame(known, one) ? [] : [['person_changed', personWords(known), personWords(one)]]
    }),
    ...ended.map((one): [ChangeKind, string, string] => ['ended', personWords(one), '']),
  ]
}

const isSame = (a: PersonState, b: PersonState) =>
  a.phone === b.phone && a.from === b.from && a.until === b.until

function personWords({ label, phone, from, until }: PersonState): string {
  const days = until ? `${from} 至 ${until}` : `${from} 起`
  return [label, phone && maskPhone(phone), days].filter(Boolean).join(' ')
}
