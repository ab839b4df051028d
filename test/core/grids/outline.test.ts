import fc from 'fast-check'
import { cellsOfPoint, cellsOfRing, checkRing, isInside } from '../../../core/grids/outline'
import type { Corner } from '../../../core/grids/outline'

const square: Corner[] = [
  [117.79, 26.39],
  [117.8, 26.39],
  [117.8, 26.4],
  [117.79, 26.4],
]
const degrees = (from: number, size: number) =>
  fc.double({ min: from, max: from + size, noNaN: true })
/** Corners around a middle, in the order of their angle, so that the ring never crosses itself. */
const ring = fc
  .tuple(
    degrees(117.7, 0.1),
    degrees(26.3, 0.1),
    fc.array(fc.double({ min: 0.2, max: 1, noNaN: true }), { minLength: 3, maxLength: 12 }),
    fc.double({ min: 0.0005, max: 0.2, noNaN: true }),
  )
  .map(([longitude, latitude, radii, size]): { middle: Corner; ring: Corner[] } => ({
    middle: [longitude, latitude],
    ring: radii.map((radius, index) => {
      const angle = (2 * Math.PI * index) / radii.length
      return [
        longitude + size * radius * Math.cos(angle),
        latitude + size * radius * Math.sin(angle),
      ]
    }),
  }))

test('a point is inside or outside', () => {
  expect(isInside([117.795, 26.395], square)).toBe(true)
  expect(isInside([117.805, 26.395], square)).toBe(false)
  expect(isInside([117.795, 26.405], square)).toBe(false)
})

test('whatever lies inside an outline is found by one of its cells, and there are few of them', () => {
  fc.assert(
    fc.property(ring, degrees(0, 1), degrees(0, 1), ({ ring: corners }, across, down) => {
      const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)]
      const between = (values: number[], part: number) =>
        Math.min(...values) + part * (Math.max(...values) - Math.min(...values))
      const point: Corner = [between(xs, across), between(ys, down)]
      const cells = cellsOfRing(corners)
      expect(cells.length).toBeLessThanOrEqual(64)
      if (isInside(point, corners))
        expect(cells.some((cell) => cellsOfPoint(point).includes(cell))).toBe(true)
    }),
  )
})

test('rings that bound an area pass, without the corner that closes them', () => {
  fc.assert(
    fc.property(ring, ({ ring: corners }) => {
      expect(checkRing([...corners, corners[0] as Corner])).toEqual(corners)
    }),
  )
})

test.each<[string, Corner[]]>([
  ['two corners', square.slice(0, 2)],
  ['the same corner again and again', [square[0]!, square[0]!, square[0]!]],
  ['edges that cross', [square[0]!, square[2]!, square[1]!, square[3]!]],
  ['a latitude beyond the map', [square[0]!, square[1]!, [117.8, 91]]],
])('refused: %s', (_, corners) => {
  expect(checkRing(corners)).toMatchObject({ refused: 'BAD_INPUT', field: 'ring' })
})
