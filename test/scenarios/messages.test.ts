import type { StoredNotice } from '../../cloudfunctions/shared/stores/notices'
import { minuteMs } from '../../core/calendar'
import type { OpenApi } from '../../emulator'
import { openWorld } from './world'
import type { World } from './world'

const resident = 'resident_luobu_07_1'
const leader = 'leader_luobu_07'
const [forResident, forWorker] = ['template-resident', 'template-worker']

/** What WeChat answers to the next messages; the last answer stays. */
let answers: number[] = []
/** The messages that came to WeChat. */
let received: { touser: string; template_id: string; data: Record<string, { value: string }> }[] =
  []
const printed: string[] = []

const subscribeMessage: OpenApi = (data) => {
  received.push(data as unknown as (typeof received)[number])
  const errcode = (answers.length > 1 ? answers.shift() : answers[0]) ?? 0
  return { errcode, errmsg: errcode === 0 ? 'ok' : 'not this time' }
}

let world: World
beforeAll(async () => {
  world = await openWorld(undefined, {
    openApi: { 'subscribeMessage.send': subscribeMessage },
    log: (line) => printed.push(line),
  })
  await world.tell('dispatcher_1', ['handler', 'settings.saveMessages'], {
    version: 0,
    messages: {
      templates: {
        resident: {
          id: forResident,
          fields: { thing1: 'summary', phrase2: 'state', time3: 'time' },
        },
        worker: { id: forWorker, fields: { thing1: 'words', character_string2: 'number' } },
      },
      quiet: { from: '21:30', to: '07:30' },
    },
  })
}, 60_000)
afterAll(() => world?.close())

beforeEach(async () => {
  await settle()
  answers = [0]
  received = []
  world.cloud.clock.set(Date.parse('2026-11-24T09:00:00+08:00'))
  await world.cloud.database.remove('notices')
  await world.cloud.database.update('users', {}, { $set: { grants: {} } })
})

/** Lets the clock run until nothing that could be done now is left, nudges on their way included. */
async function settle(): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    await world.idle()
    await world.tick()
    const due = { 'push.status': 'pending', 'push.nextAt': { $lte: world.cloud.clock.now() } }
    const left = [
      world.cloud.database.count('requests', { hasOutbox: true }),
      world.cloud.database.count('notices', { 'push.status': 'sending' }),
      world.cloud.database.count('notices', due),
    ]
    if (left.every((count) => count === 0)) return
  }
  throw new Error('the messages do not come to rest')
}

const grant = (openid: string, template: string, times = 1) =>
  world.cloud.database.update('users', { _id: openid }, { $set: { [`grants.${template}`]: times } })

const ledger = (openid: string, template: string) => {
  const [user] = world.cloud.database.find('users', { _id: openid })
  return (user?.grants as Record<string, number>)[template] ?? 0
}

async function accepted(text = '楼道的灯坏了'): Promise<string> {
  const { id } = await world.tell(resident, ['resident', 'requests.submit'], { text })
  await world.tell(leader, ['handler', 'requests.accept'], { id })
  return id
}

const pushOf = (id: string, userId = resident) => {
  const [notice] = world.cloud.database.find('notices', { requestId: id, userId })
  return (notice as unknown as StoredNotice | undefined)?.push ?? null
}

it('who granted one message gets one; the inbox has everything', async () => {
  const tap = { templates: { [forResident]: 'accept', [forWorker]: 'reject' } } as const
  await world.tell(resident, ['resident', 'notices.grant'], tap)
  expect(ledger(resident, forResident)).toBe(1)
  const id = await accepted('二单元楼道的灯坏了三天，晚上老人上下楼看不见，很危险')
  await world.tell(leader, ['handler', 'requests.reply'], { id, text: '下午去' })
  await settle()
  expect(received.map(({ touser, template_id }) => ({ touser, template_id }))).toEqual([
    { touser: resident, template_id: forResident },
  ])
  const { data } = received[0] as (typeof received)[number]
  expect([...(data.thing1?.value ?? '')].length).toBeLessThanOrEqual(20)
  expect(data.phrase2?.value).toMatch(/^\p{Script=Han}{1,5}$/u)
  expect(data.time3?.value).toMatch(/^2026年11月24日 \d\d:\d\d$/)
  expect(ledger(resident, forResident)).toBe(0)
  expect(await world.inbox(resident)).toHaveLength(2)
})

it('nobody who granted nothing is written to', async () => {
  await accepted()
  await settle()
  expect(received).toEqual([])
  expect(await world.inbox(resident)).toHaveLength(1)
  expect(await world.inbox(leader)).toHaveLength(1)
})

it('two clocks at once send it once', async () => {
  await grant(resident, forResident, 5)
  await grant(leader, forWorker, 5)
  for (let count = 0; count < 4; count++) await accepted(`第 ${count} 盏灯坏了`)
  await Promise.all([world.tick(), world.tick(), world.tick()])
  await settle()
  expect(received.filter(({ touser }) => touser === resident)).toHaveLength(4)
  expect(received.filter(({ touser }) => touser === leader)).toHaveLength(4)
})

it('43101, nothing granted: the ledger follows, and it is not tried again', async () => {
  await grant(resident, forResident, 3)
  answers = [43101]
  const id = await accepted()
  await settle()
  expect(ledger(resident, forResident)).toBe(0)
  expect(pushOf(id)).toMatchObject({ status: 'none', attempts: 1 })
  world.cloud.clock.advance(60 * minuteMs)
  await settle()
  expect(received).toHaveLength(1)
})

it('43108, busy: tried after 5 and 30 minutes, then staff see it among the stuck', async () => {
  await grant(resident, forResident)
  answers = [43108]
  const id = await accepted()
  await settle()
  expect(received).toHaveLength(1)
  for (const [wait, tries] of [
    [4, 1],
    [2, 2],
    [28, 2],
    [3, 3],
    [300, 3],
  ] as const) {
    world.cloud.clock.advance(wait * minuteMs)
    await settle()
    expect(received).toHaveLength(tries)
  }
  expect(pushOf(id)).toMatchObject({ status: 'stuck', attempts: 3 })
  expect(ledger(resident, forResident)).toBe(1)
  const { items } = await world.tell('dispatcher_1', ['handler', 'notices.stuck'], {})
  expect(items).toMatchObject([{ requestId: id, error: expect.stringContaining('43108') }])
})

it('busy once, then taken: it arrives, and what was granted is spent once', async () => {
  await grant(resident, forResident)
  answers = [43108, 0]
  const id = await accepted()
  await settle()
  world.cloud.clock.advance(6 * minuteMs)
  await settle()
  expect(received).toHaveLength(2)
  expect(pushOf(id)).toMatchObject({ status: 'sent' })
  expect(ledger(resident, forResident)).toBe(0)
})

it('47003, malformed: a fault of ours, logged, stuck and not repeated', async () => {
  await grant(resident, forResident)
  answers = [47003]
  const id = await accepted()
  await settle()
  expect(pushOf(id)).toMatchObject({ status: 'stuck', attempts: 1 })
  expect(printed.some((line) => line.includes('is malformed'))).toBe(true)
  world.cloud.clock.advance(60 * minuteMs)
  await settle()
  expect(received).toHaveLength(1)
})

it('at night phones stay silent until the morning, but for an emergency', async () => {
  world.cloud.clock.set(Date.parse('2026-11-24T22:00:00+08:00'))
  await grant(resident, forResident, 2)
  await grant(leader, forWorker, 2)
  await accepted()
  await settle()
  expect(received).toEqual([])
  expect(await world.inbox(resident)).toHaveLength(1)
  const text = '三楼着火了，里面还有人。'
  await world.tell(resident, ['resident', 'requests.submit'], { text })
  await settle()
  expect(received.map(({ touser }) => touser)).toEqual([leader])
  world.cloud.clock.set(Date.parse('2026-11-25T07:29:00+08:00'))
  await settle()
  expect(received.filter(({ touser }) => touser === resident)).toEqual([])
  world.cloud.clock.set(Date.parse('2026-11-25T07:31:00+08:00'))
  await settle()
  expect(received.filter(({ touser }) => touser === resident).length).toBeGreaterThan(0)
})

it('a service that fails half of the time: each message arrives once or is seen to be stuck', async () => {
  await grant(resident, forResident, 100)
  const ids: string[] = []
  answers = [0, 43108, -1, 0, 0, 43108, 43108, 43108, 0, 43108, 0, -1, 0, 0]
  for (let count = 0; count < 8; count++) ids.push(await accepted(`第 ${count} 盏灯坏了`))
  for (let round = 0; round < 4; round++) {
    await Promise.all([world.tick(), world.tick()])
    world.cloud.clock.advance(16 * minuteMs)
  }
  await settle()
  const pushes = ids.map((id) => pushOf(id))
  expect(pushes.every((push) => push?.status === 'sent' || push?.status === 'stuck')).toBe(true)
  const sent = pushes.filter((push) => push?.status === 'sent').length
  expect(ledger(resident, forResident)).toBe(100 - sent)
  const tries = pushes.reduce((sum, push) => sum + (push?.attempts ?? 0), 0)
  expect(received.filter(({ touser }) => touser === resident)).toHaveLength(tries)
})
