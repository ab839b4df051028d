import type { Home } from '../../core/bookings/types'
import type { PlaceUnit } from './appointments'
import { servicesOf } from './home-services'
import type { ServiceSlug } from './home-services'
import { urbanCommunities } from './urban'

/** Schedules count from here, long before anybody books. */
const since = '2026-01-01'

/** One village's home that serves its joint area. */
const jointAreas: readonly { village: string; serves: readonly string[] }[] = [
  { village: '姜后村', serves: ['姜后村', '车头社区', '延溪村', '罗溪村'] },
]

const villageServices: readonly ServiceSlug[] = ['clinic', 'canteen', 'haircut', 'open-day']

/** The neighbour homes of the place: one for each urban community, and the joint areas' ones. */
export function homesOf(units: readonly PlaceUnit[]): Home[] {
  const urban = urbanCommunities.flatMap(({ code, slug }) => {
    const community = units.find(({ _id }) => _id === code)
    return community ? [homeOf(community, { id: `home-${slug}`, serves: [code], units })] : []
  })
  return [...urban, ...jointAreas.flatMap((joint) => jointHome(joint, units))]
}

function jointHome(
  { village, serves }: (typeof jointAreas)[number],
  units: readonly PlaceUnit[],
): Home[] {
  const communities = units.filter(({ kind, path }) => kind === 'community' && path.length > 0)
  const own = communities.find(({ name }) => name === village)
  if (!own) return []
  const town = communities.filter(({ parentId }) => parentId === own.parentId)
  const ids = town.filter(({ name }) => serves.includes(name)).map(({ _id }) => _id)
  const home = homeOf(own, { id: `home-${own._id}`, serves: ids, units })
  return [{ ...home, services: servicesOf(home._id, since, villageServices) }]
}

interface Founding {
  id: string
  serves: string[]
  units: readonly PlaceUnit[]
}

function homeOf(unit: PlaceUnit, { id, serves, units }: Founding): Home {
  const partners = units.filter(({ kind, parentId }) => kind === 'partner' && parentId === unit._id)
  return {
    _id: id,
    name: `${unit.name}近邻家园`,
    address: `${unit.name}党群服务中心一楼`,
    phone: '',
    contact: `${unit.name}值班人员`,
    hours: '每天 8:30–21:00',
    point: null,
    photos: [],
    accessibility: ['门口有坡道', '有扶手的卫生间', '可借轮椅'],
    path: unit.path,
    serves,
    deskUnitIds: [unit._id, ...partners.map(({ _id }) => _id)],
    closures: [],
    services: servicesOf(id, since),
    version: 1,
  }
}
