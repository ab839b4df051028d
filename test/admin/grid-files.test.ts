import Papa from 'papaparse'
import { csvOf } from '../../admin/files/csv'
import { readRing } from '../../admin/pages/grids/map/geojson'
import { decodeText, kindOf } from '../../admin/pages/grids/import/decode'
import { cellText, piecesOf, splitHeading } from '../../admin/pages/grids/import/rows'
import { encodeGbk } from '../browser/support/gbk'

const text = '编号,名称\r\n1,罗布社区'

test.each([
  ['UTF-8', Buffer.from(text)],
  ['UTF-8', Buffer.from(`\uFEFF${text}`)],
  ['UTF-16', Buffer.from(`\uFEFF${text}`, 'utf16le')],
  ['UTF-16', Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()],
  ['UTF-16', Buffer.from(text, 'utf16le')],
  ['GB18030', encodeGbk(text)],
] as const)('%s is found out and read', (encoding, bytes) => {
  expect(decodeText(bytes)).toEqual({ text, encoding })
})

test('a file’s kind is told by its bytes, not by its name', () => {
  expect(kindOf(Buffer.from('PK\u0003\u0004…', 'latin1'))).toBe('xlsx')
  expect(kindOf(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1))).toBe('xls')
  expect(kindOf(Buffer.from('编号,名称'))).toBe('text')
})

test('the heading is the first line with anything in it; empty ends are left out', () => {
  const rows = [
    ['', ''],
    ['编号', '名称', ''],
    ['1', '甲', ''],
    ['', ''],
    ['2', '乙'],
    ['', ''],
  ]
  expect(splitHeading(rows)).toEqual({
    heading: ['编号', '名称'],
    lines: [
      ['1', '甲'],
      ['', ''],
      ['2', '乙'],
    ],
  })
})

test('pieces are small enough for a call, and together they are the file', () => {
  const lines = Array.from({ length: 2_000 }, (_, index) => [
    String(index),
    '罗'.repeat(index % 90),
  ])
  const pieces = [...piecesOf(lines, 2)]
  expect(pieces.flatMap(({ rows }) => rows)).toEqual(lines)
  let next = 2
  for (const { from, rows } of pieces) {
    expect(from).toBe(next)
    expect(Buffer.byteLength(JSON.stringify(rows))).toBeLessThan(70_000)
    next += rows.length
  }
})

test('cells of a spreadsheet as people see them', () => {
  const cells = [null, '07', '350405002004', true, new Date('2026-01-05T00:00:00Z')]
  expect(cells.map(cellText)).toEqual(['', '07', '350405002004', '是', '2026-01-05'])
})

test('a CSV that Excel in Chinese opens right, and that reads as it was', () => {
  const rows = [
    ['编号', '名称'],
    ['1', '甲"乙,\n丙'],
    ['2', "'=1+1"],
  ]
  const csv = csvOf(rows)
  expect(csv.startsWith('\uFEFF编号,名称\r\n')).toBe(true)
  const bytes = Buffer.from(csv)
  const { data } = Papa.parse<string[]>(decodeText(bytes).text, { skipEmptyLines: true })
  expect(data).toEqual(rows)
})

describe('an outline', () => {
  const ring = [
    [117.1, 26.1],
    [117.2, 26.1],
    [117.2, 26.2],
  ]
  test.each([
    ['a Polygon', JSON.stringify({ type: 'Polygon', coordinates: [ring] })],
    [
      'a Feature',
      JSON.stringify({ type: 'Feature', geometry: { type: 'Polygon', coordinates: [ring] } }),
    ],
    ['corners', JSON.stringify(ring)],
    ['lines', '117.1,26.1\n117.2，26.1\n117.2 26.2\n'],
  ])('from %s', (_, words) => expect(readRing(words)).toEqual({ ring }))

  test.each([
    ['cut short', '{"type":"Polygon","coordinates":[[['],
    ['of several parts', JSON.stringify({ type: 'MultiPolygon', coordinates: [] })],
    ['a point', JSON.stringify({ type: 'Point', coordinates: [1, 2] })],
    ['of words', '这里,那里'],
    ['of two corners', '117.1,26.1\n117.2,26.1'],
  ])('not one %s', (_, words) => expect(readRing(words)).toHaveProperty('fault'))
})
