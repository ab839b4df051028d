import { applyUpdate, parseUpdate } from '../../emulator/cloud/engine/update'
import type { Document, Fields } from '../../emulator/cloud/engine/values'

function update(document: Fields, change: Fields, query: Fields = {}): Fields {
  const { _id, ...rest } = applyUpdate(
    { _id: 1, ...document } as Document,
    parseUpdate(change),
    query,
  )
  expect(_id).toBe(1)
  return rest
}

/** What MongoDB makes of each; from its reference manual. */
test.each<[string, Fields, Fields, Fields]>([
  ['$set makes objects on the way', {}, { $set: { 'a.b.c': 1 } }, { a: { b: { c: 1 } } }],
  ['$set into an array by position', { a: [1, 2] }, { $set: { 'a.1': 5 } }, { a: [1, 5] }],
  [
    '$set past the end pads with null',
    { a: [1] },
    { $set: { 'a.3': 5 } },
    { a: [1, null, null, 5] },
  ],
  ['$set null keeps the field', { a: 1 }, { $set: { a: null } }, { a: null }],
  [
    '$unset removes',
    { a: 1, b: { c: 1, d: 2 } },
    { $unset: { a: '', 'b.c': '' } },
    { b: { d: 2 } },
  ],
  [
    '$unset in an array leaves null',
    { a: [1, 2, 3] },
    { $unset: { 'a.1': '' } },
    { a: [1, null, 3] },
  ],
  ['$unset of nothing is nothing', { a: 1 }, { $unset: { 'b.c': '' } }, { a: 1 }],
  ['$inc starts at zero', {}, { $inc: { n: 5 } }, { n: 5 }],
  ['$inc by a fraction below zero', { n: 1 }, { $inc: { n: -0.5 } }, { n: 0.5 }],
  ['$mul of a missing field is zero', {}, { $mul: { n: 5 } }, { n: 0 }],
  ['$min takes the lesser', { n: 5, m: 1 }, { $min: { n: 3, m: 9, k: 7 } }, { n: 3, m: 1, k: 7 }],
  ['$max compares dates', { d: new Date(1) }, { $max: { d: new Date(2) } }, { d: new Date(2) }],
  ['$max compares across types', { n: 5 }, { $max: { n: 'text' } }, { n: 'text' }],
  ['$rename moves', { a: 1 }, { $rename: { a: 'b.c' } }, { b: { c: 1 } }],
  ['$rename of nothing', { a: 1 }, { $rename: { x: 'y' } }, { a: 1 }],
  ['$push starts an array', {}, { $push: { a: 1 } }, { a: [1] }],
  ['$push of an array is one element', { a: [] }, { $push: { a: [1, 2] } }, { a: [[1, 2]] }],
  ['$push each', { a: [1] }, { $push: { a: { $each: [2, 3] } } }, { a: [1, 2, 3] }],
  [
    '$push at a position',
    { a: [1, 2] },
    { $push: { a: { $each: [9], $position: 1 } } },
    { a: [1, 9, 2] },
  ],
  [
    '$push before the end',
    { a: [1, 2] },
    { $push: { a: { $each: [9], $position: -1 } } },
    { a: [1, 9, 2] },
  ],
  [
    '$push keeps the last',
    { a: [1, 2] },
    { $push: { a: { $each: [3], $slice: -2 } } },
    { a: [2, 3] },
  ],
  ['$push keeps the first', { a: [1, 2] }, { $push: { a: { $each: [3], $slice: 1 } } }, { a: [1] }],
  ['$push sorts', { a: [3, 1] }, { $push: { a: { $each: [2], $sort: -1 } } }, { a: [3, 2, 1] }],
  [
    '$push sorts by a field, then cuts',
    { a: [{ n: 3 }, { n: 1 }] },
    { $push: { a: { $each: [{ n: 2 }], $sort: { n: 1 }, $slice: 2 } } },
    { a: [{ n: 1 }, { n: 2 }] },
  ],
  ['$addToSet leaves out what is there', { a: [1, 2] }, { $addToSet: { a: 2 } }, { a: [1, 2] }],
  ['$addToSet each', { a: [1] }, { $addToSet: { a: { $each: [1, 2, 2] } } }, { a: [1, 2] }],
  [
    '$addToSet tells objects by the order of fields',
    { a: [{ x: 1, y: 2 }] },
    { $addToSet: { a: { y: 2, x: 1 } } },
    {
      a: [
        { x: 1, y: 2 },
        { y: 2, x: 1 },
      ],
    },
  ],
  ['$pull a value', { a: [1, 2, 1] }, { $pull: { a: 1 } }, { a: [2] }],
  ['$pull by a condition', { a: [1, 5, 9] }, { $pull: { a: { $gte: 5 } } }, { a: [1] }],
  [
    '$pull objects by a field',
    { a: [{ n: 1, m: 1 }, { n: 2 }] },
    { $pull: { a: { n: 1 } } },
    { a: [{ n: 2 }] },
  ],
  ['$pull from nothing', {}, { $pull: { a: 1 } }, {}],
  ['$pullAll', { a: [1, 2, 3, 2] }, { $pullAll: { a: [2, 3] } }, { a: [1] }],
  ['$pop the last', { a: [1, 2] }, { $pop: { a: 1 } }, { a: [1] }],
  ['$pop the first', { a: [1, 2] }, { $pop: { a: -1 } }, { a: [2] }],
  ['$pop of an empty array', { a: [] }, { $pop: { a: 1 } }, { a: [] }],
  [
    'all elements',
    { a: [{ n: 1 }, { n: 2 }] },
    { $inc: { 'a.$[].n': 1 } },
    { a: [{ n: 2 }, { n: 3 }] },
  ],
  [
    'a field named like a built-in',
    {},
    { $set: { constructor: 1, 'a.toString': 2 } },
    { constructor: 1, a: { toString: 2 } },
  ],
  [
    'several operators at once',
    { a: 1, b: [1] },
    { $inc: { a: 1 }, $push: { b: 2 }, $set: { c: 3 } },
    { a: 2, b: [1, 2], c: 3 },
  ],
])('%s', (_name, document, change, expected) => {
  const before = structuredClone(document)
  const result = update(document, change)
  expect(result).toEqual(expected)
  expect(Object.keys(result)).toEqual(Object.keys(expected))
  expect(document).toEqual(before)
})

test('the positional operator takes the element the query found', () => {
  const document = {
    items: [
      { k: 'a', n: 1 },
      { k: 'b', n: 2 },
    ],
    list: [4, 8],
  }
  expect(update(document, { $set: { 'items.$.n': 9 } }, { 'items.k': 'b' }).items).toEqual([
    { k: 'a', n: 1 },
    { k: 'b', n: 9 },
  ])
  const byElement = { items: { $elemMatch: { k: 'a', n: { $lt: 5 } } } }
  expect(update(document, { $inc: { 'items.$.n': 1 } }, byElement).items).toEqual([
    { k: 'a', n: 2 },
    { k: 'b', n: 2 },
  ])
  expect(update(document, { $set: { 'list.$': 0 } }, { list: { $gt: 5 } }).list).toEqual([4, 0])
  expect(() => update(document, { $set: { 'items.$.n': 9 } }, { other: 1 })).toThrow(
    'The positional operator did not find the match needed from the query.',
  )
})

test('__proto__ is a field like any other', () => {
  const result = update({}, { $set: JSON.parse('{"__proto__": {"polluted": true}}') as Fields })
  expect(Object.keys(result)).toEqual(['__proto__'])
  expect(({} as Fields).polluted).toBeUndefined()
})

test.each<[string, Fields, Fields, string]>([
  [
    '$inc of a text',
    { n: 'x' },
    { $inc: { n: 1 } },
    "Cannot apply $inc to a value of non-numeric type. {_id: 1} has the field 'n' of non-numeric type string",
  ],
  ['$inc of null', { n: null }, { $inc: { n: 1 } }, 'of non-numeric type null'],
  [
    '$inc by a text',
    { n: 1 },
    { $inc: { n: '1' } },
    'Cannot increment with non-numeric argument: {n: "1"}',
  ],
  [
    '$mul of an array',
    { n: [] },
    { $mul: { n: 2 } },
    'Cannot apply $mul to a value of non-numeric type',
  ],
  [
    '$push to a text',
    { a: 'x' },
    { $push: { a: 1 } },
    "The field 'a' must be an array but is of type string",
  ],
  [
    '$push with a foreign clause',
    { a: [] },
    { $push: { a: { $each: [], $foo: 1 } } },
    'Unrecognized clause in $push: $foo',
  ],
  [
    '$push each of no array',
    { a: [] },
    { $push: { a: { $each: 1 } } },
    'The argument to $each in $push must be an array',
  ],
  [
    '$addToSet to an object',
    { a: {} },
    { $addToSet: { a: 1 } },
    "The field 'a' must be an array but is of type object",
  ],
  ['$pull from a number', { a: 1 }, { $pull: { a: 1 } }, 'Cannot apply $pull to a non-array value'],
  ['$pop of a number', { a: 1 }, { $pop: { a: 1 } }, 'non-array'],
  ['$pop by two', { a: [1] }, { $pop: { a: 2 } }, '$pop expects 1 or -1'],
  [
    '$pullAll without an array',
    { a: [1] },
    { $pullAll: { a: 1 } },
    '$pullAll requires an array argument',
  ],
  [
    '$set through a number',
    { a: 1 },
    { $set: { 'a.b': 1 } },
    "Cannot create field 'b' in element {a: 1}",
  ],
  [
    '$set through null',
    { a: null },
    { $set: { 'a.b': 1 } },
    "Cannot create field 'b' in element {a: null}",
  ],
  [
    '$set a name in an array',
    { a: [] },
    { $set: { 'a.b': 1 } },
    "Cannot create field 'b' in element {a: []}",
  ],
  ['the id', {}, { $set: { _id: 2 } }, "would modify the immutable field '_id'"],
  [
    'a path twice',
    {},
    { $set: { a: 1 }, $inc: { a: 1 } },
    "Updating the path 'a' would create a conflict at 'a'",
  ],
  [
    'a path inside another',
    {},
    { $set: { a: {} }, $inc: { 'a.b': 1 } },
    "Updating the path 'a.b' would create a conflict at 'a'",
  ],
  ['an unknown operator', {}, { $foo: { a: 1 } }, 'Unknown modifier: $foo'],
  [
    'a modifier without fields',
    {},
    { $set: 5 },
    'Modifiers operate on fields but we found type int instead',
  ],
  ['an empty name', {}, { $set: { 'a..b': 1 } }, 'contains an empty field name'],
  [
    'a dollar in a stored name',
    {},
    { $set: { a: { $b: 1 } } },
    "The dollar ($) prefixed field '$b' in 'a.$b' is not valid for storage.",
  ],
  [
    'an array filter',
    { a: [] },
    { $set: { 'a.$[x]': 1 } },
    "No array filter found for identifier 'x'",
  ],
  [
    'all elements of nothing',
    {},
    { $set: { 'a.$[]': 1 } },
    "The path 'a' must exist in the document",
  ],
])('refuses: %s', (_name, document, change, reason) => {
  expect(() => update(document, change)).toThrow(reason)
})
