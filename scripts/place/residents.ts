import type { User } from '../../cloudfunctions/shared/stores/users'
import { chinaInstant } from '../../core/calendar'
import type { PlaceUnit } from './appointments'
import { twoDigits, urbanCommunities } from './urban'

export interface Resident {
  user: User
  label: string
  unit: PlaceUnit
}

const perGrid = 3
const joinedAt = chinaInstant('2026-01-01', '09:00')

/** Villages the first day's requests come from. */
const villagesWithResidents = new Set([
  '大洲村',
  '村头村',
  '官南村',
  '琅口村',
  '古县村',
  '西山村',
  '水南村',
  '田口村',
  '镇头村',
  '东山村',
  '下洋村',
  '盖竹村',
  '渔珠村',
])

/** Three residents for each micro-grid of some communities and for some villages. */
export function residentsOf(units: readonly PlaceUnit[]): Resident[] {
  return [
    ...urbanCommunities
      .filter(({ hasResidents }) => hasResidents)
      .flatMap(({ code, slug }) =>
        units
          .filter(({ kind, path }) => kind === 'micro_grid' && path.includes(code))
          .flatMap((grid) => residentsOfUnit(grid, `${slug}_${gridNumber(grid)}`)),
      ),
    ...units
      .filter(({ kind, name }) => kind === 'community' && villagesWithResidents.has(name))
      .flatMap((village) => residentsOfUnit(village, village._id)),
  ]
}

/** The leaders live in the micro-grid they lead. */
export function leadersAsUsers(units: readonly PlaceUnit[]): User[] {
  const homes = new Map<string, PlaceUnit>()
  for (const unit of units.filter(({ kind }) => kind === 'micro_grid')) {
    for (const { userId } of unit.appointments) if (!homes.has(userId)) homes.set(userId, unit)
  }
  return [...homes].map(([userId, unit]) => userIn(unit, userId))
}

function residentsOfUnit(unit: PlaceUnit, slug: string): Resident[] {
  const home = unit.name.replace(/ 微网格$/, '')
  return Array.from({ length: perGrid }, (_, index) => ({
    user: userIn(unit, `resident_${slug}_${index + 1}`),
    label: `${home} 居民 ${index + 1}`,
    unit,
  }))
}

function userIn(unit: PlaceUnit, openid: string): User {
  return { _id: openid, gridId: unit._id, contact: {}, elderView: false, joinedAt, grants: {} }
}

function gridNumber({ _id }: PlaceUnit): string {
  return twoDigits(Number(_id.slice(_id.lastIndexOf('-') + 1)))
}
