import type { Cloud } from '../../emulator'
import type { Project } from './support/project'
import { createProject } from './support/project'
import { addRunner, nodeSdk, runInside } from './support/sdk'

let project: Project
let cloud: Cloud
const printed: string[] = []

beforeAll(async () => {
  project = createProject()
  addRunner(project)
  cloud = await project.start({ log: (line) => printed.push(line) })
})
afterAll(async () => {
  await cloud.close()
  project.remove()
})
beforeEach(async () => {
  await cloud.database.clear()
  await cloud.database.insertMany('counters', [
    { _id: 'a', n: 0 },
    { _id: 'b', n: 0 },
  ])
})

const wx = (code: string, event = {}) => runInside(cloud, code, event)
const counter = (id: string) => cloud.database.find('counters', { _id: id })[0]?.n

test('everything staged appears at commit, nothing before, and reads inside see it', async () => {
  const { value } = await wx(`
    const t = await db.startTransaction()
    const inside = t.collection('counters')
    await inside.doc('a').update({ data: { n: _.inc(5) } })
    await inside.doc('b').set({ data: { n: 9 } })
    const added = await inside.add({ data: { _id: 'c', n: 3 } })
    const seenInside = (await inside.doc('a').get()).data.n
    const seenOutside = (await db.collection('counters').doc('a').get()).data.n
    await inside.doc('c').remove()
    await inside.add({ data: { _id: 'd', n: 4 } })
    await t.commit()
    return { seenInside, seenOutside, added: added._id }`)
  expect(value).toEqual({ seenInside: 5, seenOutside: 0, added: 'c' })
  expect([counter('a'), counter('b'), counter('c'), counter('d')]).toEqual([5, 9, undefined, 4])
})

test('a rollback leaves nothing and frees the documents', async () => {
  const { value } = await wx(`
    const t = await db.startTransaction()
    await t.collection('counters').doc('a').update({ data: { n: 7 } })
    await t.rollback()
    await db.collection('counters').doc('a').update({ data: { n: _.inc(1) } })
    return (await db.collection('counters').doc('a').get()).data.n`)
  expect(value).toBe(1)
})

test('runTransaction answers with what the callback returns, and rolls back when it throws', async () => {
  const { value } = await wx(`
    return db.runTransaction(async (t) => {
      await t.collection('counters').doc('a').update({ data: { n: _.inc(2) } })
      return 'kept'
    })`)
  expect(value).toBe('kept')
  const { thrown } = await wx(`
    await db.runTransaction(async (t) => {
      await t.collection('counters').doc('a').update({ data: { n: _.inc(2) } })
      throw new Error('changed my mind')
    })`)
  expect(thrown.message).toContain('changed my mind')
  expect(counter('a')).toBe(2)
})

test('a second writer of a document fails at once with TransactionConflict', async () => {
  const { value } = await wx(`
    const first = await db.startTransaction()
    const second = await db.startTransaction()
    await first.collection('counters').doc('a').update({ data: { n: 1 } })
    const started = Date.now()
    let conflict
    try {
      await second.collection('counters').doc('a').update({ data: { n: 2 } })
    } catch (error) { conflict = { errCode: error.errCode, message: error.errMsg } }
    const waited = Date.now() - started
    await first.commit()
    return { conflict, waited }`)
  const { conflict, waited } = value as {
    conflict: { errCode: number; message: string }
    waited: number
  }
  expect(conflict.errCode).toBe(-502001)
  expect(conflict.message).toContain('TransactionConflict')
  expect(waited).toBeLessThan(1000)
  expect(counter('a')).toBe(1)
})

test('a transaction reads its snapshot and may not overwrite what changed since', async () => {
  const { value } = await wx(`
    const t = await db.startTransaction()
    const before = (await t.collection('counters').doc('a').get()).data.n
    await db.collection('counters').doc('a').update({ data: { n: 50 } })
    const after = (await t.collection('counters').doc('a').get()).data.n
    let message = ''
    try { await t.collection('counters').doc('a').update({ data: { n: 60 } }) } catch (error) { message = error.errMsg }
    return { before, after, message }`)
  expect(value).toMatchObject({ before: 0, after: 0 })
  expect((value as { message: string }).message).toContain('TransactionConflict')
  expect(counter('a')).toBe(50)
})

test('a plain write waits for the document and then happens', async () => {
  const { value } = await wx(`
    const t = await db.startTransaction()
    await t.collection('counters').doc('a').update({ data: { n: 10 } })
    let done = false
    const plain = db.collection('counters').doc('a').update({ data: { n: _.inc(1) } }).then(() => { done = true })
    await new Promise((resolve) => setTimeout(resolve, 150))
    const doneEarly = done
    await t.commit()
    await plain
    return { doneEarly, done }`)
  expect(value).toEqual({ doneEarly: false, done: true })
  expect(counter('a')).toBe(11)
})

test('a where-update inside a transaction is outside it, and the emulator says so loudly', async () => {
  const { explain } = await wx(`
    const t = await db.startTransaction()
    await t.collection('counters').where({ _id: 'a' }).update({ data: { n: 77 } })
    await t.rollback()`)
  expect(counter('a')).toBe(77)
  expect(explain.warnings).toEqual([expect.stringContaining('outside the open transaction')])
  expect(printed.join('\n')).toContain(
    'modifyDocument on counters ran outside the open transaction',
  )
})

test('after thirty seconds a transaction has ended and its documents are free', async () => {
  const { value } = await wx(`
    const t = await db.startTransaction()
    await t.collection('counters').doc('a').update({ data: { n: 5 } })
    return t._transaction._id`)
  cloud.clock.advance(31_000)
  const db = nodeSdk(cloud).database()
  await db
    .collection('counters')
    .doc('a')
    .update({ n: db.command.inc(1) })
  expect(counter('a')).toBe(1)
  const late = await fetch(`${cloud.url}/admin`, {
    method: 'POST',
    body: JSON.stringify({ action: 'database.commitTransaction', transactionId: value }),
  })
  expect(await late.json()).toMatchObject({ code: 'DATABASE_REQUEST_FAILED' })
})

test('a taken id is refused inside a transaction too', async () => {
  const { thrown } = await wx(`
    const t = await db.startTransaction()
    await t.collection('counters').add({ data: { _id: 'a' } })`)
  expect(thrown.message).toContain('E11000 duplicate key')
})

test('twenty at once over two documents all succeed when they retry', async () => {
  const { value, thrown } = await wx(`
    const tryOnce = async () => {
      const t = await db.startTransaction()
      try {
        const { data } = await t.collection('counters').doc('a').get()
        await t.collection('counters').doc('a').update({ data: { n: data.n + 1 } })
        await t.collection('counters').doc('b').update({ data: { n: _.inc(1) } })
        await t.commit()
        return true
      } catch (error) {
        await t.rollback().catch(() => undefined)
        if (!String(error.errMsg).includes('TransactionConflict')) throw error
        return false
      }
    }
    let conflicts = 0
    const insist = async () => {
      while (!(await tryOnce())) {
        conflicts += 1
        await new Promise((resolve) => setTimeout(resolve, 5 + Math.random() * 40))
      }
    }
    await Promise.all(Array.from({ length: 20 }, insist))
    return conflicts`)
  expect(thrown).toBeUndefined()
  expect(value).toBeGreaterThan(0)
  expect([counter('a'), counter('b')]).toEqual([20, 20])
})
