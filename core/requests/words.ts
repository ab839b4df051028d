/** How a text is cut into what it can be found by: pairs of neighbouring characters. */

/** Characters of which a pair says nothing: every second sentence has it. */
const filler = /[的了吗呢吧啊呀我你您他她它们这那很也就都着请]/u
/** Longer runs of letters or digits are found by their beginning. */
const longestRun = 16

/**
 * The distinct pairs of a text in its order: "泽霖府3栋" gives 泽霖, 霖府, 府3, 3栋. A run of
 * letters or digits counts as one character, and stands by itself when it has two and more.
 */
export function wordsOf(text: string): string[] {
  const parts =
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  return [...new Set(parts.flatMap(wordsOfPart))]
}

function wordsOfPart(part: string): string[] {
  const characters = (part.match(/[a-z0-9]+|[^a-z0-9]/gu) ?? []).map((one) =>
    one.slice(0, longestRun),
  )
  const pairs = characters.slice(1).map((one, index) => `${characters[index] ?? ''}${one}`)
  const runs = characters.filter((one) => /^[a-z0-9]{2,}$/u.test(one))
  return [...runs, ...pairs.filter((pair) => !filler.test(pair))]
}

/** The last four digits, of numbers long enough to be shown with them; null for others. */
export function phoneEnd(phone: string | undefined): string | null {
  const digits = (phone ?? '').replace(/\D/gu, '')
  return digits.length >= 10 ? digits.slice(-4) : null
}

/** What somebody typed into the search box. */
export type Sought =
  { kind: 'number'; number: string } | { kind: 'words'; words: string[]; anyOf?: string[] }

const wordsAtMost = 12

/** Eight digits are a request's number, four the end of a phone number, ten and more a whole one. */
export function soughtOf(text: string): Sought {
  const typed = text.normalize('NFKC').replace(/[\s-]/gu, '')
  if (/^\d{8}$/u.test(typed)) return { kind: 'number', number: typed }
  if (/^\d{4}$/u.test(typed)) return { kind: 'words', words: [], anyOf: [phoneWord(typed), typed] }
  const end = /^\+?\d{10,}$/u.test(typed) ? phoneEnd(typed) : null
  if (end) return { kind: 'words', words: [phoneWord(end)] }
  return { kind: 'words', words: rarestFirst(text).slice(0, wordsAtMost) }
}

export const phoneWord = (end: string) => `#${end}`

/** Names are longer than everyday words: the longest part typed is looked for first. */
function rarestFirst(text: string): string[] {
  const parts = text.split(/[^\p{L}\p{N}]+/gu).toSorted((a, b) => b.length - a.length)
  return [...new Set(parts.flatMap(wordsOf))]
}
