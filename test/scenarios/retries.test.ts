import type { Answer, FunctionName, RequestView } from '../../typings/api'
import { openWorld } from './world'
import type { World } from './world'

let world: World
beforeAll(async () => {
  world = await openWorld()
}, 60_000)
afterAll(() => world?.close())

const resident = 'resident_luobu_07_1'
const neighbour = 'resident_luobu_07_2'
const leader = 'leader_luobu_07'
const area = 'area_luobu_1'
const worker = 'worker_luobu_1'
const cleaning = 'department_cleaning_1'

/** A call as a client makes it, whose key comes with the test. */
interface Order {
  openid: string
  to: [FunctionName, string]
  input: Record<string, unknown>
}

async function send({ openid, to: [name, operation], input }: Order, key?: string) {
  const outcome = await world.cloud.call(name, { operation, input, key }, { openid })
  if ('error' in outcome) throw new Error(outcome.error.message)
  return outcome.result as Answer<RequestView>
}

async function done(order: Order, key?: string): Promise<RequestView> {
  const answer = await send(order, key)
  if (answer.ok) return withoutChecks(answer.data)
  throw new Error(`${order.to.join(' ')}: ${answer.error.code} ${answer.error.message}`)
}

/** The check of what was written goes on by itself: it is no part of what a call did. */
function withoutChecks({ check: _, history, ...view }: RequestView): RequestView {
  return { ...view, history: history.map(({ check: __, ...entry }) => entry) }
}

const asResident = (operation: string, input: object, openid = resident): Order => ({
  openid,
  to: ['resident', operation],
  input: { ...input },
})
const asHandler = (openid: string, operation: string, input: object): Order => ({
  openid,
  to: ['handler', operation],
  input: { ...input },
})

const draft = { text: '小区门口堆了一车废旧家具。', topic: 'sanitation' }
const reason = '需要协调'
const fresh = async (openid = resident) =>
  (await done(asResident('requests.submit', draft, openid))).id

async function after(...steps: ((id: string) => Order)[]): Promise<string> {
  const id = await fresh()
  for (const step of steps) await done(step(id))
  return id
}

const accept = (id: string) => asHandler(leader, 'requests.accept', { id })
const ask = (id: string) => asHandler(leader, 'requests.ask', { id, text: '哪一栋？' })
const resolve = (id: string) =>
  asHandler(leader, 'requests.resolve', { id, text: '拉走了', outcome: 'solved' })
const escalate = (openid: string) => (id: string) =>
  asHandler(openid, 'requests.escalate', { id, reason })
const extend = (id: string) => asHandler(leader, 'requests.extend', { id, reason, days: 2 })
const unitId = (name: string) => world.unit(name)._id
const coHandle = (id: string) => {
  const parts = [{ unitId: unitId('区环卫服务'), part: '清运' }]
  return asHandler(leader, 'requests.coHandle', { id, parts })
}

/** Each operation that changes a request, ready to be given. */
const orders: Record<string, () => Promise<Order>> = {
  submit: async () => asResident('requests.submit', draft),
  submitOnBehalf: async () => asHandler(leader, 'requests.submitOnBehalf', draft),
  supplement: async () =>
    asResident('requests.supplement', { id: await after(ask), text: '三栋门口' }),
  withdraw: async () => asResident('requests.withdraw', { id: await after(accept) }),
  rate: async () =>
    asResident('requests.rate', { id: await after(resolve), solved: true, satisfaction: 4 }),
  'rate, not solved': async () =>
    asResident('requests.rate', { id: await after(resolve), solved: false, text: '还在' }),
  reopen: async () => asResident('requests.reopen', { id: await after(resolve), reason: '还在' }),
  urge: async () => asResident('requests.urge', { id: await after(accept) }),
  accept: async () => accept(await fresh()),
  reply: async () =>
    asHandler(leader, 'requests.reply', { id: await after(accept), text: '下午去' }),
  ask: async () => ask(await after(accept)),
  resolve: async () => resolve(await after(accept)),
  escalate: async () => escalate(leader)(await after(accept)),
  transfer: async () => {
    const to = { reason, unitId: unitId('罗布社区 06 微网格') }
    return asHandler(leader, 'requests.transfer', { id: await fresh(), ...to })
  },
  'transfer, out of sight': async () => {
    const [from, to] = [unitId('区环卫服务'), unitId('区城市管理局')]
    const id = await after(escalate(leader), escalate(area))
    const holder = world.stored(id).handler?.userId ?? ''
    await done(asHandler(holder, 'requests.transfer', { id, reason, unitId: from }))
    return asHandler(cleaning, 'requests.transfer', { id, reason, unitId: to })
  },
  delegate: async () => {
    const id = await after(escalate(leader))
    const down = { id, reason, unitId: unitId('罗布社区 06 微网格') }
    return asHandler(area, 'requests.delegate', down)
  },
  return: async () => asHandler(leader, 'requests.return', { id: await fresh(), reason }),
  coHandle: async () => coHandle(await fresh()),
  coReply: async () =>
    asHandler(cleaning, 'requests.coReply', { id: await after(coHandle), text: '已清运' }),
  extend: async () => extend(await after(accept)),
  approveExtension: async () =>
    asHandler(area, 'requests.approveExtension', {
      id: await after(accept, extend),
      approve: true,
    }),
  'refuse the extension': async () =>
    asHandler(area, 'requests.approveExtension', {
      id: await after(accept, extend),
      approve: false,
      reason: '不用',
    }),
  decline: async () =>
    asHandler(worker, 'requests.decline', { id: await fresh(), because: 'court_matter' }),
  supervise: async () =>
    asHandler(area, 'requests.supervise', { id: await after(accept), text: '抓紧' }),
  merge: async () => {
    const into = await fresh(neighbour)
    return asHandler(leader, 'requests.merge', { id: await fresh(), into })
  },
}

let keys = 0
const newKey = () => `retried-key-${++keys}`

describe('the same call with the same key', () => {
  it.each(Object.keys(orders))('%s: the first answer, nothing done twice', async (name) => {
    const order = await (orders[name] as () => Promise<Order>)()
    const key = newKey()
    const first = await done(order, key)
    const snapshot = world.stored(first.id)
    const count = world.cloud.database.count('requests')
    expect(await done(order, key)).toEqual(first)
    expect(world.stored(first.id).history).toEqual(snapshot.history)
    expect(world.stored(first.id).version).toBe(snapshot.version)
    expect(world.cloud.database.count('requests')).toBe(count)
  })

  it.each(Object.keys(orders))('%s: the first answer even after later steps', async (name) => {
    const order = await (orders[name] as () => Promise<Order>)()
    const key = newKey()
    const first = await done(order, key)
    const { reporterId } = world.stored(first.id)
    const later = { id: first.id, text: '还有一句' }
    await done(asResident('requests.supplement', later, reporterId))
    if (first.state === 'assigned') {
      const handler = world.stored(first.id).handler?.userId ?? ''
      await done(asHandler(handler, 'requests.accept', { id: first.id }))
    }
    expect(await done(order, key)).toEqual(first)
  })

  it('twice at the same moment: one is done, both are answered with it', async () => {
    const key = newKey()
    const order = asResident('requests.submit', draft)
    const [one, other] = await Promise.all([done(order, key), done(order, key)])
    expect(one.id).toBe(other.id)
    const reply = asHandler(leader, 'requests.reply', { id: one.id, text: '下午去' })
    const answers = await Promise.all([done(reply, key), done(reply, key), done(reply, key)])
    expect(answers.map(({ version }) => version)).toEqual([2, 2, 2])
    expect(world.stored(one.id).version).toBe(2)
  })

  it("is another call when another person makes it, or with another's key", async () => {
    const key = newKey()
    const mine = await done(asResident('requests.submit', draft), key)
    const theirs = await done(asResident('requests.submit', draft, neighbour), key)
    expect(theirs.id).not.toBe(mine.id)
  })
})

it('another command with a used key is refused, and changes nothing', async () => {
  const id = await fresh()
  const key = newKey()
  await done(accept(id), key)
  const answer = await send(asHandler(leader, 'requests.reply', { id, text: '好' }), key)
  expect(answer).toMatchObject({ ok: false, error: { code: 'KEY_REUSED' } })
  expect(world.stored(id).version).toBe(2)
})

it('two leaders accept at once: one has it, the other reads who', async () => {
  for (let round = 0; round < 5; round++) {
    const id = await fresh('resident_jinsha_12_1')
    const team = ['leader_jinsha_12_1', 'leader_jinsha_12_2', 'leader_jinsha_12_3']
    const answers = await Promise.all(
      team.map((openid) => send(asHandler(openid, 'requests.accept', { id }))),
    )
    const winner = answers.find((one) => one.ok)
    const refusals = answers.flatMap((one) => (one.ok ? [] : [one.error]))
    expect(refusals.map(({ code }) => code)).toEqual(['ALREADY_TAKEN', 'ALREADY_TAKEN'])
    const label = winner?.ok ? winner.data.handler?.label : ''
    expect(refusals.every(({ message }) => message.includes(label ?? '?'))).toBe(true)
    expect(world.stored(id).version).toBe(2)
  }
})
