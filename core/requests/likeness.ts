import type { Likeness } from '../../typings/console/requests'
import type { Request } from './types'
import { wordsOf } from './words'

type Matter = Pick<Request, 'text' | 'topic' | 'place' | 'origin' | 'path' | 'submittedAt'>

const day = 86_400_000
const near = 120
const alike = 0.22

/** How much each sign is worth, of a hundred together. */
const worth: Record<Likeness, number> = {
  same_place: 25,
  near: 20,
  same_grid: 15,
  same_area: 5,
  same_words: 25,
  same_topic: 20,
  same_time: 10,
}

const signs: Record<Likeness, (one: Matter, other: Matter) => boolean> = {
  same_place: (one, other) => one.place !== null && one.place.name === other.place?.name,
  near: (one, other) => metersBetween(one, other) <= near,
  same_grid: (one, other) => one.origin.id === other.origin.id,
  same_area: (one, other) => one.origin.id !== other.origin.id && areaOf(one) === areaOf(other),
  same_words: (one, other) => sharedWords(one.text, other.text) >= alike,
  same_topic: (one, other) => one.topic === other.topic,
  same_time: (one, other) => Math.abs(one.submittedAt - other.submittedAt) <= 2 * day,
}

/** Why two requests may be the same matter, and how likely it is: 0–100. */
export function likenessOf(one: Matter, other: Matter): { score: number; because: Likeness[] } {
  const because = (Object.keys(signs) as Likeness[]).filter((sign) => signs[sign](one, other))
  const score = because.reduce((sum, sign) => sum + worth[sign], 0)
  return { score: Math.min(100, score), because }
}

/** Both at the same area, or one of its grids; null above it. */
const areaOf = ({ path }: Matter): string | null => path[3] ?? null

/** The share of pairs of characters that two texts have in common. */
function sharedWords(one: string, other: string): number {
  const [first, second] = [new Set(wordsOf(one)), new Set(wordsOf(other))]
  const shared = [...first].filter((word) => second.has(word)).length
  return shared / Math.max(1, Math.min(first.size, second.size))
}

const metersOfDegree = 111_320

/** On the ground, exact enough within a town; infinite where a point is unknown. */
function metersBetween(one: Matter, other: Matter): number {
  const [a, b] = [one.place?.point, other.place?.point]
  if (!a || !b) return Infinity
  const north = (a.latitude - b.latitude) * metersOfDegree
  const shrink = Math.cos((a.latitude * Math.PI) / 180)
  const east = (a.longitude - b.longitude) * metersOfDegree * shrink
  return Math.hypot(north, east)
}
