import type { Unit } from '../../core/grids/types'
import type { Job } from '../../core/jobs/types'
import { openWorld } from '../scenarios/world'
import type { World } from '../scenarios/world'
import {
  apply,
  bring,
  changesOf,
  dispatcher,
  exported,
  heading,
  luobu,
  otherWorker,
  problemsOf,
  stranger,
  watch,
  worker,
} from './desk'

let world: World
beforeAll(async () => {
  world = await openWorld()
}, 60_000)
afterAll(() => world?.close())

const area = `${luobu}-1`
const row = (code: string, name: string, more: string[] = []) => [
  code,
  name,
  '微网格',
  area,
  ...[...more, '', '', '', '', ''].slice(0, 5),
]

test('a file with two bad lines: each told by its line, the others carried out, once', async () => {
  const rows = [
    row('new-1', '新网格一', ['泽和园', '王阿姨', '138 0000 1234']),
    row('new-2', '新网格二', ['', '', '12345']),
    row('new-3', '=新网格三'),
    row('new-4', '新网格四'),
  ]
  const job = await bring(world, worker, { rows })
  expect(job).toMatchObject({ state: 'open', phase: 'checked', result: { problems: 2, writes: 2 } })
  expect(await problemsOf(world, worker, job.id)).toMatchObject([
    { line: 3, column: '负责人' },
    { line: 4, column: '名称', message: expect.stringContaining('公式') as string },
  ])
  expect((await changesOf(world, worker, job.id)).map(({ kind, line }) => [kind, line])).toEqual([
    ['added', 2],
    ['places', 2],
    ['invited', 2],
    ['added', 5],
  ])
  const done = await apply(world, worker, job.id)
  expect(done).toMatchObject({ state: 'done', result: { saved: 2, skipped: [] } })
  expect(world.unit('新网格一')).toMatchObject({
    path: ['350405', '350405002', luobu, area, 'new-1'],
    isVacant: true,
    version: 1,
    invitations: [{ label: '王阿姨', phone: '13800001234', code: null }],
  })
  expect(world.unit('新网格一').gridCode).toMatch(/^\d{10}$/)
  const again = await bring(world, worker, { rows })
  expect(again.result).toMatchObject({ problems: 2, writes: 0 })
})

test('what was exported and is brought back changes nothing', async () => {
  const rows = await exported(world, worker)
  const job = await bring(world, worker, { rows, mode: 'replace' })
  expect(job).toMatchObject({ phase: 'checked', result: { problems: 0, writes: 0 } })
  const audits = world.cloud.database.find('audits', { action: 'export_grids' })
  expect(audits).toMatchObject([{ userId: worker, unitId: luobu }])
})

test('a replacement removes what the file leaves out, but nothing that is in use', async () => {
  await world.tell('resident_luobu_07_1', ['resident', 'requests.submit'], { text: '灯坏了' })
  const used = world.unit('罗布社区 07 微网格')._id
  const rows = (await exported(world, worker)).filter(([code]) => code !== used && code !== 'new-4')
  const job = await bring(world, worker, { rows, mode: 'replace' })
  expect(await problemsOf(world, worker, job.id)).toMatchObject([
    { line: null, message: '“罗布社区 07 微网格”还有没办结的诉求，没有移除。' },
  ])
  expect((await apply(world, worker, job.id)).result).toMatchObject({ saved: 1 })
  expect(world.cloud.database.find('units', { _id: 'new-4' })).toEqual([])
  expect(world.unit('罗布社区 07 微网格').version).toBe(1)
})

test('wrong headings are refused at once', async () => {
  const start = (titles: string[]) =>
    world.refusal(worker, ['console', 'imports.start'], {
      rootId: luobu,
      mode: 'update',
      fileName: 'a.csv',
      heading: titles,
      rows: 1,
    })
  expect(await start(['姓名', '电话'])).toMatchObject({
    code: 'BAD_INPUT',
    message: expect.stringContaining('缺少“编号”这一列') as string,
  })
  expect(await start(heading.with(1, '编号'))).toMatchObject({ code: 'BAD_INPUT' })
})

test('circles, codes twice, and other people’s units', async () => {
  const rows = [
    ['loop-1', '一', '片区', 'loop-2', ...Array<string>(5).fill('')],
    ['loop-2', '二', '片区', 'loop-1', ...Array<string>(5).fill('')],
    row('twin', '双胞胎'),
    row('twin', '另一个'),
    ['350405001007', '金沙社区', '社区', '350405002', ...Array<string>(5).fill('')],
    row('far', '远方').with(3, '350405001007-1'),
  ]
  const job = await bring(world, worker, { rows })
  const problems = await problemsOf(world, worker, job.id)
  expect(problems.map(({ line, message }) => [line, message.slice(-8)])).toEqual([
    [2, expect.anything()],
    [3, expect.anything()],
    [5, expect.stringMatching(/出现过。$/)],
    [6, expect.stringMatching(/的范围里。$/)],
    [7, expect.stringMatching(/的范围里。$/)],
  ])
  expect(problems[0]?.message).toContain('绕回了自己')
})

test('nobody imports above their own units, nor looks at another’s import', async () => {
  const input = { rootId: luobu, mode: 'update', fileName: 'a.csv', heading, rows: 1 } as const
  const start = ['console', 'imports.start'] as const
  expect(await world.refusal(stranger, [...start], input)).toMatchObject({ code: 'NOT_FOUND' })
  expect(await world.refusal(worker, [...start], { ...input, rootId: '350405002' })).toMatchObject({
    code: 'NOT_FOUND',
  })
  const job = await bring(world, worker, { rows: [row('mine', '我的')] })
  for (const operation of ['jobs.get', 'jobs.cancel', 'imports.changes', 'imports.apply'] as const)
    expect(await world.refusal(dispatcher, ['console', operation], { id: job.id })).toMatchObject({
      code: 'NOT_FOUND',
    })
})

test('two staff at once: what one changed after the comparison, the other’s import leaves alone', async () => {
  const rows = [row('pair-1', '成对一'), row('pair-2', '成对二')]
  await apply(world, worker, (await bring(world, worker, { rows })).id)
  const job = await bring(world, worker, {
    rows: [row('pair-1', '成对一改'), row('pair-2', '成对二改')],
  })
  await world.tell(otherWorker, ['console', 'units.save'], {
    id: 'pair-2',
    version: 1,
    name: '别人改的',
  })
  const done = await apply(world, worker, job.id)
  expect(done.result).toMatchObject({ saved: 1, skipped: [{ id: 'pair-2', line: 3 }] })
  expect(world.unit('别人改的').version).toBe(2)
  expect(world.unit('成对一改').version).toBe(2)
})

test('killed half-way, it goes on where it was, and nothing happens twice', async () => {
  const rows = Array.from({ length: 130 }, (_, index) =>
    row(`kill-${index}`, `续传 ${index}`, ['', '负责人']),
  )
  const job = await bring(world, worker, { rows })
  await world.tell(worker, ['console', 'imports.apply'], { id: job.id })
  // The runner wrote a piece and died before it could note so: it still holds the job.
  const inFlight = world.cloud.database.find('jobs', { _id: job.id })[0] as unknown as Job
  const first = await world.tell(worker, ['console', 'jobs.get'], { id: job.id })
  expect(first).toMatchObject({ state: 'done', done: 130 })
  await world.cloud.database.update(
    'jobs',
    { _id: job.id },
    {
      $set: {
        ...{ state: 'running', phase: 'applying', cursor: '1', done: 50 },
        ...{
          heldUntil: world.cloud.clock.now() + 90_000,
          wakeAt: world.cloud.clock.now() + 90_000,
        },
        ...{ version: inFlight.version + 1, 'result.saved': 50 },
      },
    },
  )
  expect((await world.tell(worker, ['console', 'jobs.get'], { id: job.id })).state).toBe('running')
  world.cloud.clock.advance(91_000)
  expect(await world.tick()).toMatchObject({ driven: 1 })
  const done = await watch(world, worker, job.id)
  expect(done).toMatchObject({ state: 'done', done: 130, result: { saved: 130, skipped: [] } })
  const made = world.cloud.database.find('units', { parentId: area })
  const mine = made.filter(({ _id }) => String(_id).startsWith('kill-'))
  expect(mine).toHaveLength(130)
  for (const { version, invitations } of mine as unknown as Unit[])
    expect([version, invitations?.length]).toEqual([1, 1])
})

test('cancelled, it stops: what is done stays, the rest never happens', async () => {
  const rows = Array.from({ length: 60 }, (_, index) => row(`stop-${index}`, `停下 ${index}`))
  const job = await bring(world, worker, { rows })
  await world.tell(worker, ['console', 'imports.apply'], { id: job.id })
  expect(await world.tell(worker, ['console', 'jobs.cancel'], { id: job.id })).toMatchObject({
    state: 'cancelled',
  })
  expect((await world.tell(worker, ['console', 'jobs.get'], { id: job.id })).state).toBe(
    'cancelled',
  )
  expect(world.cloud.database.find('units', { _id: 'stop-1' })).toEqual([])
  expect(await world.refusal(worker, ['console', 'imports.apply'], { id: job.id })).toMatchObject({
    code: 'WRONG_STATE',
  })
})

test('a piece that never came is missed, not passed over', async () => {
  const { job } = await world.tell(worker, ['console', 'imports.start'], {
    ...{ rootId: luobu, mode: 'replace', fileName: 'a.csv' },
    ...{ heading, rows: 3 },
  })
  await world.tell(worker, ['console', 'imports.add'], {
    id: job.id,
    index: 0,
    from: 2,
    rows: [row('half', '半个')],
  })
  await world.tell(worker, ['console', 'imports.check'], { id: job.id })
  expect(await watch(world, worker, job.id)).toMatchObject({
    state: 'failed',
    error: expect.stringContaining('没有传完整') as string,
  })
})

test('a large file is bounded: refused beyond 100,000 lines, compared below', async () => {
  expect(
    await world.refusal(worker, ['console', 'imports.start'], {
      ...{ rootId: luobu, mode: 'update', fileName: 'a.csv' },
      ...{ heading, rows: 100_001 },
    }),
  ).toMatchObject({ code: 'BAD_INPUT' })
  const rows = Array.from({ length: 5_000 }, (_, index) => row(`bulk-${index}`, `批量 ${index}`))
  const job = await bring(world, worker, { rows, piece: 500 })
  expect(job.result).toMatchObject({ writes: 5_000, counts: { added: 5_000 } })
}, 60_000)
