/**
 * The 17 urban communities. How many areas, micro-grids and vacancies each has is ours, only the
 * sums are published: 110 areas, 983 micro-grids, 914 leaders (July 2022).
 */
export interface UrbanCommunity {
  code: string
  /** For readable openids. */
  slug: string
  areas: number
  grids: number
  /** Micro-grids nobody leads. */
  vacant: number
  /** Whether one leader holds the first two micro-grids. */
  sharesLeader?: true
  /** Micro-grids with several leaders: grid number → how many. */
  teams?: Readonly<Record<number, number>>
  /** Whether residents are loaded too. */
  hasResidents?: true
}

export const urbanCommunities: readonly UrbanCommunity[] = [
  {
    code: '350405001001',
    slug: 'chengxi',
    areas: 7,
    grids: 64,
    vacant: 5,
    sharesLeader: true,
    teams: { 5: 2 },
    hasResidents: true,
  },
  { code: '350405001002', slug: 'fuqian', areas: 6, grids: 52, vacant: 4 },
  {
    code: '350405001003',
    slug: 'chengdong',
    areas: 7,
    grids: 61,
    vacant: 5,
    sharesLeader: true,
    teams: { 5: 2 },
    hasResidents: true,
  },
  { code: '350405001004', slug: 'dongmen', areas: 5, grids: 48, vacant: 4 },
  { code: '350405001005', slug: 'chengbei', areas: 6, grids: 57, vacant: 4, sharesLeader: true },
  {
    code: '350405001006',
    slug: 'lianhua',
    areas: 7,
    grids: 66,
    vacant: 5,
    teams: { 5: 2 },
    hasResidents: true,
  },
  {
    code: '350405001007',
    slug: 'jinsha',
    areas: 8,
    grids: 68,
    vacant: 5,
    teams: { 12: 3 },
    hasResidents: true,
  },
  { code: '350405001009', slug: 'xiyuan', areas: 7, grids: 59, vacant: 4, hasResidents: true },
  { code: '350405001010', slug: 'changfu', areas: 6, grids: 54, vacant: 4, sharesLeader: true },
  {
    code: '350405001011',
    slug: 'jinxue',
    areas: 6,
    grids: 56,
    vacant: 4,
    teams: { 5: 2 },
    hasResidents: true,
  },
  { code: '350405001012', slug: 'dongtianling', areas: 5, grids: 50, vacant: 4 },
  { code: '350405001013', slug: 'gulouping', areas: 5, grids: 46, vacant: 4 },
  {
    code: '350405002001',
    slug: 'chengnan',
    areas: 8,
    grids: 70,
    vacant: 5,
    sharesLeader: true,
    teams: { 5: 2 },
    hasResidents: true,
  },
  { code: '350405002002', slug: 'cuilv', areas: 7, grids: 62, vacant: 5, teams: { 5: 2 } },
  { code: '350405002003', slug: 'xincheng', areas: 6, grids: 49, vacant: 4 },
  { code: '350405002004', slug: 'luobu', areas: 7, grids: 60, vacant: 0, hasResidents: true },
  { code: '350405002005', slug: 'jingu', areas: 7, grids: 61, vacant: 5, sharesLeader: true },
]

/** Compounds and spots of the first day's requests, each put into one micro-grid. */
export const compounds: readonly { name: string; slug: string; grid: number }[] = [
  { name: '泽霖府', slug: 'luobu', grid: 7 },
  { name: '兰溪雅筑', slug: 'luobu', grid: 3 },
  { name: '青禾花园', slug: 'luobu', grid: 15 },
  { name: '竹韵家园', slug: 'luobu', grid: 21 },
  { name: '映溪园', slug: 'luobu', grid: 12 },
  { name: '桔香苑', slug: 'luobu', grid: 23 },
  { name: '安宁新村', slug: 'chengnan', grid: 6 },
  { name: '松岚小区', slug: 'chengnan', grid: 9 },
  { name: '望虬公寓', slug: 'chengnan', grid: 18 },
  { name: '荷语城', slug: 'jinsha', grid: 12 },
  { name: '宏图小区', slug: 'jinsha', grid: 30 },
  { name: '百顺佳园', slug: 'chengxi', grid: 5 },
  { name: '城西小学', slug: 'chengxi', grid: 1 },
  { name: '城西市场', slug: 'chengxi', grid: 2 },
  { name: '老供销楼', slug: 'chengxi', grid: 20 },
  { name: '柚香里', slug: 'lianhua', grid: 10 },
  { name: '榕荫新村', slug: 'lianhua', grid: 17 },
  { name: '瑞和苑', slug: 'xiyuan', grid: 12 },
  { name: '祥禾里', slug: 'jinxue', grid: 8 },
  { name: '旧糖厂宿舍', slug: 'chengdong', grid: 14 },
  { name: '城东广场', slug: 'chengdong', grid: 26 },
]

/** Who is away, all in 罗布社区; the second has nobody to stand in. */
export const leaves: readonly { slug: string; grid: number; deputyGrid: number | null }[] = [
  { slug: 'luobu', grid: 12, deputyGrid: 11 },
  { slug: 'luobu', grid: 23, deputyGrid: null },
]

/** Micro-grids whose group nobody has bound yet. */
export const unboundGroups: readonly { slug: string; grid: number }[] = [
  { slug: 'luobu', grid: 25 },
  { slug: 'chengxi', grid: 2 },
]

/** Micro-grids with a second group that nobody has bound. */
export const secondGroups: readonly { slug: string; grid: number }[] = [
  { slug: 'luobu', grid: 26 },
  { slug: 'luobu', grid: 15 },
]

/** Spread evenly, so that no area is left without leaders. */
export function vacantGrids({ grids, vacant }: UrbanCommunity): number[] {
  return Array.from({ length: vacant }, (_, index) =>
    Math.round(((index + 1) * grids) / (vacant + 1)),
  )
}

/** Areas are runs of neighbouring micro-grids, as equal as they can be; both count from 1. */
export function areaOf({ grids, areas }: UrbanCommunity, grid: number): number {
  return Math.ceil((grid * areas) / grids)
}

/** `7` → `07`, as it is said and sorted. */
export const twoDigits = (number: number): string => String(number).padStart(2, '0')
