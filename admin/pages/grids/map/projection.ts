/** Web Mercator, in which tiles come too: the world is the unit square. */
export type Point = readonly [x: number, y: number]

export function project([longitude, latitude]: readonly [number, number]): Point {
  const sine = Math.sin((latitude * Math.PI) / 180)
  return [(longitude + 180) / 360, 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)]
}

/** What of the world is shown: its corner and how much of it. */
export interface Frame {
  x: number
  y: number
  width: number
  height: number
}

/** A frame of the given shape around points, with some room. */
export function frameAround(points: readonly Point[], ratio: number): Frame {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)]
  const [left, top] = [Math.min(...xs), Math.min(...ys)]
  const [wide, high] = [Math.max(...xs) - left, Math.max(...ys) - top]
  const width = Math.max(wide, high * ratio, 1e-6) * 1.12
  const height = width / ratio
  return { x: left + wide / 2 - width / 2, y: top + high / 2 - height / 2, width, height }
}

/** The frame `by` times as near, with one of its points (0…1 across and down) staying where it is. */
export function zoom(frame: Frame, by: number, at: Point = [0.5, 0.5]): Frame {
  const width = Math.min(1, Math.max(1e-6, frame.width / by))
  const height = (width * frame.height) / frame.width
  const [x, y] = [frame.x + frame.width * at[0], frame.y + frame.height * at[1]]
  return { x: x - width * at[0], y: y - height * at[1], width, height }
}

export const pan = (frame: Frame, [across, down]: Point): Frame => ({
  ...frame,
  x: frame.x + across * frame.width,
  y: frame.y + down * frame.height,
})

export interface Tile {
  url: string
  x: number
  y: number
  size: number
}

const tilePixels = 256
const mostTiles = 64

/** The tiles of a frame that is so many pixels wide. */
export function tilesOf(template: string, frame: Frame, pixels: number): Tile[] {
  const level = Math.min(19, Math.max(1, Math.round(Math.log2(pixels / tilePixels / frame.width))))
  const count = 2 ** level
  const [left, top] = [Math.floor(frame.x * count), Math.floor(frame.y * count)]
  const columns = Math.floor((frame.x + frame.width) * count) - left + 1
  const rows = Math.floor((frame.y + frame.height) * count) - top + 1
  if (columns * rows > mostTiles) return []
  return Array.from({ length: columns * rows }, (_, index) => {
    const [x, y] = [left + (index % columns), top + Math.floor(index / columns)]
    const url = template
      .replace('{z}', String(level))
      .replace('{x}', String(x))
      .replace('{y}', String(y))
    return { url, x: x / count, y: y / count, size: 1 / count }
  })
}
