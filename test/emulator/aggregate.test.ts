import { EJSON } from 'bson'
import type { Cloud } from '../../emulator'
import type { Project } from './support/project'
import { createProject } from './support/project'
import { addRunner, runInside } from './support/sdk'

let project: Project
let cloud: Cloud

beforeAll(async () => {
  project = createProject()
  addRunner(project)
  cloud = await project.start()
  await cloud.database.insertMany('people', [
    { _id: 'p1', team: 'red', age: 30, name: 'one' },
    { _id: 'p2', team: 'red', age: 40, name: 'two' },
    { _id: 'p3', team: 'blue', age: 50, name: 'three' },
    { _id: 'p4', team: 'blue', name: 'four' },
  ])
  await cloud.database.insertMany('things', [
    { _id: 't1', ownerId: 'p1', rank: 1, code: 'a', tags: ['x', 'y'], teams: ['red', 'blue'] },
    { _id: 't2', ownerId: 'p1', rank: 2, code: 'b', tags: ['x'], teams: [] },
    { _id: 't3', ownerId: 'p2', rank: 3, code: 'c', tags: [], teams: ['blue'] },
    { _id: 't4', ownerId: 'p9', rank: 4, code: 'd', tags: ['z'] },
  ])
})
afterAll(async () => {
  await cloud.close()
  project.remove()
})

const things = (stages: string) =>
  runInside(cloud, `return (await db.collection('things').aggregate()${stages}.end()).list`)
const people = (stages: string) =>
  runInside(cloud, `return (await db.collection('people').aggregate()${stages}.end()).list`)

test('match, sort, skip and limit are one indexed read', async () => {
  const { value, explain } = await things(
    `.match({ ownerId: 'p1', rank: _.gt(0) }).sort({ rank: -1 }).limit(1).project({ code: 1, _id: 0 })`,
  )
  expect(value).toEqual([{ code: 'b' }])
  expect(explain.operations).toMatchObject([
    { index: 'owner_rank', keysExamined: 1, documentsExamined: 1 },
  ])
})

test('group by an indexed field reads the index only, absent fields included', async () => {
  const { value, explain } = await people(
    `.match({ team: _.in(['red', 'blue']) }).group({ _id: '$team', ages: $.sum('$age'), people: $.sum(1), least: $.min('$age') }).sort({ _id: 1 })`,
  )
  expect(value).toEqual([
    { _id: 'blue', ages: 50, people: 2, least: 50 },
    { _id: 'red', ages: 70, people: 2, least: 30 },
  ])
  expect(explain.operations).toMatchObject([
    { index: 'team', keysExamined: 4, documentsExamined: 0 },
  ])
})

test('a projection of indexed fields tells null from absent without reading documents', async () => {
  const { value, explain } = await people(
    `.match({ team: 'blue' }).project({ age: 1, team: 1 }).sort({ _id: 1 })`,
  )
  expect(value).toEqual([
    { _id: 'p3', team: 'blue', age: 50 },
    { _id: 'p4', team: 'blue' },
  ])
  expect(explain.operations[0]?.documentsExamined).toBe(0)
})

test('unwind, addFields, replaceRoot, count, sortByCount, bucket', async () => {
  const byTag = await things(
    `.match({ ownerId: _.in(['p1', 'p9']) }).unwind('$tags').sortByCount('$tags').limit(1)`,
  )
  expect(byTag.value).toEqual([{ _id: 'x', count: 2 }])
  const kept = await things(
    `.match({ code: 'a' }).unwind({ path: '$teams', includeArrayIndex: 'at' }).project({ teams: 1, at: 1, _id: 0 })`,
  )
  expect(kept.value).toEqual([
    { teams: 'red', at: 0 },
    { teams: 'blue', at: 1 },
  ])
  const doubled = await things(
    `.match({ code: 'b' }).addFields({ twice: $.multiply(['$rank', 2]) }).replaceRoot({ newRoot: { twice: '$twice' } })`,
  )
  expect(doubled.value).toEqual([{ twice: 4 }])
  const counted = await things(`.match({ ownerId: 'p1' }).count('total')`)
  expect(counted.value).toEqual([{ total: 2 }])
  const buckets = await people(
    `.match({ team: _.in(['red', 'blue']), age: _.gt(0) }).bucket({ groupBy: '$age', boundaries: [0, 45, 100] })`,
  )
  expect(buckets.value).toEqual([
    { _id: 0, count: 2 },
    { _id: 45, count: 1 },
  ])
})

describe('lookup', () => {
  test('by two fields uses the foreign index and counts it', async () => {
    const { value, explain } = await people(
      `.match({ team: 'red' }).sort({ age: 1 }).lookup({ from: 'things', localField: '_id', foreignField: 'ownerId', as: 'own' }).project({ own: { code: 1 } })`,
    )
    expect(value).toEqual([
      { _id: 'p1', own: [{ code: 'b' }, { code: 'a' }] },
      { _id: 'p2', own: [{ code: 'c' }] },
    ])
    expect(explain.calls).toBe(1)
    expect(explain.operations).toMatchObject([
      { index: 'team | owner_rank', documentsExamined: 5, keysExamined: 5, found: 5, returned: 2 },
    ])
  })

  test('an array is any of its values; nothing found is an empty array', async () => {
    const { value } = await things(
      `.match({ ownerId: _.in(['p1', 'p2', 'p9']) }).lookup({ from: 'people', localField: 'teams', foreignField: 'team', as: 'mates' }).project({ mates: $.size('$mates') }).sort({ _id: 1 })`,
    )
    expect(value).toEqual([
      { _id: 't1', mates: 4 },
      { _id: 't2', mates: 0 },
      { _id: 't3', mates: 2 },
      { _id: 't4', mates: 0 },
    ])
  })

  test('with let and a pipeline: match, order and limit come from the index', async () => {
    const { value, explain } = await people(`
      .match({ team: 'red' }).sort({ age: 1 })
      .lookup({
        from: 'things',
        let: { owner: '$_id' },
        pipeline: $.pipeline()
          .match(_.expr($.and([$.eq(['$ownerId', '$$owner']), $.gt(['$rank', 0])])))
          .sort({ rank: -1 }).limit(1).project({ code: 1, owner: '$$owner', _id: 0 }).done(),
        as: 'best',
      })`)
    expect(value).toMatchObject([
      { _id: 'p1', best: [{ code: 'b', owner: 'p1' }] },
      { _id: 'p2', best: [{ code: 'c', owner: 'p2' }] },
    ])
    expect(explain.operations).toMatchObject([
      { index: 'team | owner_rank', keysExamined: 4, documentsExamined: 4 },
    ])
  })

  test('inside a lookup', async () => {
    const { value } = await people(`
      .match({ team: 'blue', age: 50 })
      .lookup({
        from: 'people',
        let: { team: '$team' },
        pipeline: [
          { $match: { $expr: { $eq: ['$team', '$$team'] } } },
          { $lookup: { from: 'people', let: { team: 'red' }, pipeline: [
            { $match: { $expr: { $eq: ['$team', '$$team'] } } }, { $count: 'n' } ], as: 'other' } },
          { $project: { _id: 1, other: 1 } },
        ],
        as: 'mates',
      }).project({ mates: 1 })`)
    expect(value).toEqual([
      {
        _id: 'p3',
        mates: expect.arrayContaining([
          { _id: 'p3', other: [{ n: 2 }] },
          { _id: 'p4', other: [{ n: 2 }] },
        ]) as unknown,
      },
    ])
  })
})

test('facet runs several pipelines over one read, lookups included', async () => {
  const stage = (stageKey: string, value: unknown) => ({
    stageKey,
    stageValue: JSON.stringify(value),
  })
  const lookup = { from: 'things', localField: '_id', foreignField: 'ownerId', as: 'own' }
  const body = {
    action: 'database.aggregateDocuments',
    collectionName: 'people',
    stages: [
      stage('$match', { team: 'red' }),
      stage('$facet', {
        oldest: [{ $sort: { age: -1 } }, { $limit: 1 }, { $project: { name: 1, _id: 0 } }],
        owning: [{ $lookup: lookup }, { $match: { 'own.0': { $exists: true } } }, { $count: 'n' }],
      }),
    ],
  }
  const answer = await fetch(`${cloud.url}/admin`, { method: 'POST', body: JSON.stringify(body) })
  const { data } = (await answer.json()) as { data: { list: string[] } }
  expect(EJSON.parse(data.list[0] as string)).toEqual({
    oldest: [{ name: 'two' }],
    owning: [{ n: 2 }],
  })
})

test.each(['geoNear({ near: db.Geo.Point(1, 1), distanceField: "d" })'])(
  '%s is refused as not emulated',
  async (stage) => {
    const { thrown } = await things(`.${stage}`)
    expect(thrown.message).toContain('not emulated')
  },
)
