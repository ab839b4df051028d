import { join } from 'node:path'
import type { StoredRequest } from '../../cloudfunctions/shared/stores/requests'
import type { Appointment } from '../../core/grids/types'
import type { Ticket } from '../../core/sessions/ticket'
import { defaultPolicy } from '../../core/requests/policy'
import { paths } from '../../scripts/paths'
import type { Answer, FunctionName, RequestView, SettingsView } from '../../typings/api'
import { accessTable, roles } from './access-table'
import type { Row, Stage } from './access-table'
import { openWorld } from './world'
import type { World } from './world'

const [reporter, leader, area, dispatcher] = [
  'resident_luobu_07_1',
  'leader_luobu_07',
  'area_luobu_1',
  'dispatcher_1',
]
const grid = '罗布社区 07 微网格'

let world: World
let stages: Record<Exclude<Stage, 'nothing' | 'settings'>, StoredRequest>

beforeAll(async () => {
  world = await openWorld()
  await appointMore()
  stages = {
    assigned: await make([]),
    at_area: await make([[leader, 'requests.escalate', { reason: '要协调' }]]),
    waiting: await make([[leader, 'requests.ask', { text: '哪一栋？' }]]),
    resolved: await make([
      [leader, 'requests.resolve', { text: '好了', outcome: 'solved', withoutAnswers: true }],
    ]),
    extension_asked: await make([[leader, 'requests.extend', { reason: '等配件', days: 2 }]]),
  }
}, 60_000)
afterAll(() => world?.close())

/** The grid gets a leader who left, one who is away and one who is there, both with deputies. */
async function appointMore(): Promise<void> {
  const { _id, appointments, members } = world.unit(grid)
  const [first] = appointments as [Appointment]
  const more: Appointment[] = [
    { ...first, id: 'ended', userId: 'ended_leader', until: first.from + 1 },
    {
      ...first,
      id: 'away',
      userId: 'away_leader',
      leave: [{ from: '2026-11-20', to: '2026-12-31' }],
      deputy: { userId: 'deputy_on', label: '代班人' },
    },
    {
      ...first,
      id: 'there',
      userId: 'there_leader',
      deputy: { userId: 'deputy_off', label: '后备' },
    },
  ]
  const added = ['ended_leader', 'away_leader', 'there_leader', 'deputy_on', 'deputy_off']
  const set = { appointments: [...appointments, ...more], members: [...members, ...added] }
  await world.cloud.database.update('units', { _id }, { $set: set })
}

async function call(name: FunctionName, operation: string, openid: string, input: object) {
  const outcome = await world.send(openid, name, { operation, input })
  if ('error' in outcome) throw new Error(outcome.error.message)
  return outcome.result as Answer<never>
}

/** A request of the grid that the leader has and a department handles a part of, after some steps. */
async function make(steps: [string, string, object][]): Promise<StoredRequest> {
  const submitted = await call('resident', 'requests.submit', reporter, {
    text: '门口堆了旧家具。',
    topic: 'sanitation',
    contact: { name: '王阿姨', phone: '13800001234' },
  })
  if (!submitted.ok) throw new Error(submitted.error.message)
  const { id } = submitted.data as RequestView
  const { _id, name, kind } = world.unit('区环卫服务')
  const coHandlers = [
    { unit: { id: _id, name, kind }, part: '清运', answer: null, answeredAt: null },
  ]
  const handler = { userId: leader, label: grid }
  await world.cloud.database.update('requests', { _id: id }, { $set: { coHandlers, handler } })
  for (const [openid, operation, input] of steps) {
    const answer = await call('handler', operation, openid, { id, ...input })
    if (!answer.ok) throw new Error(`${operation}: ${answer.error.message}`)
  }
  return world.stored(id)
}

let copies = 0
/** The numbers of the copies made so far. */
const copied: string[] = []

/** The same request once more, for one try. */
async function copyOf(request: StoredRequest): Promise<string> {
  const number = String(++copies).padStart(8, '0')
  const _id = `copy-${number}`
  copied.push(number)
  const keys = { queueKey: `${request.sortAt}-${_id}`, listKey: `${request.submittedAt}-${_id}` }
  const safety = { ...request.safety, checkAt: null }
  const copy = { ...request, _id, number, ...keys, safety, outbox: [], hasOutbox: false }
  await world.cloud.database.insertMany('requests', [copy])
  return _id
}

async function inputOf({ stage, input }: Row): Promise<Record<string, unknown>> {
  const filled = await fill(input)
  if (stage === 'nothing' || stage === 'settings') return filled
  return { id: await copyOf(stages[stage]), ...filled }
}

/** Puts what the place has in for the table's `$` names, as deep as they stand. */
async function fill(input: Record<string, unknown>): Promise<Record<string, unknown>> {
  const names = JSON.stringify(input).match(/"\$\w+"/g) ?? []
  const values = await Promise.all(names.map(async (name) => JSON.stringify(await valueOf(name))))
  const text = names.reduce(
    (before, name, index) => before.replace(name, () => values[index] ?? 'null'),
    JSON.stringify(input),
  )
  return JSON.parse(text) as Record<string, unknown>
}

async function valueOf(quoted: string): Promise<unknown> {
  const name = quoted.slice(2, -1)
  switch (name) {
    case 'grid':
      return world.unit(grid)._id
    case 'community':
      return world.unit('罗布社区')._id
    case 'gridCode':
      return world.unit(grid).gridCode
    case 'sister':
      return world.unit('罗布社区 06 微网格')._id
    case 'other':
      return world.unit('区城市管理局')._id
    case 'review':
      return `request:${await copyOf(inReview(stages.assigned))}`
    case 'main':
      return copyOf(stages.assigned)
    case 'leader':
      return world.unit(grid).appointments[0]?.id
    case 'ticket':
      return shownTicket()
    case 'scanned': {
      const ticket = await shownTicket()
      await world.tell(scanner, ['handler', 'signIn.look'], { ticket })
      return ticket
    }
    case 'policy':
      return Object.fromEntries(Object.entries(defaultPolicy).filter(([key]) => key !== 'version'))
    default:
      return (await settings())[name as keyof SettingsView].version
  }
}

/** The request as it is when WeChat doubts its words. */
function inReview(request: StoredRequest): StoredRequest {
  const pieces = request.safety.pieces.map((one) => ({ ...one, verdict: 'review' as const }))
  const queue = { reviewUnits: request.path, reviewKey: '0000000000001-x', checkAt: null }
  return { ...request, safety: { ...request.safety, ...queue, pieces } }
}

const scanner = 'worker_luobu_1'
/** A ticket as the sign-in page shows it. */
async function shownTicket(): Promise<string> {
  const _id = `ticket-${++copies}`
  const ticket = { secretHash: '', browser: 'Chrome', source: 'local', person: null }
  const createdAt = world.cloud.clock.now()
  const document = { _id, ...ticket, createdAt, state: 'shown' } satisfies Ticket
  await world.cloud.database.insertMany('tickets', [document])
  return _id
}

async function settings(): Promise<SettingsView> {
  return world.tell(dispatcher, ['handler', 'settings.get'], {})
}

/** The operations that the built bundle answers to. */
async function operationsOf(name: FunctionName): Promise<string[]> {
  const bundle = (await import(join(paths.builtFunctions, name, 'index.js'))) as {
    operations: object
  }
  return Object.keys(bundle.operations)
}

const names = ['resident', 'handler', 'console'] as const
const ofOthers: Record<FunctionName, RegExp> = {
  resident: /^(homes|bookings)\./,
  handler: /^(homes|bookings|desk|slots)\./,
  console: /^(homes|bookings|desk|slots|units|appointments|imports|posters)\./,
}
const plain = (row: string) => row.replace(/ of .*/, '')

it.each(names)('every operation of %s stands in the table, and no other', async (name) => {
  const tried = new Set(Object.keys(accessTable[name]).map(plain))
  const built = (await operationsOf(name)).filter((operation) => !ofOthers[name].test(operation))
  expect([...tried].sort()).toEqual(built.sort())
})

/** Left open they would be work for the clock whenever somebody goes on leave. */
afterEach(() => world.cloud.database.remove('requests', { number: { $in: copied } }))

describe.each(names)('%s', (name) => {
  it.each(Object.keys(accessTable[name]))('%s', async (title) => {
    const row = accessTable[name][title] as Row
    const got: Record<string, string> = {}
    for (const { sign, openid } of roles) {
      const answer = await call(name, plain(title), openid, await inputOf(row))
      got[sign] = answer.ok ? 'ok' : answer.error.code
      if (!answer.ok) expect(answer.error.message).toMatch(/\p{Script=Han}/u)
    }
    const expected = roles.map(({ sign }, index) => [sign, row.expected[index]])
    expect(got).toEqual(Object.fromEntries(expected))
  })
})

it('who calls without being anybody is refused', async () => {
  const event = { operation: 'home.get', input: {} }
  const outcome = await world.cloud.push('resident', event)
  expect(outcome).toMatchObject({ result: { ok: false, error: { code: 'FORBIDDEN' } } })
})

it.each(['wechat', 'clock'])('a client gets nothing done by calling %s', async (name) => {
  await world.idle()
  await world.tick()
  const before = world.cloud.database.snapshot()
  world.cloud.clock.advance(30 * 24 * 3_600_000)
  const message = { openid: reporter, message: { templateId: 't', page: 'p', data: {} } }
  for (const event of [{}, { deliver: 'x' }, { recheck: true }, { send: message }])
    await world.cloud.call(name, event, { openid: area })
  expect(world.cloud.database.snapshot()).toEqual(before)
  expect(world.lastCall().explain.openApi).toEqual([])
})
