import type { RequestDraft } from '../../typings/api'
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
const reason = '需要上一级协调'

async function submitted(draft: Partial<RequestDraft> = {}, openid = resident): Promise<string> {
  const text = '小区门口堆了一车废旧家具，三天没人拉。'
  const to = ['resident', 'requests.submit'] as ['resident', 'requests.submit']
  return (await world.tell(openid, to, { text, topic: 'sanitation', ...draft })).id
}

const escalate = (openid: string, id: string) =>
  world.tell(openid, ['handler', 'requests.escalate'], { id, reason })

/** Passed up by hand as far as the community, whose first worker on duty has it. */
async function atCommunity(
  draft: Partial<RequestDraft> = {},
): Promise<{ id: string; worker: string }> {
  const id = await submitted(draft)
  await escalate(leader, id)
  await escalate(area, id)
  return { id, worker: handlerOf(id) }
}

const handlerOf = (id: string) => world.stored(id).handler?.userId ?? ''

describe('upwards by hand', () => {
  it('from the micro-grid to the district, each hop explained; no further', async () => {
    const id = await submitted()
    const levels = ['area', 'community', 'subdistrict', 'district']
    for (const level of levels) {
      const moved = await escalate(handlerOf(id), id)
      expect(moved).toMatchObject({ level, state: 'assigned' })
    }
    const top = { id, reason }
    const refused = await world.refusal(handlerOf(id), ['handler', 'requests.escalate'], top)
    expect(refused.code).toBe('TOP_LEVEL')
    const seen = await world.tell(resident, ['resident', 'requests.get'], { id })
    const hops = seen.history.filter(({ command }) => command === 'escalate')
    expect(hops.map(({ unit }) => unit.level)).toEqual(levels)
    expect(hops.every((hop) => hop.reason.includes(reason) && hop.fromUnit)).toBe(true)
    expect(hops.map(({ actor }) => actor.label)[0]).toBe('罗布社区 07 微网格长')
  })

  it('without a reason nothing moves', async () => {
    const id = await submitted()
    const { code, field } = await world.refusal(leader, ['handler', 'requests.escalate'], {
      id,
      reason: '   ',
    })
    expect({ code, field }).toEqual({ code: 'BAD_INPUT', field: 'reason' })
    expect(world.stored(id).version).toBe(1)
  })

  it('the leader who passed it on still reads it, and acts no more', async () => {
    const id = await submitted()
    await world.tell(leader, ['handler', 'requests.accept'], { id })
    await escalate(leader, id)
    const seen = () => world.tell(leader, ['handler', 'requests.get'], { id })
    expect((await seen()).allowed).toEqual(['take_back'])
    world.cloud.clock.advance(2 * 60_000 + 1)
    expect((await seen()).allowed).toEqual([])
    const { code } = await world.refusal(leader, ['handler', 'requests.reply'], { id, text: '好' })
    expect(code).toBe('FORBIDDEN')
  })
})

describe('sideways', () => {
  it('to a colleague of the team', async () => {
    const id = await submitted({}, 'resident_jinsha_12_1')
    const from = handlerOf(id)
    const { colleagues } = await world.tell(from, ['handler', 'requests.targets'], { id })
    expect(colleagues).toHaveLength(2)
    const to = colleagues[0] ?? { appointmentId: '', label: '' }
    const moved = await world.tell(from, ['handler', 'requests.transfer'], {
      id,
      reason: '他就住在那一栋',
      appointmentId: to.appointmentId,
    })
    expect(moved).toMatchObject({ state: 'assigned', handler: { label: to.label } })
    await world.tell(handlerOf(id), ['handler', 'requests.accept'], { id })
  })

  it('to a sister grid, and not to a department from a volunteer', async () => {
    const id = await submitted()
    const sister = world.unit('罗布社区 06 微网格')._id
    const department = world.unit('区城市管理局')._id
    const to = ['handler', 'requests.transfer'] as ['handler', 'requests.transfer']
    expect((await world.refusal(leader, to, { id, reason, unitId: department })).code).toBe(
      'FORBIDDEN',
    )
    const moved = await world.tell(leader, to, { id, reason, unitId: sister })
    expect(moved).toMatchObject({
      unit: { id: sister },
      handler: { label: '罗布社区 06 微网格长' },
    })
  })

  it('from the community to a department, whose officer has it in the queue', async () => {
    const { id, worker } = await atCommunity()
    const { units } = await world.tell(worker, ['handler', 'requests.targets'], { id })
    const department = units.find(({ name }) => name === '区环卫服务')
    const moved = await world.tell(worker, ['handler', 'requests.transfer'], {
      id,
      reason: '属于环卫清运',
      unitId: department?.id ?? '',
    })
    expect(moved).toMatchObject({ level: 'department', handler: { label: '区环卫服务 承办人 1' } })
    const queue = await world.tell('department_cleaning_1', ['handler', 'queue.list'], {})
    expect(queue.items.map((one) => one.id)).toContain(id)
  })

  it('the clock goes on: a transfer, a return and a hop leave every deadline where it was', async () => {
    const { id, worker } = await atCommunity()
    const before = world.stored(id).clocks.deadlines.filter(({ clock }) => clock !== 'accept')
    world.cloud.clock.advance(30 * 60_000)
    const unitId = world.unit('区环卫服务')._id
    await world.tell(worker, ['handler', 'requests.transfer'], { id, reason, unitId })
    await world.tell('department_cleaning_1', ['handler', 'requests.return'], { id, reason })
    const after = world.stored(id).clocks.deadlines.filter(({ clock }) => clock !== 'accept')
    expect(after.map(({ by, holder }) => ({ by, holder }))).toEqual(
      before.map(({ by, holder }) => ({ by, holder })),
    )
  })
})

describe('downwards and back', () => {
  it('the community delegates to a grid, whose leader gives it back with a reason', async () => {
    const { id, worker } = await atCommunity()
    const { below } = await world.tell(worker, ['handler', 'requests.targets'], { id })
    expect(below.map(({ level }) => level)).toEqual(below.map(() => 'area'))
    const down = { id, reason: '请片区先去现场看', unitId: world.unit('罗布社区 1 片区')._id }
    const moved = await world.tell(worker, ['handler', 'requests.delegate'], down)
    expect(moved).toMatchObject({ level: 'area', state: 'assigned' })
    const back = await world.tell(area, ['handler', 'requests.return'], { id, reason: '要吊车' })
    expect(back).toMatchObject({ level: 'community', state: 'assigned' })
    expect(back.history.at(-1)?.reason).toContain('要吊车')
  })

  it('what came from below can not be returned there', async () => {
    const { id, worker } = await atCommunity()
    const { code } = await world.refusal(worker, ['handler', 'requests.return'], { id, reason })
    expect(code).toBe('WRONG_STATE')
  })

  it("a department's work is not pushed down to volunteers", async () => {
    const { id, worker } = await atCommunity({ topic: 'illegal_building' })
    const down = { id, reason, unitId: world.unit('罗布社区 07 微网格')._id }
    const { code } = await world.refusal(worker, ['handler', 'requests.delegate'], down)
    expect(code).toBe('FORBIDDEN')
  })

  it.each([
    ['a unit of another community', '金沙社区 2 片区'],
    ['the unit itself', '罗布社区'],
    ['the level above', '虬江街道'],
  ])('not to %s', async (_, name) => {
    const { id, worker } = await atCommunity()
    const down = { id, reason, unitId: world.unit(name)._id }
    const { code, field } = await world.refusal(worker, ['handler', 'requests.delegate'], down)
    expect({ code, field }).toEqual({ code: 'BAD_INPUT', field: 'unitId' })
  })
})
