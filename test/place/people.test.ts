import { findPeople } from '../../scripts/local/people'
import { readCsv } from '../../scripts/place/csv'
import { reporterOf } from '../../scripts/place/first-day'
import { shaxian } from '../../scripts/place/shaxian'

const { people } = shaxian('2026-11-23').people
const labels = (words: string): string[] => findPeople(people, words).map(({ label }) => label)
const byOpenid = new Map(people.map((person) => [person.openid, person]))

describe('finding people by words', () => {
  test.each([
    ['罗布社区 07 微网格长', '罗布社区 07 微网格长'],
    ['罗布 7 micro_grid_leader', '罗布社区 07 微网格长'],
    ['罗布社区07微网格长', '罗布社区 07 微网格长'],
    ['罗布社区 2 片区网格长', '罗布社区 2 片区网格长'],
    ['罗布社区 社区工作者', '罗布社区 社区工作者 1'],
    ['罗布社区 07 居民', '罗布社区 07 居民 1'],
    ['调度员', '区中心 调度员 1'],
    ['城市管理局', '区城市管理局 承办人 1'],
    ['大洲村 村干部', '大洲村 村干部 1'],
    ['请假 有代理 微网格长', '罗布社区 12 微网格长'],
  ])('%s', (words, first) => {
    expect(labels(words)[0]).toBe(first)
  })

  test('numbers fit whole', () => {
    const found = findPeople(people, '罗布社区 7 微网格长')
    expect(found.map(({ openid }) => openid)).toEqual(['leader_luobu_07'])
  })

  test('residents of a micro-grid without a leader are found by it', () => {
    const found = findPeople(people, '空缺 居民')
    expect(found.length).toBeGreaterThan(0)
    expect(found.every(({ role }) => role === 'resident')).toBe(true)
  })

  test('words that fit nobody find nobody', () => {
    expect(labels('火星 网格长')).toEqual([])
  })
})

describe('who reports a sample request', () => {
  const reporter = (hint: string) => byOpenid.get(reporterOf({ place_hint: hint }, 3, people))

  test.each([
    ['泽霖府', '罗布社区 07 微网格'],
    ['柚香里6栋', '莲花社区 10 微网格'],
    ['宏图', '金沙社区 30 微网格'],
    ['城西社区老供销楼', '城西社区 20 微网格'],
    ['南霞下洋村', '下洋村'],
  ])('%s: a resident of %s', (hint, unit) => {
    expect(reporter(hint)).toMatchObject({ role: 'resident', unit })
  })

  test('a community is reported from one of its micro-grids', () => {
    expect(reporter('城南社区')?.unit).toMatch(/^城南社区 \d\d 微网格$/)
    expect(reporter('西园')?.unit).toMatch(/^西园社区 \d\d 微网格$/)
  })

  test('without a place, somebody of 罗布社区', () => {
    expect(reporter('')?.unit).toMatch(/^罗布社区/)
  })
})

test('a CSV of another shape is refused by name', () => {
  expect(() => readCsv('data/shaxian-divisions.csv', ['code'])).toThrow('expected the columns code')
})
