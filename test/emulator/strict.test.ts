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
  const things = Array.from({ length: 300 }, (_, at) => ({
    _id: `t${at}`,
    ownerId: 'o',
    rank: at,
    code: `c${at}`,
    size: at % 5,
    tags: ['x'],
  }))
  await cloud.database.insertMany('things', things)
})
afterAll(async () => {
  await cloud.close()
  project.remove()
})

const wx = (code: string) => runInside(cloud, code)

test.each<[string, string, string]>([
  [
    'a query on no index',
    `db.collection('things').where({ size: 3 }).get()`,
    'no index serves the query {"size":"?"}',
  ],
  [
    'a query on no first field',
    `db.collection('things').where({ rank: 3 }).get()`,
    'no index serves the query {"rank":"?"}',
  ],
  [
    'only a negation',
    `db.collection('things').where({ ownerId: _.neq('o') }).get()`,
    'no index serves',
  ],
  [
    'an update of everything',
    `db.collection('things').where({ size: _.gt(0) }).update({ data: { size: 0 } })`,
    'no index serves',
  ],
  [
    'a removal on no index',
    `db.collection('things').where({ size: 1 }).remove()`,
    'no index serves',
  ],
  ['a count on no index', `db.collection('things').where({ size: 1 }).count()`, 'no index serves'],
  [
    'one branch of an or on no index',
    `db.collection('things').where(_.or([{ code: 'c1' }, { size: 1 }])).get()`,
    'no index serves',
  ],
  [
    'an aggregation without a match',
    `db.collection('things').aggregate().group({ _id: '$size' }).end()`,
    'no index serves',
  ],
  [
    'an order no index gives',
    `db.collection('things').where({ ownerId: 'o' }).orderBy('size', 'asc').get()`,
    'more than 200 documents would be sorted in memory, no index gives the order { size: 1 }',
  ],
  [
    'an order over everything',
    `db.collection('things').orderBy('size', 'asc').limit(5).get()`,
    'no index serves the query {} sorted by { size: 1 }',
  ],
  [
    'a lookup on no index',
    `db.collection('things').aggregate().match({ code: 'c1' }).lookup({ from: 'people', localField: 'code', foreignField: 'name', as: 'p' }).end()`,
    'people: no index serves the query {"name":"?"}',
  ],
  [
    'an index key of more than 1024 bytes',
    `db.collection('things').add({ data: { code: 'x'.repeat(1100) } })`,
    'key too large to index',
  ],
  [
    'two arrays in one index',
    `db.collection('things').add({ data: { code: 'two', tags: [1], rank: [2] } })`,
    'cannot index parallel arrays',
  ],
  [
    'a document of more than 16 MB',
    `db.collection('things').add({ data: { code: 'big', text: 'x'.repeat(17 << 20) } })`,
    'BSONObjectTooLarge',
  ],
])('refuses %s', async (_name, call, reason) => {
  const { value, thrown } = await wx(`return ${call}`)
  expect(value).toBeUndefined()
  expect(thrown.message).toContain(reason)
  expect(cloud.database.count('things')).toBe(300)
})

test.each<[string, string]>([
  [
    'the first few in an index order',
    `db.collection('people').orderBy('team', 'asc').limit(5).get()`,
  ],
  [
    'a few sorted in memory',
    `db.collection('things').where({ ownerId: 'o', rank: _.lt(50) }).orderBy('size', 'asc').get()`,
  ],
  ['a count of everything', `db.collection('things').count()`],
  ['the first hundred, whichever', `db.collection('things').get()`],
])('allows %s', async (_name, call) => {
  const { thrown } = await wx(`return ${call}`)
  expect(thrown).toBeUndefined()
})

test('more than 1000 results of an aggregation are refused', async () => {
  const many = Array.from({ length: 1001 }, (_, at) => ({ team: 't', age: at }))
  await cloud.database.insertMany('people', many)
  const { thrown } = await wx(
    `return db.collection('people').aggregate().match({ team: 't' }).end()`,
  )
  expect(thrown.message).toContain('an aggregation gave 1001 results')
})

test('without strict mode the same queries are answered by reading everything', async () => {
  const other = await project.start({ strict: false, data: 'lenient' })
  await other.database.insertMany('things', [{ _id: 'a', size: 1, code: 'a' }])
  const { value, explain } = await runInside(
    other,
    `return db.collection('things').where({ size: 1 }).get()`,
  )
  expect(value).toMatchObject({ data: [{ _id: 'a' }] })
  expect(explain.operations).toMatchObject([{ index: null, documentsExamined: 1 }])
  await other.close()
})
