import fc from 'fast-check'
import { exportRows } from '../../../core/grids/export-rows'
import { shaxian } from '../../../scripts/place/shaxian'
import { planImport } from '../../../core/grids/plan-import'
import {
  applying,
  carryOut,
  content,
  factsOf,
  fileOf,
  now,
  plan,
  root,
  stored,
} from './import-place'

/** A place as a file: areas and micro-grids with people, names apart from each other. */
const person = fc.record({
  label: fc.constantFrom('王阿姨', '老李', '=HYPERLINK', '小陈'),
  phone: fc.constantFrom('', '13800001234', '059812345678'),
  from: fc.constantFrom('2026-01-05', '2026-11-30'),
  until: fc.constantFrom('', '2026-12-31'),
})
const people = fc.uniqueArray(person, { maxLength: 3, selector: ({ label }) => label })
const unit = fc.record({
  name: fc.constantFrom('甲', '乙', '丙丁', '-戊'),
  places: fc.constantFrom('', '泽霖府', '青禾花园、泽霖府'),
  parent: fc.nat(),
  people,
})
const numbered = (prefix: string, most: number) =>
  fc
    .uniqueArray(fc.integer({ min: 1, max: most }), { maxLength: most })
    .chain((numbers) =>
      fc.tuple(
        ...numbers.map((number) => unit.map((one) => ({ ...one, code: `${prefix}${number}` }))),
      ),
    )
const guard = (text: string) => (/^[=-]/.test(text) ? `'${text}` : text)

const file = fc.tuple(numbered('A', 3), numbered('G', 6), people).map(([areas, grids, ofRoot]) => {
  const rowsOf = (one: (typeof areas)[number], level: string, parent: string) => {
    const [first, ...others] = one.people.map(cellsOf)
    const name = guard(`${one.name}${one.code}`)
    const own = [one.code, name, level, parent, one.places]
    return [[...own, ...(first ?? ['', '', '', ''])], ...further(one.code, others)]
  }
  const parents = ['C', ...areas.map(({ code }) => code)]
  const rootRow = ['C', root.name, '社区', 'S', '']
  const [first, ...others] = ofRoot.map(cellsOf)
  return [
    [...rootRow, ...(first ?? ['', '', '', ''])],
    ...further('C', others),
    ...areas.flatMap((one) => rowsOf(one, '片区', 'C')),
    ...grids.flatMap((one) => rowsOf(one, '微网格', parents[one.parent % parents.length] ?? 'C')),
  ]
})
const cellsOf = ({
  label,
  phone,
  from,
  until,
}: { [K in 'label' | 'phone' | 'from' | 'until']: string }) => [guard(label), phone, from, until]
const further = (code: string, lines: string[][]) =>
  lines.map((line) => [code, '', '', '', '', ...line])

test('what a replacement does to the stored place gives the file; doing it again gives nothing', () => {
  fc.assert(
    fc.property(file, file, (before, after) => {
      const below = stored(before)
      const planned = plan(after, below, 'replace')
      expect(planned.problems).toEqual([])
      const units = carryOut(planned, below, applying('replace'))
      expect(fileOf(units)).toEqual(factsOf(after))
      const [newRoot] = units
      const again = planImport(
        content(after),
        { root: newRoot ?? root, below: units.slice(1), elsewhere: new Set(), mayEditRoot: true },
        applying('replace'),
      )
      expect(again.writes).toEqual([])
    }),
  )
})

test('an update takes nothing away: every unit and person stays, and a second one changes nothing', () => {
  fc.assert(
    fc.property(file, file, (before, after) => {
      const below = stored(before)
      const planned = plan(after, below, 'update')
      const units = carryOut(planned, below, applying('update'))
      const labelsOf = (list: typeof units) =>
        list.flatMap(({ _id, appointments, invitations = [] }) =>
          [...appointments, ...invitations].map(({ label }) => `${_id} ${label}`),
        )
      expect(labelsOf(units)).toEqual(expect.arrayContaining(labelsOf(below)))
      expect(planned.changes.filter(({ kind }) => kind === 'removed' || kind === 'ended')).toEqual(
        [],
      )
      for (const one of units)
        expect(one.path).toEqual([
          ...(units.find(({ _id }) => _id === one.parentId)?.path ?? ['D', 'S']),
          one._id,
        ])
    }),
  )
})

test('every change and every write of a line is one that a person reads', () => {
  fc.assert(
    fc.property(file, file, (before, after) => {
      const { changes, writes } = plan(after, stored(before), 'replace')
      const written = new Set(writes.map(({ unitId }) => unitId))
      expect(changes.every(({ unitId }) => written.has(unitId))).toBe(true)
    }),
  )
})

test('the whole district, exported and read again, is the same', () => {
  const { units } = shaxian('2026-11-23')
  const [district, ...below] = units
  if (!district) throw new Error('there is no district')
  const rows = units.flatMap((one) => exportRows(one, now))
  const known = { root: district, below, elsewhere: new Set<string>(), mayEditRoot: true }
  const planned = planImport(content(rows), known, applying('replace'))
  expect(planned).toEqual({ problems: [], changes: [], writes: [] })
})
