import { refuse } from '../errors'
import type { Refusal } from '../errors'
import { limits } from '../limits'

/** [longitude, latitude] in degrees. */
export type Corner = readonly [longitude: number, latitude: number]

/** Where a unit lies: the corners of its edge, not closed. */
export interface Outline {
  /** The unit's id. */
  _id: string
  ring: Corner[]
  /** Drawn by a program for want of a survey: shown, but nothing is found by it. */
  isDrawn: boolean
  /** The cells of {@link cellsOfRing}; none for a drawn one. */
  cells: string[]
  version: number
}

/** Sides of a cell in degrees, from about 100 m to 25 km. */
const cellSizes = [0.001, 0.004, 0.016, 0.064, 0.256] as const
const mostCells = 64

/** What a point is looked up by: its cell of every size. */
export function cellsOfPoint([longitude, latitude]: Corner): string[] {
  return cellSizes.map((size) => cellName(size, cellOf(longitude, size), cellOf(latitude, size)))
}

/** The cells that cover an outline, of the smallest size that needs few of them. */
export function cellsOfRing(ring: readonly Corner[]): string[] {
  const [longitudes, latitudes] = [ring.map(([one]) => one), ring.map(([, one]) => one)]
  const spans = cellSizes.map((size) => ({
    size,
    columns: between(longitudes, size),
    rows: between(latitudes, size),
  }))
  const fitting = spans.find(({ columns, rows }) => columns.length * rows.length <= mostCells)
  const { size, columns, rows } = fitting ?? (spans.at(-1) as (typeof spans)[number])
  return columns.flatMap((column) => rows.map((row) => cellName(size, column, row)))
}

const cellOf = (degrees: number, size: number) => Math.floor(degrees / size)
const cellName = (size: number, column: number, row: number) => `${size}/${column}/${row}`

function between(values: readonly number[], size: number): number[] {
  const [first, last] = [cellOf(Math.min(...values), size), cellOf(Math.max(...values), size)]
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
}

/** Whether a point lies inside, by the number of edges a line from it crosses. */
export function isInside([x, y]: Corner, ring: readonly Corner[]): boolean {
  return edgesOf(ring).reduce((inside, [[x1, y1], [x2, y2]]) => {
    const crosses = y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1
    return crosses ? !inside : inside
  }, false)
}

function edgesOf(ring: readonly Corner[]): [Corner, Corner][] {
  return ring.map((corner, index) => [corner, ring[(index + 1) % ring.length] as Corner])
}

/** The ring without a closing corner and repeated ones; refused where it bounds no area. */
export function checkRing(ring: readonly Corner[]): Corner[] | Refusal {
  const corners = ring.filter((corner, index) => {
    const next = ring[(index + 1) % ring.length] as Corner
    return ring.length < 2 || corner[0] !== next[0] || corner[1] !== next[1]
  })
  if (corners.length < 3) return refuse('BAD_INPUT', '轮廓至少要有三个不同的点。', 'ring')
  if (corners.length > limits.outlinePoints)
    return refuse('BAD_INPUT', `轮廓最多 ${limits.outlinePoints} 个点，请先简化。`, 'ring')
  if (!corners.every(isPlace))
    return refuse('BAD_INPUT', '轮廓里有不对的坐标，请用经度、纬度（度）。', 'ring')
  if (crossesItself(corners))
    return refuse('BAD_INPUT', '轮廓的边互相交叉了，请检查点的顺序。', 'ring')
  return corners
}

const isPlace = ([longitude, latitude]: Corner) =>
  Math.abs(longitude) <= 180 && Math.abs(latitude) <= 85

function crossesItself(ring: readonly Corner[]): boolean {
  const edges = edgesOf(ring)
  return edges.some((edge, index) =>
    edges.slice(index + 2).some((other, offset) => {
      const isNeighbour = index === 0 && index + 2 + offset === edges.length - 1
      return !isNeighbour && doCross(edge, other)
    }),
  )
}

function doCross([a, b]: [Corner, Corner], [c, d]: [Corner, Corner]): boolean {
  return sideOf(a, b, c) * sideOf(a, b, d) < 0 && sideOf(c, d, a) * sideOf(c, d, b) < 0
}

/** On which side of the line from `a` to `b` a point lies: its sign. */
const sideOf = (a: Corner, b: Corner, point: Corner) =>
  (b[0] - a[0]) * (point[1] - a[1]) - (b[1] - a[1]) * (point[0] - a[0])
