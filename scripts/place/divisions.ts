import { join } from 'node:path'
import { readCsv } from './csv'

const file = join(import.meta.dirname, '../../data/shaxian-divisions.csv')
const columns = ['code', 'name', 'level', 'parent_code'] as const

/** A division as the statistics office lists it, with the name people say. */
export interface Division {
  code: string
  name: string
  level: 'district' | 'subdistrict' | 'community'
  parentCode: string
}

/** Every division of the district, parents before children. */
export function readDivisions(): Division[] {
  return readCsv(file, columns).map((row) => ({
    code: row.code,
    name: spokenName(row.name),
    level: levelOf(row.level),
    parentCode: row.parent_code,
  }))
}

/** 城西居委会 → 城西社区, 罗布社区居委会 → 罗布社区, 大洲村委会 → 大洲村. */
export function spokenName(official: string): string {
  const bare = official.replace(/(居民委员会|居委会)$/, '')
  if (bare === official) return official.replace(/村委会$/, '村')
  return bare.endsWith('社区') ? bare : `${bare}社区`
}

function levelOf(level: string): Division['level'] {
  if (level === 'district' || level === 'subdistrict' || level === 'community') return level
  throw new Error(`${file}: unknown level ${level}`)
}
