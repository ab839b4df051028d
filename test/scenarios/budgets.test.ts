import type { Operation } from '../../emulator'
import { mixedSteps, requestsOf } from '../../scripts/bench/requests'
import { monday, openWorld } from './world'
import type { World } from './world'

const requests = 100_000
const insertedAtOnce = 1_000

const resident = 'resident_luobu_07_1'
const leader = 'leader_luobu_07'
const area = 'area_luobu_1'
const worker = 'worker_luobu_1'
const cleaning = 'department_cleaning_1'
const reason = '需要协调'
const draft = { text: '小区门口堆了旧家具。', topic: 'sanitation' } as const

let world: World
/** The cost of the calls tried so far. */
const tried: { title: string; operations: Operation[] }[] = []

beforeAll(async () => {
  world = await openWorld()
  const bulk = { count: requests, now: monday, stepsOf: mixedSteps }
  let batch: Record<string, unknown>[] = []
  for (const request of requestsOf(world.place.units, bulk)) {
    // Their histories and most of their words take the most time to write; no query here reads them.
    batch.push({ ...request, history: [], words: request.words.slice(0, 6) })
    if (batch.length < insertedAtOnce) continue
    await world.cloud.database.insertMany('requests', batch)
    batch = []
  }
  await world.cloud.database.insertMany('requests', batch)
}, 300_000)
afterAll(() => world?.close())

/** The last call took so many database calls; what they examined is looked at in the end. */
function expectCalls(title: string, calls: number): void {
  const { explain } = world.lastCall()
  tried.push({ title, operations: explain.operations })
  expect({ title, calls: explain.calls }).toEqual({ title, calls })
  expect(explain.warnings).toEqual([])
}

const submitted = async (openid = resident) =>
  (await world.tell(openid, ['resident', 'requests.submit'], draft)).id

describe('a submission takes two database calls, three where a team shares the work', () => {
  const submit = ['resident', 'requests.submit'] as ['resident', 'requests.submit']
  it.each([
    ['from the own grid', resident, {}, {}, 2],
    ['from a group', resident, {}, { group: 'group_luobu_03' }, 2],
    ['of a place', 'passer_by', { place: { name: '泽霖府 3 栋' } }, {}, 2],
    ['from a vacant grid', 'resident_jinsha_11_1', {}, {}, 2],
    ['for a leader on leave', 'resident_luobu_12_1', {}, {}, 2],
    ['in an emergency', resident, { urgency: 'emergency' }, {}, 2],
    ['with a key', resident, {}, { key: 'budget-key-1' }, 2],
    ['by somebody not joined, at the desk', 'nobody', {}, {}, 3],
    ['for a team', 'resident_jinsha_12_1', {}, {}, 3],
  ] as const)('%s', async (title, openid, more, options, calls) => {
    await world.tell(openid, submit, { ...draft, ...more }, options)
    expectCalls(`submit ${title}`, calls)
  })

  it.each([
    ['in their own grid', '罗布社区 07 微网格', leader, 2],
    ["in a team's grid", '金沙社区 12 微网格', 'leader_jinsha_12_1', 3],
  ])('written down by a leader %s', async (title, unit, openid, calls) => {
    const gridId = world.unit(unit)._id
    await world.tell(openid, ['handler', 'requests.submitOnBehalf'], { ...draft, gridId })
    expectCalls(`submitOnBehalf ${title}`, calls)
  })
})

describe('an act on a request takes two', () => {
  const unitId = (name: string) => world.unit(name)._id

  it('from acceptance to rating and back', async () => {
    const id = await submitted()
    await world.tell(leader, ['handler', 'requests.accept'], { id })
    expectCalls('accept', 2)
    await world.tell(leader, ['handler', 'requests.reply'], { id, text: '下午去' })
    expectCalls('reply', 2)
    await world.tell(leader, ['handler', 'requests.ask'], { id, text: '哪一栋？' })
    expectCalls('ask', 2)
    await world.tell(resident, ['resident', 'requests.supplement'], { id, text: '三栋' })
    expectCalls('supplement', 2)
    await world.tell(resident, ['resident', 'requests.urge'], { id })
    expectCalls('urge', 2)
    await world.tell(leader, ['handler', 'requests.extend'], { id, reason, days: 2 })
    expectCalls('extend', 2)
    await world.tell(area, ['handler', 'requests.approveExtension'], { id, approve: true })
    expectCalls('approveExtension', 2)
    await world.tell(area, ['handler', 'requests.supervise'], { id, text: '抓紧' })
    expectCalls('supervise', 2)
    const done = { id, text: '拉走了', outcome: 'solved' } as const
    await world.tell(leader, ['handler', 'requests.resolve'], done)
    expectCalls('resolve', 2)
    await world.tell(leader, ['handler', 'requests.takeBack'], { id })
    expectCalls('takeBack', 2)
    await world.tell(leader, ['handler', 'requests.resolve'], done)
    await world.tell(resident, ['resident', 'requests.reopen'], { id, reason })
    expectCalls('reopen', 2)
    await world.tell(leader, ['handler', 'requests.resolve'], done)
    await world.tell(resident, ['resident', 'requests.rate'], { id, solved: true })
    expectCalls('rate', 2)
  })

  it('upwards, sideways, downwards and back', async () => {
    const id = await submitted()
    await world.tell(leader, ['handler', 'requests.escalate'], { id, reason })
    expectCalls('escalate', 2)
    await world.tell(area, ['handler', 'requests.escalate'], { id, reason })
    expectCalls('escalate to a team', 2)
    const holder = world.stored(id).handler?.userId ?? ''
    await world.tell(holder, ['handler', 'requests.reclassify'], { id, reason, urgency: 'urgent' })
    expectCalls('reclassify', 2)
    const down = { id, reason, unitId: unitId('罗布社区 1 片区') }
    await world.tell(holder, ['handler', 'requests.delegate'], down)
    expectCalls('delegate', 2)
    await world.tell(area, ['handler', 'requests.return'], { id, reason })
    expectCalls('return', 2)
    const to = { id, reason, unitId: unitId('区环卫服务') }
    await world.tell(world.stored(id).handler?.userId ?? '', ['handler', 'requests.transfer'], to)
    expectCalls('transfer', 2)
    const parts = [{ unitId: unitId('区城市管理局'), part: '查一查' }]
    await world.tell(cleaning, ['handler', 'requests.coHandle'], { id, parts })
    expectCalls('coHandle', 2)
    const words = { id, text: '已约谈' }
    await world.tell('department_urban_management_1', ['handler', 'requests.coReply'], words)
    expectCalls('coReply', 2)
  })

  it('to an end; a merge is two requests and takes two for each', async () => {
    const [id, other, third] = [await submitted(), await submitted(), await submitted()]
    await world.tell(resident, ['resident', 'requests.withdraw'], { id })
    expectCalls('withdraw', 2)
    const because = { id: other, because: 'court_matter' } as const
    await world.tell(worker, ['handler', 'requests.decline'], because)
    expectCalls('decline', 2)
    const into = await submitted()
    await world.tell(leader, ['handler', 'requests.merge'], { id: third, into })
    expectCalls('merge', 4)
  })
})

describe('reading', () => {
  it('a list takes one', async () => {
    await world.tell('resident_bench_7', ['resident', 'requests.list'], {})
    expectCalls('requests.list', 1)
    await world.tell('resident_bench_7', ['resident', 'requests.list'], { isOpen: false })
    expectCalls('requests.list of closed ones', 1)
    for (const openid of [leader, 'leader_chengxi_01', worker, 'dispatcher_1']) {
      await world.tell(openid, ['handler', 'queue.list'], {})
      expectCalls(`queue.list of ${openid}`, 1)
      await world.tell(openid, ['handler', 'queue.list'], { scope: 'unit', state: 'accepted' })
      expectCalls(`queue.list of ${openid}'s unit`, 1)
      await world.tell(openid, ['handler', 'queue.list'], { isOverdue: true })
      expectCalls(`queue.list of ${openid}, overdue`, 1)
    }
  })

  it('a second page costs what the first did', async () => {
    const first = await world.tell('resident_bench_7', ['resident', 'requests.list'], { limit: 2 })
    const { operations } = world.lastCall().explain
    const cursor = first.next ?? ''
    const more = { limit: 2, cursor }
    const second = await world.tell('resident_bench_7', ['resident', 'requests.list'], more)
    expectCalls('requests.list, page 2', 1)
    expect(second.items).toHaveLength(2)
    expect(world.lastCall().explain.operations[0]?.documentsExamined).toBe(
      operations[0]?.documentsExamined,
    )
  })

  it('one request takes one, where it may go four', async () => {
    const id = await submitted()
    await world.tell(resident, ['resident', 'requests.get'], { id })
    expectCalls("a resident's requests.get", 1)
    await world.tell(leader, ['handler', 'requests.get'], { id })
    expectCalls("a handler's requests.get", 1)
    await world.tell(leader, ['handler', 'requests.targets'], { id })
    expectCalls('requests.targets', 4)
  })

  it('the first screen takes four, for people with an appointment six', async () => {
    await world.tell(resident, ['resident', 'home.get'], {})
    expectCalls("a resident's home.get", 4)
    await world.tell(leader, ['resident', 'home.get'], {}, { group: 'group_luobu_03' })
    expectCalls("a leader's home.get", 6)
  })

  it('a card opened takes one; to follow, or to say me too, is one write more', async () => {
    const id = await submitted()
    const neighbour = 'resident_luobu_07_2'
    await world.tell(neighbour, ['resident', 'requests.peek'], { id })
    expectCalls('requests.peek', 1)
    await world.tell(neighbour, ['resident', 'requests.peek'], { id }, { group: 'group_luobu_07' })
    expectCalls('requests.peek from the group', 1)
    await world.tell(neighbour, ['resident', 'requests.follow'], { id })
    expectCalls('requests.follow', 2)
    await world.tell(neighbour, ['resident', 'requests.meToo'], { id })
    expectCalls('requests.meToo', 2)
    await world.tell(neighbour, ['resident', 'requests.meToo'], { id })
    expectCalls('requests.meToo again', 1)
    await world.tell(neighbour, ['resident', 'requests.unfollow'], { id })
    expectCalls('requests.unfollow', 2)
  })

  it('a digest takes three, a group one, its binding six at most', async () => {
    const unitId = world.unit('罗布社区 07 微网格')._id
    await world.tell(leader, ['resident', 'digests.get'], { unitId })
    expectCalls('digests.get', 3)
    const group = 'group_luobu_26_second'
    await world.tell(leader, ['handler', 'groups.get'], {}, { group })
    expectCalls('groups.get', 1)
    await world.tell(leader, ['handler', 'groups.bind'], { unitId, isReplacing: true }, { group })
    expectCalls('groups.bind', 6)
    await world.tell(leader, ['handler', 'posters.get'], { unitId })
    expectCalls('posters.get', 1)
    await world.tell('arrival', ['resident', 'home.get'], {}, { group })
    expectCalls("a newcomer's home.get", 5)
  })

  it('inbox and profile', async () => {
    await world.tell(resident, ['resident', 'notices.list'], {})
    expectCalls('notices.list', 2)
    await world.tell(resident, ['resident', 'notices.read'], {})
    expectCalls('notices.read', 2)
    await world.tell(resident, ['resident', 'profile.get'], {})
    expectCalls('profile.get', 2)
    const gridCode = world.unit('罗布社区 08 微网格').gridCode ?? ''
    await world.tell(resident, ['resident', 'profile.join'], { gridCode })
    expectCalls('profile.join', 4)
    const parentId = world.unit('罗布社区 1 片区')._id
    await world.tell(resident, ['resident', 'units.list'], { parentId })
    expectCalls('units.list', 1)
  })
})

describe('a message typed to customer service takes at most four', () => {
  it.each([
    ['a list', leader, '?', 2],
    ["a resident's list", resident, '?', 2],
    ['an answer to the one picked from the list', leader, '看1', 2],
    ['and the answer itself', leader, '2 下午去', 4],
    ['words to report', 'resident_jinsha_12_1', '三号楼的水管漏水了', 2],
    ['the yes to them, for a team', 'resident_jinsha_12_1', '1', 4],
  ])('%s', async (title, openid, Content, calls) => {
    const event = { FromUserName: openid, CreateTime: 1, MsgType: 'text', MsgId: title, Content }
    const { explain } = await world.cloud.push('wechat', event, openid)
    tried.push({ title, operations: explain.operations })
    expect({ title, calls: explain.calls }).toEqual({ title, calls })
    expect(explain.warnings).toEqual([])
  })
})

it('among 100,000 requests no query examines more than 1.2 documents for each one found', () => {
  const wasteful = tried.flatMap(({ title, operations }) =>
    operations
      .filter(({ documentsExamined, found }) => documentsExamined > 1.2 * Math.max(found, 1))
      .map((one) => `${title}: ${JSON.stringify(one)}`),
  )
  expect(world.cloud.database.count('requests')).toBeGreaterThan(requests)
  expect(tried.length).toBeGreaterThan(50)
  expect(wasteful).toEqual([])
})

it('what a queue costs depends on what it shows', async () => {
  const { items } = await world.tell(worker, ['handler', 'queue.list'], { limit: 5 })
  const [query] = world.lastCall().explain.operations
  expect(query?.documentsExamined).toBeLessThanOrEqual(items.length + 2)
})
