import { keepUsed, planImport } from '../../../core/grids/plan-import'
import { problemWords } from '../../../core/grids/import-words'
import { dayOf, guardText, phoneOf, plainText, readHeading } from '../../../core/grids/sheet'
import type { Unit } from '../../../core/grids/types'
import { applying, content, ground, plan, root, stored } from './import-place'

const area = ['A1', '一片区', '片区', 'C', '', '', '', '', '']
const gridRow = (code: string, more: Partial<Record<number, string>> = {}) =>
  Object.assign([code, `微网格 ${code}`, '微网格', 'A1', '', '', '', '', ''], more) as string[]
const faults: [string, string[][], [number | null, string][]][] = [
  ['an unknown level', [area, gridRow('G1', { 2: '小组' })], [[3, 'unknown_level']]],
  ['an unknown parent', [area, gridRow('G1', { 3: 'A9' })], [[3, 'unknown_parent']]],
  [
    'a parent of a wrong level',
    [area, gridRow('G1'), gridRow('G2', { 3: 'G1' })],
    [[4, 'wrong_parent']],
  ],
  [
    'a circle',
    [
      ['A1', '一', '片区', 'A2', '', '', '', '', ''],
      ['A2', '二', '片区', 'A1', '', '', '', '', ''],
    ],
    [
      [2, 'cycle'],
      [3, 'cycle'],
    ],
  ],
  ['its own parent', [['A1', '一', '片区', 'A1', '', '', '', '', '']], [[2, 'cycle']]],
  ['a code twice', [area, gridRow('G1'), gridRow('G1', { 1: '又一个' })], [[4, 'duplicate_code']]],
  [
    'a name twice under one parent',
    [area, gridRow('G1', { 1: '甲' }), gridRow('G2', { 1: '甲' })],
    [[4, 'duplicate_name']],
  ],
  ['a bad phone', [area, gridRow('G1', { 5: '王阿姨', 6: '12345' })], [[3, 'bad_phone']]],
  ['a bad day', [area, gridRow('G1', { 5: '王阿姨', 7: '2026-02-30' })], [[3, 'bad_day']]],
  [
    'days the wrong way round',
    [area, gridRow('G1', { 5: '王', 7: '2026-02-03', 8: '2026-02-01' })],
    [[3, 'days_reversed']],
  ],
  ['a text too long', [area, gridRow('G1', { 1: '长'.repeat(31) })], [[3, 'too_long']]],
  ['a formula', [area, gridRow('G1', { 1: '=HYPERLINK("http://x")' })], [[3, 'formula']]],
  ['another unit’s place', [gridRow('S', { 2: '街道', 3: 'D' })], [[2, 'outside_scope']]],
  ['a parent elsewhere', [['A1', '一', '片区', 'S', '', '', '', '', '']], [[2, 'outside_scope']]],
  ['no name', [gridRow('G1', { 1: '', 3: 'C' })], [[2, 'missing_value']]],
  [
    'a number that a spreadsheet spoilt',
    [gridRow('3.50405E+11', { 3: 'C' })],
    [[2, 'scientific_code']],
  ],
  ['a phone of nobody', [area, gridRow('G1', { 6: '13800001234' })], [[3, 'missing_value']]],
  [
    'somebody twice',
    [area, gridRow('G1', { 5: '王阿姨' }), gridRow('G1', { 1: '', 2: '', 3: '', 5: '王阿姨' })],
    [[4, 'duplicate_person']],
  ],
  [
    'what stands below a line at fault',
    [['A1', '=1', '片区', 'C', '', '', '', '', ''], gridRow('G1')],
    [
      [2, 'formula'],
      [3, 'parent_at_fault'],
    ],
  ],
  ['wrong encoding', [area, gridRow('G1', { 1: '\ufffd\ufffd' })], [[3, 'strange_text']]],
]

describe('each fault is told by its line, and its line changes nothing', () => {
  test.each(faults)('%s', (_, rows, expected) => {
    const { problems, changes } = plan(rows, [], 'update')
    expect(problems.map(({ line, code }) => [line, code])).toEqual(expected)
    for (const one of problems) expect(problemWords(one)).toMatch(/^\S.*。$/)
    const faulty = new Set(problems.map(({ line }) => line))
    expect(changes.filter(({ line }) => faulty.has(line))).toEqual([])
  })

  test('a level can’t be changed', () => {
    const { problems } = plan(
      [['A1', '一片区', '微网格', 'C', '', '', '', '', '']],
      stored([area]),
      'update',
    )
    expect(problems).toMatchObject([{ line: 2, code: 'level_changed' }])
  })
})

test('a heading that is none of ours, or lacks a column', () => {
  expect(readHeading(['姓名', '年龄'])).toMatchObject(
    ['code', 'name', 'level', 'parent'].map((column) => ({ code: 'missing_column', column })),
  )
  expect(readHeading(['编号', '编号', '名称', '级别', '上级编号'])).toMatchObject([
    { code: 'doubled_column', column: 'code' },
  ])
  expect(readHeading(['名称', ' 编号*', '级别', '上级编号', '备注', '微网格长'])).toEqual({
    columns: ['name', 'code', 'level', 'parent', null, 'person'],
    ignored: ['备注'],
  })
})

describe('changes, each by its line', () => {
  const before = stored([area, gridRow('G1', { 5: '王阿姨', 6: '13800001234' }), gridRow('G2')])
  const kinds = (rows: string[][], mode: 'update' | 'replace') =>
    plan(rows, before, mode).changes.map(({ kind, line, unitId }) => [kind, line, unitId])

  test('renamed, moved, new, people added and ended, removed', () => {
    const rows = [
      ['A1', '东片区', '片区', 'C', '', '', '', '', ''],
      gridRow('G1', { 3: 'C', 5: '老李' }),
      gridRow('G3', { 3: 'C', 4: '泽霖府' }),
    ]
    expect(kinds(rows, 'replace')).toEqual([
      ['renamed', 2, 'A1'],
      ['moved', 3, 'G1'],
      ['invited', 3, 'G1'],
      ['ended', 3, 'G1'],
      ['added', 4, 'G3'],
      ['places', 4, 'G3'],
      ['removed', null, 'G2'],
    ])
    expect(kinds(rows, 'update').map(([kind]) => kind)).not.toContain('ended')
  })

  test('a unit goes along with the one above it, which nobody has to read twice', () => {
    const moved = [['A1', '一片区', '片区', 'C2', '', '', '', '', '']]
    const second: Unit = { ...root, _id: 'C2', name: '金沙社区', path: ['D', 'S', 'C2'] }
    const top: Unit = { ...root, _id: 'S', kind: 'subdistrict', parentId: 'D', path: ['D', 'S'] }
    const planned = planImport(
      content(moved),
      ground([root, second, ...before], { root: top, elsewhere: new Set(['D']) }),
      applying('update'),
    )
    expect(planned.changes.map(({ kind }) => kind)).toEqual(['moved'])
    expect(planned.writes.map(({ unitId, path }) => [unitId, path.join()])).toEqual([
      ['A1', 'D,S,C2,A1'],
      ['G1', 'D,S,C2,A1,G1'],
      ['G2', 'D,S,C2,A1,G2'],
    ])
  })

  test('nothing goes while a line is at fault, nor what is in use', () => {
    expect(kinds([area, gridRow('G1', { 1: '=1' })], 'replace')).toEqual([])
    const planned = plan([], before, 'replace')
    expect(planned.writes.map(({ unitId }) => unitId)).toEqual(['G1', 'G2', 'A1'])
    const kept = keepUsed(planned, { G1: 2 })
    expect(kept.writes.map(({ unitId }) => unitId)).toEqual(['G2'])
    expect(kept.problems.map(({ code }) => code)).toEqual(['still_open', 'still_below'])
  })

  test('an invited person holds nothing until they come', () => {
    const [, grid] = before
    expect(grid).toMatchObject({ appointments: [], members: [], isVacant: true })
    expect(grid?.invitations).toMatchObject([
      { label: '王阿姨', role: 'micro_grid_leader', code: null },
    ])
  })
})

test.each([
  ['138 0000-1234', '13800001234'],
  ['+8613800001234', '13800001234'],
  ['0598-5822110', '05985822110'],
  ['5822110', '5822110'],
  ['12800001234', null],
  ['1.38E+10', null],
])('the phone %s', (cell, expected) => expect(phoneOf(cell)).toBe(expected))

test.each([
  ['2026/1/5', '2026-01-05'],
  ['2026年12月31日', '2026-12-31'],
  ['2026-02-29', null],
  ['明天', null],
])('the day %s', (cell, expected) => expect(dayOf(cell)).toBe(expected))

test.each(['=1+1', '+8', '-x', '@a', "'=1", '王阿姨', ''])(
  '%s is safe in a spreadsheet and comes back',
  (text) => {
    expect(guardText(text)).not.toMatch(/^[=+\-@\t\r]/)
    expect(plainText(guardText(text))).toBe(text)
  },
)

test('30,000 lines are compared in a moment', () => {
  const rows = Array.from({ length: 30_000 }, (_, index) => gridRow(`G${index}`, { 3: 'C' }))
  const started = performance.now()
  expect(plan(rows, [], 'replace').changes).toHaveLength(30_000)
  expect(performance.now() - started).toBeLessThan(20_000)
})
