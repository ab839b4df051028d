import { readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { fold, tidy } from '../../../core/chat/fold'
import { type Meaning, answers, parse } from '../../../core/chat/grammar'

interface Row {
  line: string
  meaning: string
  words: string
}

const file = path.join(__dirname, '../../data/typed-lines.tsv')
const rows: Row[] = readFileSync(file, 'utf8')
  .split('\n')
  .slice(1)
  .filter((row) => row !== '' && !row.startsWith('#'))
  .map((row) => {
    const [line = '', meaning = '', words = ''] = row.split('\t')
    return { line, meaning, words }
  })

/** As the table says it: a number from 1 to 4 is an answer, as long as no list stands open. */
function shown(meaning: Meaning): [string, string] {
  switch (meaning.kind) {
    case 'number':
      return [answers[meaning.number - 1] ?? `number ${meaning.number}`, '']
    case 'numbered':
      return [answers[meaning.number - 1] ?? `numbered ${meaning.number}`, meaning.text]
    case 'pick':
      return [`pick ${meaning.number}`, '']
    case 'answer':
      return [meaning.answer, meaning.text]
    case 'words':
    case 'report':
      return [meaning.kind, meaning.text]
    default:
      return [meaning.kind, '']
  }
}

test('the table is as long as it should be, each line once', () => {
  expect(rows.length).toBeGreaterThanOrEqual(150)
  expect(new Set(rows.map(({ line }) => line)).size).toBe(rows.length)
})

test.each(rows)('“$line” means $meaning', ({ line, meaning, words }) => {
  expect(shown(parse(line))).toEqual([meaning, words])
})

describe('whatever is typed', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({
      unit: fc.constantFrom(...'1234一二三四 　，。：？0９２報辦回复修好了[强]👍\n'),
      maxLength: 12,
    }),
    fc.constantFrom(...rows.map(({ line }) => line)),
  )

  test('it means something, and no word is made up', () => {
    fc.assert(
      fc.property(anything, (line) => {
        const meaning = parse(line)
        expect(meaning.kind).toMatch(/^[a-z]+$/)
        if ('text' in meaning) expect(tidy(line)).toContain(meaning.text)
      }),
      { numRuns: 1000 },
    )
  })

  test('folding keeps every character in its place', () => {
    fc.assert(
      fc.property(anything, (line) => {
        expect(fold(line)).toHaveLength(line.length)
      }),
      { numRuns: 500 },
    )
    expect(fold('辦結：２號樓，①ＯＫ')).toBe('办结:2号楼,1ok')
  })

  test('spaces, full width and traditional script change nothing of an answer', () => {
    const words = fc.constantFrom('今晚就修', '物业来过了', '要换电缆')
    const digit = fc.constantFrom(...(['2２②二貳', '3３③三叁', '4４④四肆'] as const))
    const space = fc.constantFrom('', ' ', '　', '  ')
    fc.assert(
      fc.property(digit, fc.nat(4), fc.tuple(space, space, words), (forms, which, [a, b, said]) => {
        const line = `${a}${[...forms][which]} ${b}${said}${a}`
        const [name] = shown(parse(`${[...forms][0]} ${said}`))
        expect(shown(parse(line))).toEqual([name, said])
      }),
    )
  })
})
