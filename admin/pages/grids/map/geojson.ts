type Corner = [longitude: number, latitude: number]

/** The outer ring of a GeoJSON, of a list of corners, or of lines with a longitude and a latitude. */
export function readRing(text: string): { ring: Corner[] } | { fault: string } {
  const corners = /^\s*[{[]/.test(text) ? fromJson(text) : fromLines(text)
  if (typeof corners === 'string') return { fault: corners }
  const ring = corners.filter(isCorner).map(([x, y]): Corner => [x, y])
  if (ring.length !== corners.length) return { fault: '有的点不是“经度,纬度”，请检查。' }
  if (ring.length < 3) return { fault: '至少要有三个点。' }
  return { ring }
}

const isCorner = (value: unknown): value is Corner =>
  Array.isArray(value) &&
  typeof value[0] === 'number' &&
  typeof value[1] === 'number' &&
  Math.abs(value[0]) <= 180 &&
  Math.abs(value[1]) <= 85

function fromJson(text: string): unknown[] | string {
  try {
    return ringOf(JSON.parse(text))
  } catch {
    return '这不是完整的 GeoJSON，请检查有没有少贴一段。'
  }
}

interface GeoJson {
  type?: string
  features?: unknown[]
  geometry?: unknown
  coordinates?: unknown
}

function ringOf(value: unknown): unknown[] | string {
  if (Array.isArray(value)) return value
  const { type, features, geometry, coordinates } = value as GeoJson
  if (type === 'FeatureCollection') {
    if (features?.length !== 1) return '里面有几个图形，请只留这个单位的一个。'
    return ringOf(features[0])
  }
  if (type === 'Feature') return ringOf(geometry ?? {})
  if (type === 'Polygon') return (coordinates as unknown[][] | undefined)?.[0] ?? []
  if (type === 'MultiPolygon') return '由几块组成的图形还不支持，请只留最大的一块。'
  return '里面没有 Polygon。'
}

function fromLines(text: string): unknown[] {
  return text
    .split(/[\n;；]/)
    .filter((line) => line.trim() !== '')
    .map((line) =>
      line
        .trim()
        .split(/[,，\s]+/)
        .map(Number),
    )
}
