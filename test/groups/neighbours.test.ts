import { limits } from '../../core/limits'
import { openWorld } from '../scenarios/world'
import type { World } from '../scenarios/world'
import {
  actsIn,
  arrival,
  group,
  leader,
  neighbour,
  other,
  reporter,
  resolution,
  room,
  secret,
} from './people'

let world: World
beforeAll(async () => {
  world = await openWorld()
}, 60_000)
afterAll(() => world?.close())

const { submit, peek, wish, follow, news } = actsIn(() => world)

describe('who opens a request’s card', () => {
  it('each gets the page that is theirs', async () => {
    const { id } = await submit()
    const pages = [
      [reporter, 'request'],
      [leader, 'answer'],
      ['area_luobu_1', 'answer'],
      ['dispatcher_1', 'answer'],
      [neighbour, 'follow'],
    ]
    for (const [openid, page] of pages)
      expect(await peek(openid!, id)).toMatchObject({ ok: true, data: { page } })
  })

  it('the leader whose micro-grid handed it up still reads it as one who works on it', async () => {
    const { id } = await submit()
    const up = { id, reason: '要协调' }
    await world.tell(leader, ['handler', 'requests.escalate'], up)
    expect(await peek(leader, id)).toMatchObject({ data: { page: 'answer' } })
  })

  it('others are refused politely and told what they can do', async () => {
    const { id } = await submit()
    const foreign = await peek('resident_luobu_08_1', id)
    expect(foreign).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } })
    const stranger = await peek('nobody_yet', id)
    expect(stranger).toMatchObject({ ok: false, error: { code: 'NOT_JOINED' } })
    for (const answer of [foreign, stranger]) expect(JSON.stringify(answer)).not.toContain('灯')
  })

  it('a stranger who comes by the group’s own card is at home there and reads it', async () => {
    const { id } = await submit()
    expect(await peek('by_card', id, { group })).toMatchObject({ data: { page: 'follow' } })
    const profile = await world.tell('by_card', ['resident', 'profile.get'], {})
    expect(profile.grid?.name).toBe('罗布社区 07 微网格')
    expect(await peek('by_card', id)).toMatchObject({ ok: true })
  })

  it('a private request is not there, neither for neighbours nor for strangers', async () => {
    const { id } = await submit({ isPrivate: true })
    const unknown = await peek(neighbour, 'no-such-request')
    for (const openid of [neighbour, 'resident_luobu_08_1', 'stranger']) {
      expect(await peek(openid, id)).toEqual(unknown)
      for (const name of ['follow', 'unfollow', 'meToo'] as const)
        expect(await wish(openid, name, id)).toEqual(unknown)
    }
    expect(await peek(neighbour, id, { group })).toEqual(unknown)
    expect(await peek(leader, id)).toMatchObject({ data: { page: 'answer' } })
  })
})

describe('what a neighbour reads', () => {
  it('is what was done, by whom in which post, and nothing that anybody said', async () => {
    const { id } = await submit(secret)
    await world.tell(leader, ['handler', 'requests.reply'], { id, text: '王阿姨，下午去您家' })
    await world.tell(leader, ['handler', 'requests.ask'], { id, text: '502 有人吗' })
    const said = { id, text: '我在家，王秀英' }
    await world.tell(reporter, ['resident', 'requests.supplement'], said)
    const watched = { id, text: '抓紧办' }
    await world.tell('area_luobu_1', ['handler', 'requests.supervise'], watched)
    await world.tell(leader, ['handler', 'requests.resolve'], { id, ...resolution })
    await world.idle()
    await world.tick()
    const answer = await peek(neighbour, id)
    if (!answer.ok || !answer.data.request) throw new Error('not a neighbour')
    const { request } = answer.data
    expect(request).toMatchObject({ state: 'resolved', handler: { label: '罗布社区 07 微网格长' } })
    expect(request.history.map(({ command }) => command)).toEqual([
      'submit',
      'reply',
      'ask',
      'resolve',
    ])
    expect(Object.keys(request).sort()).toEqual(
      [
        ...['id', 'number', 'state', 'topic', 'place', 'text', 'unit', 'handler', 'due'],
        ...['submittedAt', 'meTooCount', 'photos', 'history', 'followCount', 'isFollowing'],
        ...['isMeToo', 'allowed'],
      ].sort(),
    )
    const whole = JSON.stringify(request)
    expect(request).toMatchObject({ text: '3 栋 *** 漏水，打 ****', place: '泽霖府 3 栋' })
    for (const word of ['王', '1380598', '下午去', '有人吗', '抓紧', '换好了', '26.4', reporter])
      expect(whole).not.toContain(word)
    expect(whole).not.toMatch(room)
  })
})

it('words and pictures that have not passed the check are not shown, the rest is', async () => {
  const { id } = await submit({ text: '墙上有违规示例', place: { name: '泽霖府 3 栋' } })
  await world.idle()
  await world.tick()
  const shown = { state: 'assigned', text: '', place: null, photos: [] }
  expect(await peek(neighbour, id)).toMatchObject({ data: { request: shown } })
})

it.each([
  ['a report of wrongdoing', { type: 'report' }],
  ['a quarrel', { topic: 'dispute' }],
] as const)('%s speaks of a neighbour: its words are nobody’s to read', async (_, kind) => {
  const { id } = await submit({ text: '三楼老李半夜打麻将', place: { name: '三号楼' }, ...kind })
  await world.idle()
  await world.tick()
  const shown = { state: 'assigned', text: '', place: null, photos: [] }
  expect(await peek(neighbour, id)).toMatchObject({ data: { request: shown } })
})

describe('"it happened to me as well"', () => {
  it('counts once for each, however often they tap; the handler sees how many', async () => {
    const { id } = await submit()
    await Promise.all([neighbour, neighbour, other, neighbour].map((one) => wish(one, 'meToo', id)))
    const again = await wish(neighbour, 'meToo', id)
    expect(again).toMatchObject({ data: { meTooCount: 2, isMeToo: true, isFollowing: true } })
    const seen = await world.tell(leader, ['handler', 'requests.get'], { id })
    expect(seen).toMatchObject({ meTooCount: 2, followCount: 2, urgency: 'normal', version: 1 })
    const { items } = await world.tell(leader, ['handler', 'queue.list'], { limit: 50 })
    expect(items.find((one) => one.id === id)?.meTooCount).toBe(2)
    const mine = await world.tell(reporter, ['resident', 'requests.get'], { id })
    expect(mine.meTooCount).toBe(2)
  })

  it('loses nobody while the leader works on it', async () => {
    const { id } = await submit()
    const people = Array.from({ length: 12 }, (_, index) => `crowd_${index}`)
    const gridId = world.unit('罗布社区 07 微网格')._id
    for (const openid of people) await world.tell(openid, ['resident', 'profile.join'], { gridId })
    const act = async () => {
      await world.tell(leader, ['handler', 'requests.accept'], { id })
      await world.tell(leader, ['handler', 'requests.reply'], { id, text: '在看' })
    }
    const taps = people.flatMap((one) => [wish(one, 'meToo', id), wish(one, 'follow', id)])
    const answers = await Promise.all([...taps, act()])
    expect(answers.every((answer) => answer === undefined || answer.ok)).toBe(true)
    const stored = world.stored(id)
    expect(stored).toMatchObject({ meTooCount: 12, followCount: 12, version: 3 })
    expect(new Set(stored.meTooIds).size).toBe(12)
    expect([...stored.followIds].sort()).toEqual([...stored.meTooIds].sort())
  })

  it('is nothing the reporter can say, nor anybody once it has ended', async () => {
    const { id } = await submit()
    expect(await wish(reporter, 'meToo', id)).toMatchObject({ error: { code: 'FORBIDDEN' } })
    await follow(other, id)
    await world.tell(reporter, ['resident', 'requests.withdraw'], { id })
    for (const name of ['follow', 'meToo'] as const)
      expect(await wish(neighbour, name, id)).toMatchObject({ error: { code: 'WRONG_STATE' } })
    expect(await wish(other, 'unfollow', id)).toMatchObject({ ok: true, data: { allowed: [] } })
  })

  it('has an end: the list is full, and the count stays exact', async () => {
    const { id } = await submit()
    const ids = Array.from({ length: limits.neighbours }, (_, index) => `full_${index}`)
    const set = { followIds: ids, followCount: ids.length, meTooIds: ids, meTooCount: ids.length }
    await world.cloud.database.update('requests', { _id: id }, { $set: set })
    expect(await wish(neighbour, 'meToo', id)).toMatchObject({ error: { code: 'TOO_MANY' } })
    expect(world.stored(id).meTooCount).toBe(limits.neighbours)
  })
})

describe('whoever follows', () => {
  it('hears of each step once, in words that give nothing away, until they follow no more', async () => {
    const { id, number } = await submit(secret, reporter)
    expect(await follow(neighbour, id)).toMatchObject({ isFollowing: true, followCount: 1 })
    await follow(other, id)
    await world.tell(leader, ['handler', 'requests.accept'], { id })
    await world.idle()
    await world.tick()
    await world.tick()
    const [first, ...more] = await news(neighbour, id)
    expect(more).toEqual([])
    expect(first).toMatchObject({
      opens: 'follow',
      text: expect.stringContaining(`（编号 ${number}），罗布社区 07 微网格长接手了`),
    })
    expect(await wish(other, 'unfollow', id)).toMatchObject({ data: { isFollowing: false } })
    await world.tell(leader, ['handler', 'requests.reply'], { id, text: '王阿姨家的水管' })
    await world.tell(leader, ['handler', 'requests.resolve'], { id, ...resolution })
    await world.idle()
    await world.tick()
    expect((await news(neighbour, id)).map(({ text }) => text)[0]).toContain('已经处理好')
    expect(await news(neighbour, id)).toHaveLength(3)
    expect(await news(other, id)).toHaveLength(1)
    for (const { text } of await news(neighbour, id)) {
      expect(text).not.toMatch(/王|漏水|水管/)
      expect(text).not.toMatch(room)
    }
  })

  it('gets WeChat’s message in the same words, where they granted one', async () => {
    const templates = {
      resident: { id: 'T1', fields: { thing1: 'summary', thing2: 'words' } },
    } as const
    const { messages } = await world.tell('dispatcher_1', ['handler', 'settings.get'], {})
    const save = { version: messages.version, messages: { templates, quiet: null } }
    await world.tell('dispatcher_1', ['handler', 'settings.saveMessages'], save)
    const grant = { openid: neighbour, templates: ['T1'] }
    await fetch(`${world.cloud.url}/_emulator/grant`, {
      method: 'POST',
      body: JSON.stringify(grant),
    })
    await world.tell(neighbour, ['resident', 'notices.grant'], { templates: { T1: 'accept' } })
    const sent: Record<string, unknown>[] = []
    const stop = world.cloud.onDelivery(({ data }) => sent.push(data))
    const { id } = await submit(secret)
    await follow(neighbour, id)
    await world.tell(leader, ['handler', 'requests.accept'], { id })
    await world.idle()
    await world.tick()
    await arrival(sent)
    stop()
    expect(sent).toMatchObject([{ page: `packages/request/follow?id=${id}` }])
    expect(JSON.stringify(sent)).not.toMatch(/王|漏水/)
    expect(JSON.stringify(sent)).not.toMatch(room)
  })

  it('a thousand of them make the leader’s answer no larger, and each is told once', async () => {
    const { id } = await submit()
    const ids = Array.from({ length: 1000 }, (_, index) => `crowd_of_${index}`)
    const set = { followIds: ids, followCount: ids.length }
    await world.cloud.database.update('requests', { _id: id }, { $set: set })
    await world.tell(leader, ['handler', 'requests.accept'], { id })
    expect(world.lastCall().explain.calls).toBe(2)
    await world.idle()
    await world.tick()
    const told = world.cloud.database
      .find('notices', { kind: 'taken' })
      .filter(({ requestId, opens }) => requestId === id && opens === 'follow')
    expect(told).toHaveLength(1000)
    expect(told.filter(({ push }) => push !== null)).toEqual([])
    expect(world.stored(id)).toMatchObject({ hasOutbox: false, outbox: [] })
  })
})
