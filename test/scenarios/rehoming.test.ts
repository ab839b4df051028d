import type { Unit } from '../../core/grids/types'
import { dayMs } from '../../core/calendar'
import { defaultPolicy } from '../../core/requests/policy'
import type { Policy } from '../../core/requests/policy'
import { monday, openWorld } from './world'
import type { World } from './world'

let world: World
beforeAll(async () => {
  world = await openWorld()
}, 60_000)
afterAll(() => world?.close())
beforeEach(() => world.cloud.clock.set(monday))

const submit = async (openid: string, text = '楼道的灯坏了') =>
  (await world.tell(openid, ['resident', 'requests.submit'], { text })).id

const handlerOf = (id: string) => world.stored(id).handler?.userId

/** Lets the clock run until it has nothing more to do. */
async function settle(): Promise<void> {
  await world.idle()
  await world.tick()
  await world.tick()
}

describe('people who go off duty', () => {
  it('a leave that begins today: the deputy has the open requests, and back again', async () => {
    const leader = 'leader_luobu_16'
    const [fresh, taken] = [
      await submit('resident_luobu_16_1'),
      await submit('resident_luobu_16_2'),
    ]
    await world.tell(leader, ['handler', 'requests.accept'], { id: taken })
    const { items } = await world.tell(leader, ['handler', 'leave.deputies'], {})
    const deputy = items.find(({ label }) => label === '罗布社区 15 微网格长')
    await world.tell(leader, ['handler', 'leave.set'], {
      from: '2026-11-23',
      to: '2026-11-25',
      deputyAppointmentId: deputy?.appointmentId ?? '',
    })
    await settle()
    for (const id of [fresh, taken]) {
      expect(world.stored(id)).toMatchObject({
        state: 'assigned',
        unit: { name: '罗布社区 16 微网格' },
        handler: { userId: 'leader_luobu_15' },
      })
    }
    const seen = await world.tell('resident_luobu_16_2', ['resident', 'requests.get'], {
      id: taken,
    })
    expect(seen.history.at(-1)).toMatchObject({ command: 'rehome', actor: { role: 'system' } })
    expect(seen.history.at(-1)?.reason).toContain('请假')
    await world.tell('leader_luobu_15', ['handler', 'requests.accept'], { id: fresh })

    world.cloud.clock.set(Date.parse('2026-11-26T08:00:00+08:00'))
    await settle()
    expect(handlerOf(taken)).toBe(leader)
  })

  it('a leave without a deputy: the area has them; the deadlines stay where they were', async () => {
    const id = await submit('resident_luobu_17_1')
    const deadlines = () =>
      world
        .stored(id)
        .clocks.deadlines.filter(({ clock }) => clock !== 'accept')
        .map(({ by, holder }) => ({ by, holder }))
    const before = deadlines()
    const leave = { from: '2026-11-23', to: '2026-11-23' }
    await world.tell('leader_luobu_17', ['handler', 'leave.set'], leave)
    await settle()
    expect(world.stored(id).unit.kind).toBe('area')
    expect(deadlines()).toEqual(before)
    expect(world.stored(id).misses).toEqual([])
  })

  it('a leave that was set for later takes effect on its day', async () => {
    const id = await submit('resident_luobu_18_1')
    const leave = { from: '2026-11-24', to: '2026-11-24' }
    await world.tell('leader_luobu_18', ['handler', 'leave.set'], leave)
    await settle()
    expect(handlerOf(id)).toBe('leader_luobu_18')
    world.cloud.clock.set(Date.parse('2026-11-23T23:59:00+08:00'))
    await settle()
    const { misses } = world.stored(id)
    const late = await submit('resident_luobu_18_2')
    world.cloud.clock.set(Date.parse('2026-11-24T00:01:00+08:00'))
    await settle()
    expect(misses).toHaveLength(1)
    expect(world.stored(late).unit.kind).toBe('area')
  })

  it('an appointment that ends: its requests go on, its holder sees no more of the queue', async () => {
    const id = await submit('resident_luobu_19_1')
    await endAppointment('罗布社区 19 微网格', monday + 3_600_000)
    await settle()
    expect(handlerOf(id)).toBe('leader_luobu_19')
    world.cloud.clock.set(monday + 3_600_001)
    await settle()
    expect(world.stored(id)).toMatchObject({ unit: { kind: 'area' }, state: 'assigned' })
    const { code } = await world.refusal('leader_luobu_19', ['handler', 'queue.list'], {})
    expect(code).toBe('NO_APPOINTMENT')
    const next = await submit('resident_luobu_19_2')
    expect(world.stored(next).dispatch.reason).toContain('暂时没有微网格长')
  })

  it('one of a team: the others share what was theirs', async () => {
    const ids: string[] = []
    for (let count = 0; count < 6; count++) ids.push(await submit('resident_jinsha_12_1'))
    const leave = { from: '2026-11-23', to: '2026-11-24' }
    await world.tell('leader_jinsha_12_1', ['handler', 'leave.set'], leave)
    await settle()
    const holders = ids.map(handlerOf)
    for (const openid of ['leader_jinsha_12_2', 'leader_jinsha_12_3'])
      expect(holders.filter((one) => one === openid)).toHaveLength(3)
  })
})

async function endAppointment(name: string, until: number): Promise<void> {
  const { _id, appointments } = world.unit(name) as Unit
  const ended = appointments.map((one) => ({ ...one, until }))
  const set = { appointments: ended, recheckAt: world.cloud.clock.now() }
  await world.cloud.database.update('units', { _id }, { $set: set })
}

describe('staff change the deadlines', () => {
  const minutes = (amount: number) => ({ amount, unit: 'minute' as const })

  async function save(change: (terms: Policy['terms']['normal']) => Policy['terms']['normal']) {
    const { deadlines } = await world.tell('dispatcher_1', ['handler', 'settings.get'], {})
    const { version: _, ...policy } = defaultPolicy
    const terms = { ...policy.terms, normal: change(policy.terms.normal) }
    await world.tell('dispatcher_1', ['handler', 'settings.saveDeadlines'], {
      version: deadlines.version,
      deadlines: { ...policy, terms },
    })
  }

  const acceptWithin = (amount: number) =>
    save((normal) => {
      const levels = Object.entries(normal.levels).map(([level, terms]) => [
        level,
        { ...terms, accept: minutes(amount) },
      ])
      return { ...normal, levels: Object.fromEntries(levels) as typeof normal.levels }
    })

  it('open requests are measured by the new ones, counted from when they came in', async () => {
    const id = await submit('resident_luobu_26_1')
    await acceptWithin(60)
    await settle()
    const { submittedAt, clocks, version } = world.stored(id)
    const accept = clocks.deadlines.find(({ clock }) => clock === 'accept')
    expect(accept?.by).toBe(submittedAt + 60 * 60_000)
    expect(version).toBe(1)
  })

  it('nobody is late after the fact: what the new rule puts into the past keeps its old time', async () => {
    await acceptWithin(240)
    const id = await submit('resident_luobu_27_1')
    world.cloud.clock.advance(2 * 3_600_000)
    const before = world.stored(id).dueAt
    await acceptWithin(60)
    await settle()
    await settle()
    expect(world.stored(id)).toMatchObject({ version: 1, misses: [], dueAt: before })
  })

  it('what was missed stays missed and is not handed up again; what has ended stays ended', async () => {
    await acceptWithin(240)
    const [climbing, ended] = [
      await submit('resident_luobu_28_1'),
      await submit('resident_luobu_28_2'),
    ]
    await world.tell('resident_luobu_28_2', ['resident', 'requests.withdraw'], { id: ended })
    world.cloud.clock.set(Date.parse('2026-11-23T16:00:00+08:00'))
    await settle()
    const before = world.stored(climbing)
    expect(before).toMatchObject({ unit: { kind: 'area' }, version: 2 })
    await acceptWithin(300)
    await settle()
    await settle()
    const after = world.stored(climbing)
    expect(after).toMatchObject({ unit: { kind: 'area' }, version: 2, misses: before.misses })
    expect(after.clocks.deadlines.filter(({ status }) => status === 'missed')).toHaveLength(1)
    expect(world.stored(ended)).toMatchObject({ state: 'withdrawn', dueAt: null, version: 2 })
  })

  it('a clock that jumps a month: one step at a time, and then it rests', async () => {
    await acceptWithin(240)
    const id = await submit('resident_luobu_29_1')
    world.cloud.clock.advance(30 * dayMs)
    await settle()
    const { misses, version, unit } = world.stored(id)
    await settle()
    expect(world.stored(id).version).toBe(version)
    expect(new Set(misses.map(({ unitId, clock }) => `${unitId} ${clock}`)).size).toBe(
      misses.length,
    )
    expect(unit.kind).not.toBe('micro_grid')
  })
})
