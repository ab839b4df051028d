import type { CallOptions } from '../scenarios/world'
import { openWorld } from '../scenarios/world'
import type { World } from '../scenarios/world'

let world: World
beforeAll(async () => {
  world = await openWorld()
}, 60_000)
afterAll(() => world?.close())

const grid = (number: string) => world.unit(`罗布社区 ${number} 微网格`)
const bind = (openid: string, unitId: string, group: string, isReplacing?: boolean) =>
  world.ask(
    openid,
    ['handler', 'groups.bind'],
    { unitId, ...(isReplacing === undefined ? {} : { isReplacing }) },
    { group },
  )
const home = (openid: string, options?: CallOptions) =>
  world.tell(openid, ['resident', 'home.get'], {}, options)

describe('a leader binds the group of the micro-grid', () => {
  const leader = 'leader_luobu_25'
  const group = 'group_luobu_25'

  it('is asked on the first screen, binds with one tap, and may tap again', async () => {
    const { _id, name } = grid('25')
    expect((await home(leader, { group })).bindable).toEqual([{ id: _id, name }])
    const before = await world.tell(leader, ['handler', 'groups.get'], {}, { group })
    expect(before).toMatchObject({ standing: 'free', boundTo: null, units: [{ group: 'none' }] })

    const bound = { standing: 'yours', boundTo: { id: _id }, units: [{ group: 'this' }] }
    expect(await bind(leader, _id, group)).toMatchObject({ ok: true, data: bound })
    expect(await bind(leader, _id, group)).toMatchObject({ ok: true, data: bound })
    expect((await home(leader, { group })).bindable).toEqual([])
    const [audit] = world.cloud.database.find('audits', { userId: leader, action: 'bind_group' })
    expect(audit).toMatchObject({ unitId: _id, label: '罗布社区 25 微网格长' })
  })

  it('and whoever has no home opens the card and is at home: no form, no choice', async () => {
    const first = await home('newcomer', { group })
    expect(first).toMatchObject({ hasJoined: true, groupGrid: null })
    expect(first.profile).toMatchObject({
      grid: { name: '罗布社区 25 微网格' },
      caretaker: { label: '罗布社区 25 微网格长' },
    })
    expect(await home('newcomer', { group })).toMatchObject({ hasJoined: false })
    expect((await home('newcomer')).profile.grid?.name).toBe('罗布社区 25 微网格')
  })

  it('while whoever lives elsewhere, or only works in the group, is not moved', async () => {
    const visitor = await home('resident_luobu_07_1', { group })
    expect(visitor).toMatchObject({ hasJoined: false, groupGrid: { name: '罗布社区 25 微网格' } })
    expect(visitor.profile.grid?.name).toBe('罗布社区 07 微网格')
    const area = grid('25').path.at(-2) ?? ''
    const [areaLeader = ''] = (
      world.cloud.database.find('units', { _id: area })[0] as unknown as { members: string[] }
    ).members
    expect(await home(areaLeader, { group })).toMatchObject({
      hasJoined: false,
      profile: { grid: null },
    })
  })
})

describe('the group that is not theirs to bind', () => {
  it('belongs to another micro-grid: the refusal says whom to ask', async () => {
    const answer = await bind('leader_luobu_08', grid('08')._id, 'group_luobu_07')
    expect(answer).toMatchObject({
      ok: false,
      error: {
        code: 'FORBIDDEN',
        message: '这个群是罗布社区 07 微网格的群。要改的话，请找罗布社区 07 微网格长。',
      },
    })
    const view = await world.tell(
      'leader_luobu_08',
      ['handler', 'groups.get'],
      {},
      { group: 'group_luobu_07' },
    )
    expect(view).toMatchObject({ standing: 'others', ask: '罗布社区 07 微网格长' })
  })

  it.each([
    ['a resident', 'resident_luobu_07_1', 'NO_APPOINTMENT'],
    ['an area leader', 'area_luobu_1', 'NO_APPOINTMENT'],
    ['a worker of a community with micro-grids', 'worker_luobu_1', 'NO_APPOINTMENT'],
    ['another leader, for a foreign micro-grid', 'leader_luobu_08', 'FORBIDDEN'],
  ])('%s', async (_, openid, code) => {
    const answer = await bind(openid, grid('07')._id, 'group_luobu_26_second')
    expect(answer).toMatchObject({ ok: false, error: { code } })
  })

  it('a village binds its own', async () => {
    const village = world.unit('大洲村')
    const [openid = ''] = village.members
    const unitId = village._id
    expect(await bind(openid, unitId, 'group_second', true)).toMatchObject({ ok: true })
    expect(world.unit('大洲村').groupId).toBe('group_second')
  })
})

describe('a second group', () => {
  const group = 'group_jinsha_12_new'
  const [leader, ...colleagues] = ['leader_jinsha_12_1', 'leader_jinsha_12_2', 'leader_jinsha_12_3']
  const unit = () => world.unit('金沙社区 12 微网格')

  it('replaces the first by an explicit word; the others of the team are told', async () => {
    const before = unit().groupId ?? ''
    const hasty = await bind(leader!, unit()._id, group)
    expect(hasty).toMatchObject({ ok: false, error: { code: 'WRONG_STATE' } })
    expect(unit().groupId).toBe(before)
    expect(await bind(leader!, unit()._id, group, true)).toMatchObject({ ok: true })
    expect(unit().groupId).toBe(group)
    const old = await world.refusal('somebody', ['resident', 'profile.join'], {}, { group: before })
    expect(old.code).toBe('GROUP_UNKNOWN')
    for (const colleague of colleagues)
      expect((await world.inbox(colleague))[0]?.text).toContain('换成了另一个群')
    expect(await world.inbox(leader!)).toEqual([])
  })

  it('and the first is free again for its leader', async () => {
    const first = 'group_jinsha_12'
    expect(await bind(leader!, unit()._id, first, true)).toMatchObject({ ok: true })
    expect(unit().groupId).toBe(first)
  })
})

describe('a leader of two micro-grids', () => {
  const leader = 'leader_chengxi_01'
  const [one, two] = ['城西社区 01 微网格', '城西社区 02 微网格']

  it('chooses, and moves a group that stands with the wrong one', async () => {
    const group = 'group_chengxi_01'
    const view = await world.tell(leader, ['handler', 'groups.get'], {}, { group })
    expect(view.units.map(({ unit, group: has }) => [unit.name, has])).toEqual([
      [one, 'this'],
      [two, 'none'],
    ])
    const unitId = world.unit(two!)._id
    expect(await bind(leader, unitId, group)).toMatchObject({
      ok: false,
      error: { code: 'WRONG_STATE' },
    })
    const moved = await world.tell(leader, ['handler', 'groups.move'], { unitId }, { group })
    expect(moved.boundTo?.name).toBe(two)
    expect(world.unit(one!).groupId).toBeNull()
    expect((await home('a_newcomer', { group })).profile.grid?.name).toBe(two)
  })

  it('lets a group go', async () => {
    const unitId = world.unit(two!)._id
    await world.tell(leader, ['handler', 'groups.unbind'], { unitId })
    await world.tell(leader, ['handler', 'groups.unbind'], { unitId })
    expect(world.unit(two!).groupId).toBeNull()
    const audits = world.cloud.database.find('audits', { action: 'unbind_group' })
    expect(audits).toHaveLength(1)
  })
})

describe('what is not proved counts as no group', () => {
  const leader = 'leader_luobu_27'
  const group = 'group_luobu_26_second'

  const bindWith = async (proof: unknown) => {
    const unitId = grid('27')._id
    const event = { operation: 'groups.bind', input: { unitId }, group: proof }
    const outcome = await world.cloud.call('handler', event, { openid: leader })
    return (outcome as { result: unknown }).result
  }
  const refused = { ok: false, error: { code: 'NOT_FROM_GROUP' } }

  it.each([
    ['a plain id', () => group],
    ['a plain object', () => ({ cloudID: 'made-up', data: { opengid: group } })],
    ['an unknown cloudID', () => ({ $cloudId: 'made-up' })],
    [
      "another person's cloudID",
      () => ({ $cloudId: world.cloud.issueCloudId('leader_luobu_26', { opengid: group }) }),
    ],
    [
      'a cloudID of something else',
      () => ({ $cloudId: world.cloud.issueCloudId(leader, { phone: '1' }) }),
    ],
  ])('%s', async (_, proof) => {
    expect(await bindWith(proof())).toMatchObject(refused)
    expect(grid('27').groupId).toBe('group_luobu_27')
  })

  it('a cloudID that has run out', async () => {
    const $cloudId = world.cloud.issueCloudId(leader, { opengid: group })
    world.cloud.clock.advance(6 * 60_000)
    expect(await bindWith({ $cloudId })).toMatchObject(refused)
  })
})

describe('several at once', () => {
  const boundTo = (group: string) =>
    world.cloud.database.find('units', { groupId: group }).map(({ _id }) => _id)

  it('two leaders want the same group: one has it, the other is told', async () => {
    const group = 'group_wanted'
    const leaders = ['30', '31', '32', '33']
    const answers = await Promise.all(
      leaders.map((number) => bind(`leader_luobu_${number}`, grid(number)._id, group, true)),
    )
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(boundTo(group)).toHaveLength(1)
    for (const answer of answers)
      if (!answer.ok) expect(['FORBIDDEN', 'CONFLICT']).toContain(answer.error.code)
  })

  it('one leader taps five times: bound once', async () => {
    const unitId = grid('34')._id
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => bind('leader_luobu_34', unitId, 'group_tapped', true)),
    )
    expect(answers.some(({ ok }) => ok)).toBe(true)
    expect(boundTo('group_tapped')).toEqual([unitId])
    expect(await bind('leader_luobu_34', unitId, 'group_tapped')).toMatchObject({ ok: true })
  })

  it('a call that died after its claim holds the group for a minute, not for ever', async () => {
    const now = world.cloud.clock.now()
    const claim = { _id: 'group_left', unitId: grid('36')._id, userId: 'x', at: now }
    await world.cloud.database.insertMany('groups', [claim])
    const wish = () => bind('leader_luobu_35', grid('35')._id, 'group_left', true)
    expect(await wish()).toMatchObject({ ok: false, error: { code: 'CONFLICT' } })
    world.cloud.clock.advance(61_000)
    expect(await wish()).toMatchObject({ ok: true })
    expect(boundTo('group_left')).toEqual([grid('35')._id])
  })
})

describe('the poster', () => {
  it('is a code that opens the join page in the micro-grid, with the words around it', async () => {
    const codes: unknown[] = []
    const stop = world.cloud.onDelivery(({ api, data }) => codes.push({ api, ...data }))
    const { _id: unitId, gridCode } = grid('07')
    const poster = await world.tell('leader_luobu_07', ['handler', 'posters.get'], { unitId })
    stop()
    expect(poster).toMatchObject({ title: '罗布社区 07 微网格', gridCode })
    expect(poster.steps).toHaveLength(3)
    expect(Buffer.from(poster.image, 'base64').subarray(1, 4).toString()).toBe('PNG')
    expect(codes).toEqual([
      {
        api: 'wxacode.getUnlimited',
        scene: gridCode,
        path: `packages/join/join?scene=${gridCode}`,
      },
    ])
    const input = { gridCode: gridCode ?? '' }
    const joined = await world.tell('passer_by', ['resident', 'profile.join'], input)
    expect(joined.grid?.name).toBe('罗布社区 07 微网格')
  })

  it('waits until the unit has a code that fits', async () => {
    const village = world.unit('大洲村')
    const [openid = ''] = village.members
    const wish = { unitId: village._id }
    const { code } = await world.refusal(openid, ['handler', 'posters.get'], wish)
    expect(code).toBe('NOT_FOUND')
    const set = { gridCode: '大洲村' }
    await world.cloud.database.update('units', { _id: village._id }, { $set: set })
    const unfit = await world.refusal(openid, ['handler', 'posters.get'], wish)
    expect(unfit.code).toBe('NOT_FOUND')
  })
})
