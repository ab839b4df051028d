import { readFileSync } from 'node:fs'
import type { Group, PeopleFile, Person, Poster } from '../types'

const wordBreak = /[\s,，、]+/u

/** The people of the place, their groups and what can be scanned. */
export interface People {
  all: readonly Person[]
  find(openid: string): Person | undefined
  group(id: string): Group | undefined
  posters: readonly Poster[]
  /** Those whose label, role, unit or words hold every word asked for; all when none is asked. */
  search(query: string, limit: number): Person[]
  /** What can be scanned, by the words on it. */
  searchPosters(query: string, limit: number): Poster[]
  /** The two whose phones stand on the desk at first. */
  firstPair(wanted?: readonly string[]): Person[]
}

export function readPeople(file: string): People {
  return peopleOf(JSON.parse(readFileSync(file, 'utf8')) as PeopleFile)
}

export function peopleOf({ people, groups, posters = [] }: PeopleFile): People {
  const byOpenid = new Map(people.map((person) => [person.openid, person]))
  const groupsById = new Map(groups.map((group) => [group.id, group]))
  const haystacks = new Map(people.map((person) => [person, haystackOf(person)]))
  return {
    all: people,
    posters,
    find: (openid) => byOpenid.get(openid),
    group: (id) => groupsById.get(id),
    search: (query, limit) => search(haystacks, query, limit),
    searchPosters: (query, limit) =>
      posters.filter(({ label }) => holdsAll(label, wordsIn(query))).slice(0, limit),
    firstPair(wanted = []) {
      const named = wanted.flatMap((openid) => byOpenid.get(openid) ?? [])
      return named.length > 0 ? named : pairFrom(groups, byOpenid)
    },
  }
}

function haystackOf({ label, role, unit, words, openid }: Person): string {
  return [label, role, unit, openid, ...words].join(' ').toLowerCase()
}

function wordsIn(query: string): string[] {
  return query
    .toLowerCase()
    .split(wordBreak)
    .filter((word) => word !== '')
}

function holdsAll(haystack: string, words: readonly string[]): boolean {
  return words.every((word) => haystack.includes(word))
}

function search(haystacks: Map<Person, string>, query: string, limit: number): Person[] {
  const words = wordsIn(query)
  const found = [...haystacks].filter(([, haystack]) => holdsAll(haystack, words))
  const people = found.map(([person]) => person)
  return preferLabels(people, words).slice(0, limit)
}

/** Whoever carries the words in their own label comes before those who only relate to them. */
function preferLabels(people: Person[], words: string[]): Person[] {
  const misses = ({ label }: Person) =>
    words.filter((word) => !label.toLowerCase().includes(word)).length
  return people.sort((one, other) => misses(one) - misses(other))
}

/** Two members of different roles in the first group that has them, the commoner role first. */
function pairFrom(groups: readonly Group[], byOpenid: Map<string, Person>): Person[] {
  const holders = countRoles(byOpenid.values())
  for (const { members } of groups) {
    const people = members.flatMap((openid) => byOpenid.get(openid) ?? [])
    const [first] = people
    const other = people.find(({ role }) => role !== first?.role)
    if (!first || !other) continue
    const count = ({ role }: Person) => holders.get(role) ?? 0
    return [first, other].sort((one, another) => count(another) - count(one))
  }
  return [...byOpenid.values()].slice(0, 2)
}

function countRoles(people: Iterable<Person>): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { role } of people) counts.set(role, (counts.get(role) ?? 0) + 1)
  return counts
}
