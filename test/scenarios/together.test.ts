import { openWorld } from './world'
import type { World } from './world'

let world: World
beforeAll(async () => {
  world = await openWorld()
}, 60_000)
afterAll(() => world?.close())

const resident = 'resident_luobu_07_1'
const leader = 'leader_luobu_07'
const area = 'area_luobu_1'
const cleaning = 'department_cleaning_1'
const urbanManagement = 'department_urban_management_1'

async function submitted(openid = resident): Promise<string> {
  const text = '小区门口堆了一车废旧家具，三天没人拉。'
  const to = ['resident', 'requests.submit'] as ['resident', 'requests.submit']
  return (await world.tell(openid, to, { text, topic: 'sanitation' })).id
}

async function accepted(): Promise<string> {
  const id = await submitted()
  await world.tell(leader, ['handler', 'requests.accept'], { id })
  return id
}

describe('several units at once', () => {
  const parts = () => [
    { unitId: world.unit('区环卫服务')._id, part: '清运家具' },
    { unitId: world.unit('区城市管理局')._id, part: '查是谁倒的' },
  ]

  it('each answers its part; the lead stays responsible and resolves', async () => {
    const id = await accepted()
    const called = await world.tell(leader, ['handler', 'requests.coHandle'], {
      id,
      parts: parts(),
    })
    expect(called).toMatchObject({ state: 'accepted', handler: { isMe: true } })
    expect(called.coHandlers.map(({ part, answer }) => ({ part, answer }))).toEqual([
      { part: '清运家具', answer: null },
      { part: '查是谁倒的', answer: null },
    ])
    const done = { id, text: '都清走了', outcome: 'solved' } as const
    const early = await world.refusal(leader, ['handler', 'requests.resolve'], done)
    expect(early).toMatchObject({
      code: 'WRONG_STATE',
      message: expect.stringContaining('区环卫服务'),
    })
    await world.tell(cleaning, ['handler', 'requests.coReply'], { id, text: '下午拉走' })
    await world.tell(urbanManagement, ['handler', 'requests.coReply'], { id, text: '已约谈' })
    const resolved = await world.tell(leader, ['handler', 'requests.resolve'], done)
    expect(resolved).toMatchObject({
      state: 'resolved',
      coHandlers: [{ answer: '下午拉走' }, { answer: '已约谈' }],
    })
  })

  it('a department answers only its own part, and leads nothing', async () => {
    const id = await accepted()
    await world.tell(leader, ['handler', 'requests.coHandle'], { id, parts: parts().slice(0, 1) })
    const words = { id, text: '我们来办' }
    const other = await world.refusal(urbanManagement, ['handler', 'requests.coReply'], words)
    expect(other.code).toBe('NOT_FOUND')
    const lead = await world.refusal(cleaning, ['handler', 'requests.reply'], words)
    expect(lead.code).toBe('FORBIDDEN')
  })

  it('the same unit is not called twice', async () => {
    const id = await accepted()
    const [first] = parts()
    const twice = { id, parts: first ? [first, first] : [] }
    const { code } = await world.refusal(leader, ['handler', 'requests.coHandle'], twice)
    expect(code).toBe('BAD_INPUT')
  })
})

describe('more time', () => {
  const ask = (id: string) => ({ id, reason: '等配件', days: 2 })

  it('approved one level up: the deadlines move by so many working days', async () => {
    const id = await accepted()
    const before = Date.parse((await get(id)).due.finalBy ?? '')
    await world.tell(leader, ['handler', 'requests.extend'], ask(id))
    const self = await world.refusal(leader, ['handler', 'requests.approveExtension'], {
      id,
      approve: true,
    })
    expect(self.code).toBe('FORBIDDEN')
    const granted = await world.tell(area, ['handler', 'requests.approveExtension'], {
      id,
      approve: true,
    })
    expect(granted.extension).toMatchObject({ days: 2, status: 'approved' })
    // From Monday 09:00 a week on, over one weekend: two working days more end on Wednesday.
    expect(Date.parse((await get(id)).due.finalBy ?? '') - before).toBe(2 * 24 * 3_600_000)
    const again = await world.refusal(leader, ['handler', 'requests.extend'], ask(id))
    expect(again.code).toBe('TOO_MANY')
  })

  it('refused: with a reason, and nothing moves', async () => {
    const id = await accepted()
    await world.tell(leader, ['handler', 'requests.extend'], ask(id))
    const before = (await get(id)).due
    const refused = await world.tell(area, ['handler', 'requests.approveExtension'], {
      id,
      approve: false,
      reason: '配件仓库里有',
    })
    expect(refused.extension).toMatchObject({ status: 'refused' })
    expect(refused.due).toEqual(before)
    expect(refused.history.at(-1)?.reason).toContain('配件仓库里有')
  })

  it('not after the time is over', async () => {
    const id = await accepted()
    world.cloud.clock.advance(21 * 24 * 3_600_000)
    const { code } = await world.refusal(leader, ['handler', 'requests.extend'], ask(id))
    expect(code).toBe('TOO_LATE')
  })

  const get = (id: string) => world.tell(leader, ['handler', 'requests.get'], { id })
})

describe('not taken on', () => {
  it('a volunteer may not decline; the community may, and says where to turn', async () => {
    const id = await submitted()
    const because = { id, because: 'outside_district' } as const
    const volunteer = await world.refusal(leader, ['handler', 'requests.decline'], because)
    expect(volunteer.code).toBe('FORBIDDEN')
    const declined = await world.tell('worker_luobu_1', ['handler', 'requests.decline'], because)
    expect(declined.state).toBe('declined')
    const seen = await world.tell(resident, ['resident', 'requests.get'], { id })
    expect(seen.history.at(-1)?.reason).toContain('12345')
  })

  it('merged into another: both stay to be read, its resident follows the main one', async () => {
    const main = await accepted()
    const id = await submitted('resident_luobu_07_2')
    const merged = await world.tell(leader, ['handler', 'requests.merge'], { id, into: main })
    expect(merged).toMatchObject({ state: 'merged', mergedInto: { id: main } })
    const done = { id: main, text: '拉走了', outcome: 'solved' } as const
    await world.tell(leader, ['handler', 'requests.resolve'], done)
    const follower = await world.tell('resident_luobu_07_2', ['resident', 'requests.get'], {
      id: main,
    })
    expect(follower.state).toBe('resolved')
    await world.tick()
    const told = await world.inbox('resident_luobu_07_2')
    expect(told.some((one) => one.requestId === main)).toBe(true)
  })

  it('not into itself, nor into one that has ended', async () => {
    const id = await accepted()
    const self = await world.refusal(leader, ['handler', 'requests.merge'], { id, into: id })
    expect(['BAD_INPUT', 'WRONG_STATE']).toContain(self.code)
    const ended = await submitted()
    await world.tell(resident, ['resident', 'requests.withdraw'], { id: ended })
    const into = await world.refusal(leader, ['handler', 'requests.merge'], { id, into: ended })
    expect(into.code).toBe('WRONG_STATE')
    expect(world.stored(id).state).toBe('accepted')
  })
})

it('a word from above reaches the handler and stays from the resident', async () => {
  const id = await accepted()
  await world.tell(area, ['handler', 'requests.supervise'], { id, text: '今天务必回访' })
  await world.tick()
  const [latest] = (await world.inbox(leader)).filter((one) => one.requestId === id)
  expect(latest?.text).toContain('今天务必回访')
  const seen = await world.tell(resident, ['resident', 'requests.get'], { id })
  expect(JSON.stringify(seen)).not.toContain('今天务必回访')
  const own = await world.refusal(leader, ['handler', 'requests.supervise'], { id, text: '快' })
  expect(own.code).toBe('FORBIDDEN')
})
