import type { Cloud } from '../../emulator'
import type { Project } from './support/project'
import { createProject } from './support/project'
import { nodeSdk } from './support/sdk'

let project: Project
let cloud: Cloud

beforeAll(async () => {
  project = createProject()
  cloud = await project.start()
})
afterAll(async () => {
  await cloud.close()
  project.remove()
})
beforeEach(() => cloud.database.clear())

test('reads, writes and queries outside of any function', async () => {
  const db = nodeSdk(cloud).database()
  const things = db.collection('things')
  const { id } = await things.add({ ownerId: 'n', rank: 1, code: 'n' })
  expect(typeof id).toBe('string')
  expect(await things.doc(id as string).update({ rank: db.command.inc(1) })).toMatchObject({
    updated: 1,
  })
  expect(await things.doc(id as string).get()).toMatchObject({ data: [{ _id: id, rank: 2 }] })
  expect(await things.where({ ownerId: 'n' }).count()).toMatchObject({ total: 1 })
  expect(await things.doc('set').set({ code: 's' })).toMatchObject({
    updated: 0,
    upsertedId: 'set',
  })
  expect(await things.where({ ownerId: 'n' }).remove()).toMatchObject({ deleted: 1 })
  expect(await things.doc('none').get()).toMatchObject({ data: [] })
})

test('updateAndReturn gives the document as it is afterwards', async () => {
  const db = nodeSdk(cloud).database()
  await db.collection('things').add({ _id: 'r', rank: 1, code: 'r' })
  const matching = db.collection('things').where({ _id: 'r' }) as unknown as {
    updateAndReturn: (data: object) => Promise<unknown>
  }
  const answer = await matching.updateAndReturn({ rank: db.command.inc(4) })
  expect(answer).toMatchObject({ updated: 1, doc: { _id: 'r', rank: 5, code: 'r' } })
})

test('errors carry the platform code', async () => {
  const db = nodeSdk(cloud).database()
  await expect(db.collection('nowhere').get()).rejects.toMatchObject({
    code: 'DATABASE_COLLECTION_NOT_EXIST',
  })
  await db.collection('things').add({ _id: 'x', code: 'x' })
  await expect(db.collection('things').add({ _id: 'x', code: 'y' })).rejects.toMatchObject({
    code: 'DATABASE_REQUEST_FAILED',
    message: expect.stringContaining('E11000 duplicate key') as string,
  })
  const elsewhere = nodeSdk(cloud, 'another-env').database()
  await expect(elsewhere.collection('things').get()).rejects.toMatchObject({
    code: 'INVALIID_ENV',
  })
})

test('collections are declared, not created', async () => {
  const db = nodeSdk(cloud).database()
  await expect(db.createCollection('things')).rejects.toMatchObject({
    code: 'DATABASE_COLLECTION_ALREADY_EXIST',
  })
  await expect(db.createCollection('extra')).rejects.toMatchObject({
    message: expect.stringContaining('declared in the database file') as string,
  })
})

test('of many conditional writes at once exactly one wins', async () => {
  const things = nodeSdk(cloud).database().collection('things')
  await things.add({ _id: 'seat', code: 'seat', taken: false, people: [] })
  const { command } = nodeSdk(cloud).database()
  const claim = (person: number) =>
    things
      .where({ _id: 'seat', taken: false })
      .update({ taken: true, people: command.push([person]) }) as Promise<{ updated: number }>
  const answers = await Promise.all(Array.from({ length: 50 }, (_, person) => claim(person)))
  expect(answers.reduce((sum, { updated }) => sum + updated, 0)).toBe(1)
  const winner = answers.findIndex(({ updated }) => updated === 1)
  expect(cloud.database.find('things', { _id: 'seat' })).toMatchObject([{ people: [winner] }])
})

test('an update that changes nothing counts none', async () => {
  const things = nodeSdk(cloud).database().collection('things')
  await things.add({ _id: 'same', code: 'same', rank: 1 })
  expect(await things.doc('same').update({ rank: 1 })).toMatchObject({ updated: 0 })
})
