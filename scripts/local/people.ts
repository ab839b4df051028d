import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { chinaDay } from '../../core/calendar'
import type { PeopleFile, Person } from '../place/people'
import { shaxian } from '../place/shaxian'

/** The people of the loaded place; of the place as it would load today when none is. */
export function readPeople(file: string): PeopleFile {
  if (!existsSync(file)) return shaxian(chinaDay(Date.now())).people
  return JSON.parse(readFileSync(file, 'utf8')) as PeopleFile
}

export function writePeople(file: string, people: PeopleFile): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, JSON.stringify(people))
}

/**
 * People whom all the words fit, the closest label first. Numbers fit whole: 7 finds 07, not 17.
 */
export function findPeople(people: readonly Person[], words: string): Person[] {
  const wanted = tokensOf(words)
  return people
    .map((person) => ({ person, distance: distanceTo(person, wanted) }))
    .filter(({ distance }) => distance < Number.POSITIVE_INFINITY)
    .sort((a, b) => a.distance - b.distance)
    .map(({ person }) => person)
}

/** How much of the label the words leave over; infinite when one of them fits nowhere. */
function distanceTo(
  { openid, label, role, unit, words }: Person,
  wanted: readonly string[],
): number {
  const own = tokensOf(`${label} ${unit}`)
  const everything = [openid, label, role, unit, ...words].join(' ').toLowerCase()
  const isFit = wanted.every((token) =>
    isNumber(token) ? has(own, token) : everything.includes(token),
  )
  if (!isFit) return Number.POSITIVE_INFINITY
  const called = tokensOf(label)
  return wanted.filter((token) => !has(called, token)).length * 100 + called.length
}

/** A number of an area further up does not count: it is no number of the person. */
function has(own: readonly string[], token: string): boolean {
  if (!isNumber(token)) return own.some((part) => part.includes(token))
  return own.some((part) => isNumber(part) && Number(part) === Number(token))
}

const isNumber = (token: string): boolean => /^\d+$/.test(token)

/** "罗布社区07 微网格长" → 罗布社区, 07, 微网格长. */
function tokensOf(text: string): string[] {
  return text.toLowerCase().match(/\d+|[^\d\s]+/g) ?? []
}
