import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { Aggregator, Query } from 'mingo'
import { Database } from '../../emulator/cloud/engine/database'
import { newTally } from '../../emulator/cloud/engine/execute'
import { sortFields } from '../../emulator/cloud/engine/find'
import { sortComponent } from '../../emulator/cloud/engine/index-keys'
import { parseSchema } from '../../emulator/cloud/engine/schema'
import { Store } from '../../emulator/cloud/engine/store'
import type { Document, Fields } from '../../emulator/cloud/engine/values'
import { indexes } from './planner-indexes'

/** `wild` meets arrays everywhere; in `tidy` only `items` and `tags` are some. */
const schema = parseSchema({ collections: { wild: { indexes }, tidy: { indexes } } })

const folder = mkdtempSync(path.join(os.tmpdir(), 'planner-'))
const store = new Store(folder)
const database = new Database({ store, environment: 'test', now: Date.now })

beforeAll(() => store.initialise(schema))
afterAll(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

const scalar = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: 0, max: 4 }) },
  { weight: 3, arbitrary: fc.constantFrom('', 'a', 'ab', 'abc', 'b', '近', '近邻', 'r2', 'r5') },
  { weight: 1, arbitrary: fc.constantFrom<unknown>(true, false, 1.5, -2) },
  { weight: 1, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.constantFrom(new Date(0), new Date(5), new Date(-5)) },
)
const arrayOr = <T>(value: fc.Arbitrary<T>) => fc.oneof(value, fc.array(value, { maxLength: 3 }))
const item = fc.record({ x: scalar, y: scalar }, { requiredKeys: [] })

const row = fc.record(
  {
    a: arrayOr(scalar),
    b: scalar,
    c: scalar,
    d: fc.oneof(fc.record({ e: scalar }, { requiredKeys: [] }), fc.constant(3)),
    items: arrayOr(item),
    tags: arrayOr(scalar),
  },
  { requiredKeys: [] },
)

const condition = fc.oneof(
  { weight: 4, arbitrary: scalar },
  { weight: 3, arbitrary: fc.record({ $in: fc.array(scalar, { maxLength: 4 }) }) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.constantFrom('$gt', '$gte'), scalar, fc.constantFrom('$lt', '$lte'), scalar)
      .map(([low, from, high, to]) => ({ [low]: from, [high]: to })),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom('$gt', '$gte', '$lt', '$lte', '$ne', '$eq'), scalar)
      .map(([operator, value]) => ({ [operator]: value })),
  },
  { weight: 1, arbitrary: fc.constantFrom({ $exists: true }, { $exists: false }) },
  { weight: 1, arbitrary: fc.constantFrom(/^a/, /^ab?/, /b/, /^近/, /^a|b/, /^A/i) },
)

const path2 = fc.constantFrom('a', 'b', 'c', 'd.e', 'items.x', 'items.y', 'tags', '_id')
const elements = fc
  .record({ x: condition, y: condition }, { requiredKeys: [] })
  .map((inner) => ({ items: { $elemMatch: inner } }))
const pairs = fc
  .array(fc.tuple(path2, condition), { minLength: 0, maxLength: 3 })
  .map((entries) => Object.fromEntries(entries) as Fields)
const conjunction = fc.oneof({ weight: 5, arbitrary: pairs }, { weight: 1, arbitrary: elements })
const query = fc.oneof(
  { weight: 5, arbitrary: conjunction },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.array(conjunction, { minLength: 1, maxLength: 3 }), pairs)
      .map(([branches, rest]) => ({ $or: branches, ...rest })),
  },
  {
    weight: 1,
    arbitrary: fc
      .array(conjunction, { minLength: 1, maxLength: 3 })
      .map((parts) => ({ $and: parts })),
  },
)
const order = fc
  .uniqueArray(fc.tuple(path2, fc.constantFrom<1 | -1>(1, -1)), {
    maxLength: 2,
    selector: ([name]) => name,
  })
  .map((entries) => Object.fromEntries(entries))

function place(document: Document, sort: Record<string, 1 | -1>): string {
  const components = sortFields(sort).map((field) => sortComponent(document, field))
  return Buffer.concat(components).toString('hex')
}

const names = (documents: Document[]) => documents.map((document) => String(document._id)).sort()
const lenient = () => ({ tally: newTally(), isStrict: false })

async function fill(collection: string, rows: Fields[]): Promise<Document[]> {
  await database.remove(collection, { query: {}, isMulti: true }, lenient())
  const documents = rows.map((fields, at) => ({ _id: `r${at}`, ...fields }))
  await database.insert(collection, documents)
  return documents
}

test('a planned query finds what a full scan finds, in order, and counts the same', async () => {
  const rows = fc.array(row, { minLength: 0, maxLength: 25 })
  const questions = fc.array(fc.tuple(query, order, fc.integer({ min: 1, max: 6 })), {
    minLength: 25,
    maxLength: 25,
  })
  await fc.assert(
    fc.asyncProperty(rows, questions, async (fields, asked) => {
      const documents = await fill('wild', fields)
      for (const [where, sort, limit] of asked) compare(documents, where, { sort, limit })
    }),
    { numRuns: 50 },
  )
}, 120_000)

test.each<[string, Fields[], Fields, Record<string, 1 | -1>]>([
  ['two limits met by two elements', [{ a: [0, 4] }], { a: { $gt: 3, $lt: 1 } }, {}],
  [
    'two conditions met by two elements',
    [
      {
        items: [
          { x: 1, y: 2 },
          { x: 2, y: 1 },
        ],
      },
      { items: [{ x: 1, y: 1 }] },
    ],
    { 'items.x': 1, 'items.y': 1 },
    {},
  ],
  ['an excluded upper id, backwards', [{}, {}, {}, {}], { _id: { $lt: 'r2' } }, { _id: -1 }],
  ['an included lower id, backwards', [{}, {}, {}, {}], { _id: { $gte: 'r2' } }, { _id: -1 }],
  ['not a number', [{ b: Number.NaN }, { b: 1 }], { b: { $lt: 5 } }, { b: 1 }],
  ['zero and minus zero', [{ b: -0 }, { b: 0 }], { b: 0 }, {}],
  ['a zero byte inside a text', [{ b: 'a' }, { b: 'a\0b' }, { b: 'ab' }], { b: /^a/ }, { b: -1 }],
  ['a value several elements share', [{ a: [1, 1, 2] }], { a: { $in: [1, 2] } }, { b: 1 }],
  ['null and absent in descending order', [{ b: null }, {}, { b: 1 }], { b: null }, { b: -1 }],
])('%s', async (_name, rows, where, sort) => {
  compare(await fill('wild', rows), where, { sort, limit: 5 })
})

interface Options {
  sort: Record<string, 1 | -1>
  limit: number
}

function inAnyOrder(groups: Fields[]): string[] {
  return groups.map((group) => JSON.stringify(group)).sort()
}

function compare(documents: Document[], where: Fields, { sort, limit }: Options): void {
  const expected = new Query(where).find<Document>(documents).all()
  const run = lenient()
  const found = database.find('wild', { query: where, sort: sortFields(sort) }, run)
  expect(names(found)).toEqual(names(expected))
  expect(found).toEqual(found.map((one) => documents.find((other) => other._id === one._id)))
  const places = found.map((document) => place(document, sort))
  expect(places).toEqual([...places].sort())
  const first = database.find('wild', { query: where, sort: sortFields(sort), limit }, lenient())
  expect(first.map((document) => place(document, sort))).toEqual(places.slice(0, limit))
  expect(database.count('wild', where, lenient())).toBe(expected.length)
  const grouped = [
    { operator: '$match', value: where },
    { operator: '$group', value: { _id: '$b', number: { $sum: 1 } } },
  ]
  const groups = database.aggregate('wild', grouped, lenient())
  const group = { $group: { _id: '$b', number: { $sum: 1 } } }
  expect(inAnyOrder(groups)).toEqual(inAnyOrder(new Aggregator([group]).run(expected)))
  expect(run.tally.documentsExamined).toBeLessThanOrEqual(
    documents.length * ((where.$or as unknown[] | undefined)?.length ?? 1),
  )
}

describe('what a query examines', () => {
  const cost = (where: Fields, sort: Record<string, 1 | -1> = {}, limit = 20) => {
    const run = { tally: newTally(), isStrict: true }
    const found = database.find('tidy', { query: where, sort: sortFields(sort), limit }, run)
    return { returned: found.length, ...run.tally, indexes: [...run.tally.indexes] }
  }

  beforeAll(async () => {
    const rows = Array.from({ length: 3000 }, (_, at) => ({
      a: at % 10,
      b: at,
      c: `c${at % 3}`,
      d: { e: at % 7 },
      items: [{ x: at % 50, y: at }],
      tags: [`t${at % 4}`, `u${at % 6}`],
    }))
    await fill('tidy', rows)
  })

  test.each<[string, Fields, Record<string, 1 | -1>, string]>([
    ['equality and order', { a: 3 }, { b: -1 }, 'a_b'],
    ['equality and the order backwards', { a: 3 }, { b: 1 }, 'a_b'],
    ['several values, merged in order', { a: { $in: [1, 2, 3] } }, { b: -1 }, 'a_b'],
    [
      'a range on the field that gives the order',
      { a: 3, b: { $gte: 100, $lt: 2000 } },
      { b: 1 },
      'a_b',
    ],
    ['a range alone', { b: { $gt: 100, $lte: 900 } }, {}, 'b'],
    ['an element of an array', { 'items.x': 7 }, {}, 'items'],
    [
      'one element with two conditions',
      { items: { $elemMatch: { x: 7, y: { $gt: 500 } } } },
      {},
      'items',
    ],
    ['the order alone, without conditions', {}, { b: 1 }, 'b'],
    ['the id', { _id: 'r7' }, {}, '_id_'],
  ])('%s: one entry and one document for each result', (_name, where, sort, index) => {
    const { returned, keysExamined, documentsExamined, indexes } = cost(where, sort)
    expect(returned).toBeGreaterThan(0)
    expect(indexes).toEqual([index])
    expect(documentsExamined).toBe(returned)
    expect(keysExamined).toBe(returned)
  })

  test('a condition on a later index field is checked before the document is read', () => {
    const { returned, documentsExamined } = cost({ c: 'c1', b: { $gt: 2900 } }, {}, 100)
    expect(returned).toBe(33)
    expect(documentsExamined).toBe(33)
  })

  test('counting and grouping by indexed fields read no document', () => {
    const run = { tally: newTally(), isStrict: true }
    expect(database.count('tidy', { a: { $in: [1, 2] }, b: { $gte: 1000 } }, run)).toBe(400)
    const stages = [
      { operator: '$match', value: { a: 4 } },
      { operator: '$group', value: { _id: '$c', number: { $sum: 1 } } },
    ]
    expect(database.aggregate('tidy', stages, run)).toHaveLength(3)
    expect(run.tally.documentsExamined).toBe(0)
  })

  test('beside an array, single values on the key are checked there too', () => {
    const found = cost({ tags: 't1', b: { $gte: 0 }, c: 'c2' }, { b: 1 })
    expect(found).toMatchObject({ returned: 20, documentsExamined: 20 })
    expect(found.keysExamined).toBeGreaterThan(50)
  })

  test('counting behind a limit reads no document where the key has what is counted by', () => {
    const run = { tally: newTally(), isStrict: true }
    const stages = [
      { operator: '$match', value: { tags: { $in: ['t1', 'u1'] } } },
      { operator: '$sort', value: { b: 1 } },
      { operator: '$limit', value: 500 },
      { operator: '$match', value: { c: 'c1' } },
      { operator: '$count', value: 'number' },
    ]
    const documents = database.find('tidy', { query: {}, sort: sortFields({ b: 1 }) }, lenient())
    const isEither = (tag: unknown) => tag === 't1' || tag === 'u1'
    const first = documents.filter(({ tags }) => (tags as string[]).some(isEither)).slice(0, 500)
    const number = first.filter(({ c }) => c === 'c1').length
    expect(database.aggregate('tidy', stages, run)).toEqual([{ number }])
    expect(run.tally.documentsExamined).toBe(0)
  })

  test('the array itself is read from the document, never from one of its entries', () => {
    const run = { tally: newTally(), isStrict: true }
    const stages = [
      { operator: '$match', value: { tags: 't1' } },
      { operator: '$limit', value: 3 },
      { operator: '$project', value: { tags: 1, _id: 0 } },
    ]
    const rows = database.aggregate('tidy', stages, run)
    expect(rows.map(({ tags }) => (tags as string[]).length)).toEqual([2, 2, 2])
    expect(run.tally.documentsExamined).toBe(3)
  })

  test('an $or is the union of its planned branches, in order', () => {
    const found = cost({ $or: [{ a: 1, b: { $lt: 50 } }, { a: 2 }] }, { b: -1 }, 10)
    expect(found.returned).toBe(10)
    expect(found.documentsExamined).toBeLessThanOrEqual(12)
  })
})
