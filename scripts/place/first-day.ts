import { join } from 'node:path'
import type { Answer, RequestDraft, RequestView } from '../../typings/api'
import { readCsv } from './csv'
import type { Person } from './people'
import { urbanCommunities } from './urban'

const file = join(import.meta.dirname, '../../data/request-samples.csv')
const columns = [
  'id',
  'text',
  'type',
  'topic',
  'urgency',
  'place_hint',
  'dup_group',
  'note',
] as const
export type Sample = Record<(typeof columns)[number], string>

/** Calls the function `resident` as a person. */
export type CallResident = (
  openid: string,
  data: { operation: 'requests.submit'; input: RequestDraft; key: string },
) => Promise<Answer<RequestView>>

const atOnce = 4

export interface FirstDay {
  submitted: number
  refused: { id: string; reason: string }[]
}

/** What residents of the place reported, as a sample. */
export function readSamples(): Sample[] {
  return readCsv(file, columns)
}

/**
 * Submits the sample requests as residents of the places they name, through the operation that
 * residents use. Each has a fixed key: submitted again, it is answered by the first request.
 */
export async function submitFirstDay(
  call: CallResident,
  people: readonly Person[],
): Promise<FirstDay> {
  const waiting = [...readSamples().entries()]
  const refused: FirstDay['refused'] = []
  let submitted = 0
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [index, sample] = next
      const answer = await call(reporterOf(sample, index, people), submissionOf(sample))
      if (answer.ok) submitted++
      else refused.push({ id: sample.id, reason: answer.error.message })
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return { submitted, refused }
}

function submissionOf(sample: Sample): Parameters<CallResident>[1] {
  return {
    operation: 'requests.submit',
    input: draftOf(sample),
    key: `first-day-${sample.id}`,
  }
}

function draftOf({ text, type, topic, urgency, place_hint: hint }: Sample): RequestDraft {
  return {
    text,
    type: type as NonNullable<RequestDraft['type']>,
    topic: topic as NonNullable<RequestDraft['topic']>,
    urgency: urgency as NonNullable<RequestDraft['urgency']>,
    ...(hint ? { place: { name: hint } } : {}),
  }
}

/**
 * Somebody who lives in the compound, community or village that the sample names, another one for
 * each sample; without such a name somebody of 罗布社区.
 */
export function reporterOf(
  { place_hint: hint }: Pick<Sample, 'place_hint'>,
  index: number,
  people: readonly Person[],
): string {
  const residents = people.filter(({ role }) => role === 'resident')
  const neighbours = hint ? closest(hint, residents) : []
  const anybody = residents.filter(({ unitId }) => unitId.startsWith(fallbackCommunity))
  const candidates = neighbours.length > 0 ? neighbours : anybody
  const reporter = candidates[(index * 7) % candidates.length]
  if (!reporter) throw new Error('the place has no residents')
  return reporter.openid
}

const fallbackCommunity = urbanCommunities.find(({ slug }) => slug === 'luobu')?.code ?? ''

/** Words run from the district down to the compound: the last one that fits says how close. */
function closest(hint: string, residents: readonly Person[]): Person[] {
  const nearness = residents.map(({ words }) =>
    words.findLastIndex((word) => hint.includes(word) || word.startsWith(hint)),
  )
  const nearest = Math.max(...nearness)
  return nearest < 0 ? [] : residents.filter((_, index) => nearness[index] === nearest)
}
