import type { Cloud } from '../../emulator'
import type { Project } from './support/project'
import { createProject, environment } from './support/project'
import { addRunner, runInside } from './support/sdk'

let project: Project
let cloud: Cloud

beforeAll(async () => {
  project = createProject()
  addRunner(project)
  cloud = await project.start()
})
afterAll(async () => {
  await cloud.close()
  project.remove()
})
beforeEach(() => cloud.database.clear())

const wx = (code: string, event = {}) => runInside(cloud, code, event)

test('add, get, update, set, remove by id', async () => {
  const { value } = await wx(`
      const things = db.collection('things')
      const { _id } = await things.add({ data: { ownerId: 'a', rank: 1, code: 'x' } })
      const updated = await things.doc(_id).update({ data: { rank: _.inc(2), 'deep.er': 1 } })
      const read = await things.doc(_id).get()
      const set = await things.doc(_id).set({ data: { code: 'y' } })
      const again = await things.doc(_id).get()
      const created = await things.doc('fresh').set({ data: { code: 'z' } })
      const removed = await things.doc(_id).remove()
      return { _id, updated, read, set, again, created, removed, gone: await things.doc(_id).remove() }
    `)
  const { _id, ...answers } = value as { _id: string }
  expect(_id).toMatch(/^[0-9a-f]{32}$/)
  expect(answers).toMatchObject({
    updated: { stats: { updated: 1 } },
    read: { data: { _id, ownerId: 'a', rank: 3, code: 'x', deep: { er: 1 } } },
    set: { stats: { updated: 1, created: 0 } },
    again: { data: { _id, code: 'y' } },
    created: { stats: { updated: 0, created: 1 } },
    removed: { stats: { removed: 1 } },
    gone: { stats: { removed: 0 } },
  })
})

test('a missing document throws -1, unless the database was told not to', async () => {
  const code = `return db.collection('things').doc('none').get()`
  const strict = await wx(code)
  expect(strict.thrown).toMatchObject({ errCode: -1 })
  expect(strict.thrown.message).toContain('document with _id none does not exist')
  const lenient = await wx(code, { options: { throwOnNotFound: false } })
  expect(lenient.value).toMatchObject({ data: null })
  const update = await wx(`return db.collection('things').doc('none').update({ data: { a: 1 } })`)
  expect(update.value).toMatchObject({ stats: { updated: 0 } })
})

test('a missing collection is -502005', async () => {
  for (const call of [
    `get()`,
    `add({ data: { a: 1 } })`,
    `doc('a').get()`,
    `doc('a').update({ data: { a: 1 } })`,
    `doc('a').remove()`,
    `where({ a: 1 }).count()`,
    `aggregate().match({ a: 1 }).end()`,
  ]) {
    const { thrown } = await wx(`return db.collection('nowhere').${call}`)
    expect(thrown).toMatchObject({ errCode: call.startsWith('aggregate') ? -1 : -502005 })
    expect(thrown.message).toContain('Db or Table not exist: nowhere')
  }
})

test('a taken id and a taken unique value are -502001 with the E11000 text', async () => {
  const { thrown } = await wx(`
      await db.collection('things').add({ data: { _id: 'one', code: 'x' } })
      await db.collection('things').add({ data: { _id: 'one', code: 'y' } })`)
  expect(thrown.errCode).toBe(-502001)
  expect(thrown.message).toContain(
    `E11000 duplicate key error collection: ${environment}.things index: _id_ dup key: { _id: "one" }`,
  )
  const unique = await wx(`await db.collection('things').add({ data: { code: 'x' } })`)
  expect(unique.thrown.message).toContain('index: code dup key: { code: "x" }')
  const update = await wx(`
      await db.collection('things').add({ data: { _id: 'two', code: 'y' } })
      await db.collection('things').doc('two').update({ data: { code: 'x' } })`)
  expect(update.thrown.message).toContain('E11000 duplicate key')
  expect(cloud.database.find('things', { _id: 'two' })).toEqual([{ _id: 'two', code: 'y' }])
})

test('a unique index counts a missing field as null: one document only may lack it', async () => {
  const { thrown } = await wx(`
      await db.collection('things').add({ data: { ownerId: 'a' } })
      await db.collection('things').add({ data: { ownerId: 'b' } })`)
  expect(thrown.message).toContain('index: code dup key: { code: null }')
})

test('adding many at once is all or nothing', async () => {
  const { value, thrown } = await wx(`
      const { _ids } = await db.collection('things').add({ data: [{ code: 'a' }, { code: 'b' }] })
      if (_ids.length !== 2) throw new Error('two ids')
      await db.collection('things').add({ data: [{ code: 'c' }, { code: 'a' }] })`)
  expect(value).toBeUndefined()
  expect(thrown.message).toContain('E11000')
  const twice = await wx(
    `await db.collection('things').add({ data: [{ _id: 'same', code: 'd' }, { _id: 'same', code: 'e' }] })`,
  )
  expect(twice.thrown.message).toContain('index: _id_ dup key: { _id: "same" }')
  expect(cloud.database.count('things')).toBe(2)
})

test('get gives 100 by default, 1000 at most, and where().update() is for all', async () => {
  const many = Array.from({ length: 1100 }, (_, at) => ({
    ownerId: 'a',
    rank: at,
    code: `c${at}`,
  }))
  await cloud.database.insertMany('things', many)
  const { value } = await wx(`
      const mine = db.collection('things').where({ ownerId: 'a' })
      const plain = await mine.get()
      const most = await mine.limit(5000).get()
      const total = await mine.count()
      const page = await mine.orderBy('rank', 'desc').skip(10).limit(3).field({ rank: true, _id: false }).get()
      const all = await mine.update({ data: { seen: true } })
      const one = await mine.update({ multi: false, data: { seen: 1 } })
      const removed = await db.collection('things').where({ ownerId: 'a', rank: _.lt(100) }).remove()
      return { plain: plain.data.length, most: most.data.length, total, page, all, one, removed }`)
  expect(value).toMatchObject({
    plain: 100,
    most: 1000,
    total: { total: 1100 },
    page: { data: [{ rank: 1089 }, { rank: 1088 }, { rank: 1087 }] },
    all: { stats: { updated: 1100 } },
    one: { stats: { updated: 1 } },
    removed: { stats: { removed: 100 } },
  })
  expect(cloud.database.count('things', { seen: 1 })).toBeLessThanOrEqual(1)
})

test('server dates follow the cloud clock; dates, numbers and nesting come back as they were', async () => {
  cloud.clock.set(Date.UTC(2030, 0, 1))
  const { value } = await wx(`
      const data = {
        _id: 'd', at: db.serverDate({ offset: 60000 }), born: new Date(0), code: 'd',
        big: 1764000000000, real: 1.5, list: [1, { a: null }], yes: true, text: '近邻\\u0000',
      }
      await db.collection('things').add({ data })
      const { data: read } = await db.collection('things').doc('d').get()
      return { ...read, isDate: read.at instanceof Date, now: Date.now(), newDate: new Date().getTime() }`)
  cloud.clock.advance(-(cloud.clock.now() - Date.now()))
  const read = value as { at: string; now: number; newDate: number }
  expect(read).toMatchObject({
    born: new Date(0).toISOString(),
    big: 1764000000000,
    real: 1.5,
    list: [1, { a: null }],
    yes: true,
    text: '近邻\u0000',
    isDate: true,
  })
  const start = Date.UTC(2030, 0, 1)
  expect(Date.parse(read.at) - start - 60_000).toBeLessThan(5000)
  expect(Date.parse(read.at) - start - 60_000).toBeGreaterThanOrEqual(0)
  expect(read.now - start).toBeLessThan(5000)
  expect(read.newDate).toBeGreaterThanOrEqual(read.now)
})

test('commands: comparison, logic, arrays, regular expressions', async () => {
  await cloud.database.insertMany('things', [
    { _id: 'a', ownerId: 'o', rank: 1, tags: ['red', 'blue'], code: '近邻' },
    { _id: 'b', ownerId: 'o', rank: 2, tags: ['red'], code: 'beta' },
    { _id: 'c', ownerId: 'o', rank: 3, tags: [], code: 'gamma' },
  ])
  const { value } = await wx(`
      const find = async (query) => {
        const { data } = await db.collection('things').where({ ownerId: 'o', ...query }).get()
        return data.map((one) => one._id).sort().join('')
      }
      return {
        gt: await find({ rank: _.gt(1) }),
        range: await find({ rank: _.gte(1).and(_.lt(3)) }),
        or: await find({ rank: _.eq(1).or(_.eq(3)) }),
        neq: await find({ rank: _.neq(2) }),
        in: await find({ rank: _.in([2, 3]) }),
        nin: await find({ rank: _.nin([2, 3]) }),
        not: await find({ rank: _.not(_.eq(1)) }),
        exists: await find({ nothing: _.exists(false) }),
        all: await find({ tags: _.all(['red', 'blue']) }),
        size: await find({ tags: _.size(0) }),
        element: await find({ tags: 'red' }),
        match: await find({ tags: _.elemMatch(_.eq('blue')) }),
        literal: await find({ code: /^BE/i }),
        regExp: await find({ code: db.RegExp({ regexp: '^近', options: '' }) }),
        mod: await find({ rank: _.mod(2, 1) }),
        whole: (await db.collection('things').where(_.or([{ code: 'beta' }, { tags: 'blue' }])).get()).data.length,
      }`)
  expect(value).toEqual({
    gt: 'bc',
    range: 'ab',
    or: 'ac',
    neq: 'ac',
    in: 'bc',
    nin: 'a',
    not: 'bc',
    exists: 'abc',
    all: 'a',
    size: 'c',
    element: 'ab',
    match: 'a',
    literal: 'b',
    regExp: 'a',
    mod: 'ac',
    whole: 2,
  })
})

test('update commands arrive as MongoDB operators', async () => {
  const { value } = await wx(`
      const things = db.collection('things')
      await things.add({ data: { _id: 'u', n: 4, list: [1, 2, 3], old: 1, code: 'u', deep: { a: 1, b: 2 } } })
      await things.doc('u').update({ data: {
        n: _.mul(3), low: _.min(5), old: _.remove(), list: _.push({ each: [9, 8], position: 1, slice: 4 }),
        deep: { a: 7 }, whole: _.set({ x: 1 }),
      } })
      const first = (await things.doc('u').get()).data
      await things.doc('u').update({ data: { list: _.pull(_.gt(5)), n: _.max(100), low: _.rename('lower') } })
      await things.doc('u').update({ data: { list: _.addToSet({ $each: [2, 7] }) } })
      await things.doc('u').update({ data: { list: _.unshift([0]) } })
      await things.doc('u').update({ data: { list: _.pop() } })
      return { first, second: (await things.doc('u').get()).data }`)
  expect(value).toEqual({
    first: {
      _id: 'u',
      n: 12,
      low: 5,
      list: [1, 9, 8, 2],
      code: 'u',
      deep: { a: 7, b: 2 },
      whole: { x: 1 },
    },
    second: expect.objectContaining({ list: [0, 1, 2], n: 100, lower: 5 }) as object,
  })
})

test('a refused update changes nothing and says why', async () => {
  await cloud.database.insertMany('things', [{ _id: 'a', n: 'text', list: 5, code: 'a', seen: 0 }])
  const refused = await wx(
    `await db.collection('things').doc('a').update({ data: { seen: 1, n: _.inc(1) } })`,
  )
  expect(refused.thrown.errCode).toBe(-502001)
  expect(refused.thrown.message).toContain('Cannot apply $inc to a value of non-numeric type')
  const pushed = await wx(
    `await db.collection('things').doc('a').update({ data: { list: _.push(1) } })`,
  )
  expect(pushed.thrown.message).toContain("The field 'list' must be an array but is of type int")
  expect(cloud.database.find('things')).toEqual([
    { _id: 'a', n: 'text', list: 5, code: 'a', seen: 0 },
  ])
})

test('geographic queries say that they are not emulated', async () => {
  const { thrown } = await wx(
    `return db.collection('things').where({ at: _.geoNear({ geometry: db.Geo.Point(1, 2), maxDistance: 9 }) }).get()`,
  )
  expect(thrown.message).toContain('$nearSphere (_.geo) is not emulated')
})

test('the explanation counts calls, entries and documents', async () => {
  await cloud.database.insertMany('things', [
    { _id: 'a', ownerId: 'o', rank: 1, code: 'a' },
    { _id: 'b', ownerId: 'o', rank: 2, code: 'b' },
  ])
  const { explain } = await wx(`
      await db.collection('things').where({ ownerId: 'o' }).orderBy('rank', 'desc').limit(1).get()
      await db.collection('things').doc('a').update({ data: { rank: 5 } })`)
  expect(explain.calls).toBe(2)
  expect(explain.operations).toMatchObject([
    {
      action: 'getDocument',
      collection: 'things',
      index: 'owner_rank',
      keysExamined: 1,
      documentsExamined: 1,
      returned: 1,
    },
    {
      action: 'modifyDocument',
      collection: 'things',
      index: '_id_',
      documentsExamined: 1,
      returned: 1,
    },
  ])
})
