import type { Rule } from '../../typings/settings'
import { openWorld } from './world'
import type { World } from './world'

let world: World
beforeAll(async () => {
  world = await openWorld()
}, 60_000)
afterAll(() => world?.close())

const bulb = '楼道的灯坏了，晚上老人上下楼看不见。'

const submit = (openid: string, text = bulb, group?: string) =>
  world.tell(openid, ['resident', 'requests.submit'], { text }, group ? { group } : {})

describe('inside the unit', () => {
  it('a vacant grid: the area leader has it, and the resident reads why', async () => {
    const request = await submit('resident_jinsha_11_1')
    expect(request).toMatchObject({
      level: 'area',
      handler: { label: '金沙社区 2 片区网格长' },
      dispatch: {
        rule: 'own_grid',
        reason:
          '按所在的微网格分派；金沙社区 11 微网格暂时没有微网格长，已转给金沙社区 2 片区网格长',
      },
    })
    const queue = await world.tell('area_jinsha_2', ['handler', 'queue.list'], {})
    expect(queue.items.map(({ id }) => id)).toContain(request.id)
    await world.tell('area_jinsha_2', ['handler', 'requests.accept'], { id: request.id })
  })

  it('a leader on leave: the deputy has it, at the same grid', async () => {
    const request = await submit('resident_luobu_12_1')
    expect(request).toMatchObject({
      level: 'micro_grid',
      unit: { name: '罗布社区 12 微网格' },
      handler: { label: '罗布社区 11 微网格长' },
    })
    expect(request.dispatch.reason).toContain(
      '罗布社区 12 微网格长在请假，由罗布社区 11 微网格长代班',
    )
    const accepted = await world.tell('leader_luobu_11', ['handler', 'requests.accept'], {
      id: request.id,
    })
    expect(accepted).toMatchObject({ state: 'accepted', handler: { isMe: true } })
  })

  it('a leader on leave without a deputy: the area has it', async () => {
    const request = await submit('resident_luobu_23_1')
    expect(request).toMatchObject({ level: 'area', handler: { label: '罗布社区 3 片区网格长' } })
    expect(request.dispatch.reason).toContain('罗布社区 23 微网格的微网格长在请假')
  })

  it('a team of three: three requests, three leaders; then whoever has been idle longest', async () => {
    const receivers: string[] = []
    for (let round = 0; round < 3; round++) {
      const { id } = await submit('resident_jinsha_12_1')
      receivers.push(world.stored(id).handler?.userId ?? '')
      world.cloud.clock.advance(60_000)
    }
    expect(new Set(receivers).size).toBe(3)
    const fourth = await submit('resident_jinsha_12_1')
    expect(world.stored(fourth.id).handler?.userId).toBe(receivers[0])
  })

  it('who has fewer open requests comes first, however recently they were given one', async () => {
    await submit('resident_jinsha_12_2')
    const { id } = await submit('resident_jinsha_12_2')
    const latest = world.stored(id).handler?.userId ?? ''
    await world.tell('resident_jinsha_12_2', ['resident', 'requests.withdraw'], { id })
    const again = await submit('resident_jinsha_12_2')
    expect(world.stored(again.id).handler?.userId).toBe(latest)
  })
})

describe('where it comes from', () => {
  it("another grid's card counts before the resident's own grid", async () => {
    const request = await submit('resident_luobu_03_1', bulb, 'group_luobu_07')
    expect(request).toMatchObject({
      channel: 'wechat_group',
      unit: { name: '罗布社区 07 微网格' },
      dispatch: { rule: 'group', reason: '按打开的微信群分派' },
    })
  })

  it.each([
    ['a plain id', 'group_luobu_07'],
    [
      'what WeChat would put there',
      { data: { opengid: 'group_luobu_07' }, opengid: 'group_luobu_07' },
    ],
    ['an id of nobody', { cloudID: 'not-a-cloud-id' }],
  ])('a group that the client claims is not believed: %s', async (_, group) => {
    const event = { operation: 'requests.submit', input: { text: bulb }, group }
    const outcome = await world.cloud.call('resident', event, { openid: 'resident_luobu_03_1' })
    expect(outcome).toMatchObject({
      result: {
        ok: true,
        data: {
          channel: 'mini_program',
          unit: { name: '罗布社区 03 微网格' },
          dispatch: { rule: 'own_grid' },
        },
      },
    })
  })

  it("nobody joins by another person's proof of a group", async () => {
    const cloudID = world.cloud.issueCloudId('resident_luobu_07_1', { opengid: 'group_luobu_07' })
    const event = { operation: 'profile.join', input: {}, group: { cloudID } }
    const outcome = await world.cloud.call('resident', event, { openid: 'stranger_with_proof' })
    expect(outcome).toMatchObject({ result: { ok: false, error: { code: 'NOT_FROM_GROUP' } } })
  })

  it('a village has no grids: its people join the village, its cadre has it', async () => {
    const village = world.unit('大洲村')
    const profile = await world.tell('villager', ['resident', 'profile.join'], {
      gridId: village._id,
    })
    expect(profile.grid).toMatchObject({ name: '大洲村', level: 'community' })
    expect(await submit('villager')).toMatchObject({
      level: 'community',
      unit: { name: '大洲村' },
      handler: { label: '大洲村 村干部 1' },
      dispatch: { rule: 'own_grid' },
    })
  })

  it('a street can not be joined', async () => {
    const gridId = world.unit('虬江街道')._id
    const { code } = await world.refusal('villager', ['resident', 'profile.join'], { gridId })
    expect(code).toBe('NOT_FOUND')
  })

  it('not joined anywhere: a person at the desk has it all the same', async () => {
    const request = await submit('nobody_joined')
    expect(request).toMatchObject({ state: 'assigned', dispatch: { rule: 'community_desk' } })
    expect(request.handler?.label).toMatch(/^区中心 调度员 \d$/)
  })

  it('not joined, but the place is known: its grid has it', async () => {
    const place = { name: '泽霖府 3 栋' }
    const request = await world.tell('passer_by', ['resident', 'requests.submit'], {
      text: bulb,
      place,
    })
    expect(request).toMatchObject({
      unit: { name: '罗布社区 07 微网格' },
      dispatch: { rule: 'place' },
    })
  })
})

describe("staff's rules", () => {
  const department = () => world.unit('区城市管理局')
  const rule = (change: Partial<Rule>): Rule => ({
    id: 'r1',
    order: 1,
    isOn: true,
    when: { topics: ['illegal_building'] },
    to: { unitId: department()._id },
    note: '违建占道由城市管理局受理',
    ...change,
  })

  async function saveRules(rules: Rule[]): Promise<void> {
    const unitIds = [...department().path, world.unit('区供水服务')._id]
    await world.cloud.database.update('settings', { _id: 'dispatch' }, { $set: { rules, unitIds } })
  }

  const shed = (openid: string) =>
    world.tell(openid, ['resident', 'requests.submit'], {
      text: '有人在一楼搭铁皮棚子占了通道。',
      topic: 'illegal_building',
    })

  afterEach(() => saveRules([]))

  it('the first in order wins, and the resident reads its words', async () => {
    const water = rule({ id: 'r2', order: 5, to: { unitId: world.unit('区供水服务')._id } })
    await saveRules([water, rule({})])
    expect(await shed('resident_luobu_07_1')).toMatchObject({
      level: 'department',
      unit: { name: '区城市管理局' },
      handler: { label: '区城市管理局 承办人 1' },
      dispatch: { rule: 'staff_rule', reason: '违建占道由城市管理局受理' },
    })
  })

  it('one that is off, of another community or of another hour does nothing', async () => {
    await saveRules([
      rule({ isOn: false }),
      rule({ id: 'r2', when: { unitIds: [world.unit('金沙社区')._id] } }),
      rule({ id: 'r3', when: { timeOfDay: { from: '22:00', to: '06:00' } } }),
    ])
    expect(await shed('resident_luobu_07_1')).toMatchObject({ dispatch: { rule: 'own_grid' } })
  })

  it('one that points at nobody switches itself off, and the district hears of it once', async () => {
    const [ended] = department().appointments
    const vacate = (until: number | null) =>
      world.cloud.database.update(
        'units',
        { _id: department()._id },
        { $set: { appointments: [{ ...ended, until }] } },
      )
    await saveRules([rule({})])
    await vacate(world.cloud.clock.now() - 1)
    expect(await shed('resident_luobu_07_1')).toMatchObject({
      level: 'micro_grid',
      dispatch: { rule: 'own_grid' },
    })
    await shed('resident_luobu_07_2')
    expect(world.cloud.database.find('settings', { _id: 'dispatch' })).toMatchObject([
      { rules: [{ id: 'r1', isOn: false }] },
    ])
    const told = (await world.inbox('dispatcher_2')).filter(({ text }) => text.includes('派单规则'))
    expect(told).toHaveLength(1)
    expect(told[0]?.text).toContain('违建占道由城市管理局受理')
    await vacate(null)
  })
})

describe('an emergency', () => {
  it('alerts grid, area, community and the district together, and names the lines to dial', async () => {
    const request = await submit('resident_luobu_07_3', '三楼着火了，冒很大的烟，里面还有人。')
    expect(request).toMatchObject({
      urgency: 'emergency',
      dispatch: { rule: 'emergency' },
      handler: { label: '罗布社区 07 微网格长' },
    })
    expect(request.emergencyLines[0]).toMatchObject({ number: '119' })
    await world.tick()
    for (const openid of ['leader_luobu_07', 'area_luobu_1', 'worker_luobu_2', 'dispatcher_3']) {
      const alerts = (await world.inbox(openid)).filter((one) => one.requestId === request.id)
      expect(alerts.map(({ text }) => text)).toEqual([expect.stringContaining('紧急情况')])
    }
  })

  it('goes past the rules that staff made', async () => {
    const rule: Rule = {
      id: 'all',
      order: 1,
      isOn: true,
      when: {},
      to: { unitId: world.unit('区供水服务')._id },
      note: '全部',
    }
    const unitIds = world.unit('区供水服务').path
    const set = (rules: Rule[]) =>
      world.cloud.database.update('settings', { _id: 'dispatch' }, { $set: { rules, unitIds } })
    await set([rule])
    const request = await submit('resident_luobu_07_3', '有老人晕倒在楼梯口，叫不醒。')
    expect(request).toMatchObject({ unit: { name: '罗布社区 07 微网格' } })
    await set([])
  })
})
