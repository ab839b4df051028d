import type { Role } from '../../typings/domain'
import { type PlaceUnit, type Post, numberedPosts, unitOf } from './appointments'
import { type Division, readDivisions } from './divisions'
import { gridsOf } from './micro-grids'
import { type UrbanCommunity, urbanCommunities } from './urban'

const subdistrictSlugs: Readonly<Record<string, string>> = {
  '350405001': 'fenggang',
  '350405002': 'qiujiang',
}

/** Kinds of organisations beside the levels; what each is really called is for its deployer to set. */
const departments: readonly { slug: string; name: string }[] = [
  { slug: 'urban_management', name: '区城市管理局' },
  { slug: 'housing', name: '区住房和城乡建设局' },
  { slug: 'market', name: '区市场监督管理局' },
  { slug: 'civil_affairs', name: '区民政局' },
  { slug: 'human_resources', name: '区人力资源和社会保障局' },
  { slug: 'ecology', name: '区生态环境局' },
  { slug: 'traffic_police', name: '区交警大队' },
  { slug: 'fire', name: '区消防救援大队' },
  { slug: 'water', name: '区供水服务' },
  { slug: 'power', name: '区供电服务' },
  { slug: 'gas', name: '区燃气服务' },
  { slug: 'cleaning', name: '区环卫服务' },
]

/** Every unit of the place, parents before children. */
export function unitsOf(today: string): PlaceUnit[] {
  const divisions = readDivisions()
  const byCode = new Map<string, PlaceUnit>()
  for (const division of divisions) {
    byCode.set(division.code, divisionUnit(division, byCode.get(division.parentCode) ?? null))
  }
  const district = [...byCode.values()][0]
  if (!district) throw new Error('the list of divisions is empty')
  const below = urbanCommunities.flatMap((urban) => {
    const community = byCode.get(urban.code)
    if (!community) throw new Error(`${urban.code} is not in the list of divisions`)
    return [...gridsOf({ community, urban, today }), partnerUnit(community, urban)]
  })
  return [...byCode.values(), ...departments.map((one) => departmentUnit(district, one)), ...below]
}

function divisionUnit(division: Division, parent: PlaceUnit | null): PlaceUnit {
  const { code, name, level } = division
  const unit = unitOf({ _id: code, name, kind: level, parent, posts: postsOf(division) })
  const isVillage = level === 'community' && !urbanOf(code)
  return isVillage ? { ...unit, groupId: `group_${code}` } : unit
}

function postsOf({ code, name, level }: Division): Post[] {
  switch (level) {
    case 'district':
      return numberedPosts(3, post('district_dispatcher', 'dispatcher', '区中心 调度员'))
    case 'subdistrict': {
      const slug = subdistrictSlugs[code]
      const officer = post('subdistrict_officer', `officer_${slug ?? code}`, `${name} 值班干部`)
      return numberedPosts(slug ? 2 : 1, officer)
    }
    case 'community': {
      const urban = urbanOf(code)
      const title = name.endsWith('村') ? '村干部' : '社区工作者'
      const worker = post('community_worker', `worker_${urban?.slug ?? code}`, `${name} ${title}`)
      return numberedPosts(urban ? workersOf(urban) : 1, worker)
    }
  }
}

function departmentUnit(district: PlaceUnit, { slug, name }: { slug: string; name: string }) {
  return unitOf({
    _id: `${district._id}-${slug}`,
    name,
    kind: 'department',
    parent: district,
    posts: numberedPosts(1, post('department_officer', `department_${slug}`, `${name} 承办人`)),
  })
}

function partnerUnit(community: PlaceUnit, { slug }: UrbanCommunity): PlaceUnit {
  const name = `${community.name} 共建单位 1`
  return unitOf({
    _id: `${community._id}-partner-1`,
    name,
    kind: 'partner',
    parent: community,
    posts: numberedPosts(1, post('partner_contact', `partner_${slug}_1`, `${name} 联系人`)),
  })
}

/** Larger communities have three. */
const workersOf = ({ grids }: UrbanCommunity): number => (grids >= 60 ? 3 : 2)

const urbanOf = (code: string): UrbanCommunity | undefined =>
  urbanCommunities.find((urban) => urban.code === code)

const post = (role: Role, openid: string, label: string) => ({ role, openid, label })
