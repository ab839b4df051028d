import { addDays } from '../../core/calendar'
import { checkDigit } from '../../core/grids/grid-code'
import { type PlaceUnit, type Post, unitOf } from './appointments'
import {
  type UrbanCommunity,
  areaOf,
  compounds,
  leaves,
  secondGroups,
  twoDigits,
  unboundGroups,
  urbanCommunities,
  vacantGrids,
} from './urban'

/** A community and what its areas and micro-grids are made from. */
interface Ground {
  community: PlaceUnit
  urban: UrbanCommunity
  /** YYYY-MM-DD: leaves are under way on it. */
  today: string
}

/** The areas of an urban community and, under them, its micro-grids. */
export function gridsOf(ground: Ground): PlaceUnit[] {
  const areas = count(ground.urban.areas).map((number) => areaUnit(ground, number))
  const grids = count(ground.urban.grids).map((number) => {
    const area = areas[areaOf(ground.urban, number) - 1]
    if (!area) throw new Error(`micro-grid ${number} lies in no area`)
    return gridUnit(ground, area, number)
  })
  return [...areas, ...grids]
}

/** The openGId of a micro-grid's WeChat group. */
const groupIdOf = (slug: string, grid: number): string => `group_${slug}_${twoDigits(grid)}`

function areaUnit({ community, urban }: Ground, number: number): PlaceUnit {
  return unitOf({
    _id: `${community._id}-${number}`,
    name: `${community.name} ${number} 片区`,
    kind: 'area',
    parent: community,
    posts: [
      {
        userId: `area_${urban.slug}_${number}`,
        role: 'area_leader',
        label: `${community.name} ${number} 片区网格长`,
      },
    ],
  })
}

function gridUnit(ground: Ground, area: PlaceUnit, number: number): PlaceUnit {
  const { community, urban } = ground
  const places = compounds
    .filter(({ slug, grid }) => slug === urban.slug && grid === number)
    .map(({ name }) => name)
  return {
    ...unitOf({
      _id: `${area._id}-${twoDigits(number)}`,
      name: `${community.name} ${twoDigits(number)} 微网格`,
      kind: 'micro_grid',
      parent: area,
      posts: leadersOf(ground, number),
    }),
    ...(isUnbound(urban, number) ? {} : { groupId: groupIdOf(urban.slug, number) }),
    gridCode: gridCodeOf(urban, number),
    ...(places.length > 0 ? { places } : {}),
  }
}

const isUnbound = ({ slug }: UrbanCommunity, number: number): boolean =>
  unboundGroups.some((one) => one.slug === slug && one.grid === number)

/** A WeChat group of a micro-grid's people that is not bound to it. */
export interface LooseGroup {
  id: string
  unitId: string
  name: string
}

/** The groups that people have beside the bound ones: one not bound yet, or a second one. */
export function looseGroupsOf(units: readonly PlaceUnit[]): LooseGroup[] {
  return [
    ...unboundGroups.map((one) => looseGroup(units, one, { suffix: '', name: '群' })),
    ...secondGroups.map((one) => looseGroup(units, one, { suffix: '_second', name: '二群' })),
  ]
}

function looseGroup(
  units: readonly PlaceUnit[],
  { slug, grid }: { slug: string; grid: number },
  { suffix, name }: { suffix: string; name: string },
): LooseGroup {
  const code = urbanCommunities.find((one) => one.slug === slug)?.code ?? slug
  const unit = units.find(
    ({ _id, kind, path }) =>
      kind === 'micro_grid' && path.includes(code) && _id.endsWith(`-${twoDigits(grid)}`),
  )
  if (!unit) throw new Error(`there is no micro-grid ${grid} of ${slug}`)
  return { id: `${groupIdOf(slug, grid)}${suffix}`, unitId: unit._id, name: `${unit.name}${name}` }
}

function leadersOf(ground: Ground, grid: number): Post[] {
  const { community, urban, today } = ground
  if (vacantGrids(urban).includes(grid)) return []
  const label = `${community.name} ${twoDigits(grid)} 微网格长`
  const teamSize = urban.teams?.[grid] ?? 1
  if (teamSize === 1) {
    const userId = leaderId(urban, grid)
    return [{ userId, role: 'micro_grid_leader', label, ...leaveOf(ground, grid, today) }]
  }
  return count(teamSize).map((number) => ({
    userId: `${leaderId(urban, grid)}_${number}`,
    role: 'micro_grid_leader',
    label: `${label} ${number}`,
  }))
}

/** The second micro-grid is held by the first one's leader where a community shares one. */
function leaderId(urban: UrbanCommunity, grid: number): string {
  const own = urban.sharesLeader && grid === 2 ? 1 : grid
  return `leader_${urban.slug}_${twoDigits(own)}`
}

function leaveOf({ community, urban }: Ground, grid: number, today: string): Partial<Post> {
  const away = leaves.find((leave) => leave.slug === urban.slug && leave.grid === grid)
  if (!away) return {}
  const deputy = away.deputyGrid && {
    userId: leaderId(urban, away.deputyGrid),
    label: `${community.name} ${twoDigits(away.deputyGrid)} 微网格长`,
  }
  return { leave: [{ from: today, to: addDays(today, 29) }], deputy: deputy || null }
}

/**
 * Five digits for a poster: community, micro-grid, and a check digit, so that one digit misread
 * finds no micro-grid rather than a neighbour's.
 */
function gridCodeOf(urban: UrbanCommunity, grid: number): string {
  const community = urbanCommunities.indexOf(urban) + 1
  const digits = `${twoDigits(community)}${twoDigits(grid)}`
  return `${digits}${checkDigit(digits)}`
}

function count(to: number): number[] {
  return Array.from({ length: to }, (_, index) => index + 1)
}
