import { mostInAMinute } from '../../core/chat/limits'
import { type Typing, messageId, typingOf } from './typing'
import { type World, openWorld } from './world'

const resident = 'resident_luobu_07_1'
const neighbour = 'resident_luobu_07_2'
const leader = 'leader_luobu_07'
const foreign = 'leader_luobu_40'
const second = 1000
const minute = 60 * second

let world: World
let byLeader: Typing
let byResident: Typing

beforeAll(async () => {
  world = await openWorld()
  byLeader = typingOf(world, leader)
  byResident = typingOf(world, resident)
}, 60_000)
afterAll(() => world?.close())

/** Nothing is picked any more, nobody writes too fast. */
beforeEach(() => world.cloud.clock.advance(31 * minute))

/** Only the newest request stays the leader's. */
async function submitted(text = '三号楼二楼的灯不亮了'): Promise<string> {
  for (const { id, state } of (await world.tell(leader, ['handler', 'queue.list'], {})).items)
    if (state !== 'resolved')
      await world.tell(leader, ['handler', 'requests.resolve'], {
        id,
        text: '好了',
        outcome: 'solved',
      })
  return (await world.tell(resident, ['resident', 'requests.submit'], { text })).id
}

/** Two of them, as the leader's queue has them. */
async function twoSubmitted() {
  await submitted('一号楼的门坏了')
  await world.tell(resident, ['resident', 'requests.submit'], { text: '二号楼的窗坏了' })
  const { items } = await world.tell(leader, ['handler', 'queue.list'], { state: 'assigned' })
  return items as [(typeof items)[0], (typeof items)[0]]
}

const last = (id: string) => world.stored(id).history.at(-1)

describe('a leader answers by typing', () => {
  it('came from the answer page: the four numbers, each echoed', async () => {
    const id = await submitted()
    expect(await byLeader.enter(`request:${id}`)).toMatch(
      /现在说的是“三号楼二楼的灯不亮了”[^]*1 我来看看/,
    )
    expect(await byLeader.type('1')).toMatch(/由您接手了/)
    expect(last(id)).toMatchObject({ command: 'accept', after: { state: 'accepted' } })
    expect(await byLeader.type('２今晚就修')).toBe(
      '已回复“三号楼二楼的灯不亮了”：今晚就修\n弄错了，两分钟内回“撤销”。',
    )
    expect(last(id)).toMatchObject({ command: 'reply', text: '今晚就修' })
    expect(await byLeader.type('师傅八点到')).toMatch(/已回复/)
    expect(last(id)).toMatchObject({ command: 'reply', text: '师傅八点到' })
    expect(await byLeader.type('三 灯泡换好了')).toMatch(/已办结/)
    expect(world.stored(id)).toMatchObject({ state: 'resolved', outcome: 'solved' })
    expect(byLeader.calls()).toBe(4)
  })

  it('hands up with a reason, and takes it back in time', async () => {
    const id = await submitted()
    await byLeader.enter(`request:${id}`)
    expect(await byLeader.type('上報，要換電纜')).toMatch(
      /上报给罗布社区 1 片区网格长，原因：要換電纜/,
    )
    expect(world.stored(id).unit.kind).toBe('area')
    world.cloud.clock.advance(100 * second)
    expect(await byLeader.type('撤銷')).toMatch(/^已收回/)
    expect(world.stored(id)).toMatchObject({ unit: { kind: 'micro_grid' }, state: 'assigned' })
    expect(last(id)?.command).toBe('take_back')
    expect(await byLeader.type('撤销')).toMatch(/没有可以收回的/)
  })

  it('too late to take back, or somebody did something since: nothing changes, they are told', async () => {
    const id = await submitted()
    await byLeader.enter(`request:${id}`)
    await byLeader.type('1')
    world.cloud.clock.advance(2 * minute + second)
    expect(await byLeader.type('撤销')).toMatch(/没有可以收回的/)
    await byLeader.type('2 今晚就修')
    await world.tell(resident, ['resident', 'requests.supplement'], { id, text: '谢谢' })
    expect(await byLeader.type('撤销')).toMatch(/没有办成：只能收回您自己刚做的最后一步/)
    expect(last(id)?.command).toBe('supplement')
  })

  it('an empty answer is asked for, and the next line is it', async () => {
    const id = await submitted()
    await byLeader.enter(`request:${id}`)
    expect(await byLeader.type('3')).toMatch(/怎么办好的/)
    expect(world.stored(id).version).toBe(1)
    expect(await byLeader.type('已经换了灯泡')).toMatch(/已办结/)
    expect(last(id)).toMatchObject({ command: 'resolve', text: '已经换了灯泡' })
  })

  it('with one request nothing has to be picked; words alone still ask to whom they go', async () => {
    const id = await submitted()
    expect(await byLeader.type('今晚就修')).toMatch(/“今晚就修”回给哪一件？\n【1】三号楼/)
    expect(world.stored(id).version).toBe(1)
    expect(await byLeader.type('好的')).toMatch(/已回复/)
    expect(last(id)).toMatchObject({ command: 'reply', text: '今晚就修' })
  })

  it('after a list the numbers pick, then they answer again', async () => {
    const [one, two] = await twoSubmitted()
    expect(await byLeader.type('？')).toBe(
      `等您办的有 2 件：\n【1】${one.text}（待签收）\n【2】${two.text}（待签收）\n回编号选一件，比如 1。`,
    )
    expect(byLeader.calls()).toBe(2)
    expect(await byLeader.type('2')).toContain(`现在说的是“${two.text}”`)
    expect(world.stored(one.id).version + world.stored(two.id).version).toBe(2)
    expect(await byLeader.type('2 今晚就修')).toContain(`已回复“${two.text}”`)
    expect(await byLeader.type('看1')).toContain(`现在说的是“${one.text}”`)
    world.cloud.clock.advance(31 * minute)
    expect(await byLeader.type('2 明天就修')).toMatch(/“明天就修”回给哪一件/)
    expect(await byLeader.type('9')).toMatch(/没有第 9 件/)
  })

  it('said while the list stands open, an answer asks which', async () => {
    const [one] = await twoSubmitted()
    await byLeader.type('清单')
    expect(await byLeader.type('2 今晚就修')).toMatch(/回给哪一件/)
    expect(await byLeader.type('1')).toContain(`已回复“${one.text}”：今晚就修`)
    expect(last(one.id)).toMatchObject({ text: '今晚就修' })
  })

  it('somebody else has resolved it meanwhile: told so, nothing changes', async () => {
    const id = await submitted()
    await byLeader.enter(`request:${id}`)
    await world.tell(leader, ['handler', 'requests.resolve'], {
      id,
      text: '好了',
      outcome: 'solved',
    })
    const { version } = world.stored(id)
    expect(await byLeader.type('2 今晚就修')).toMatch(/现在是“已办结，等评价”[^]*什么都没有改动/)
    expect(byLeader.calls()).toBe(4)
    expect(world.stored(id).version).toBe(version)
  })

  it('a card of the answer page in the conversation picks its request', async () => {
    const id = await submitted()
    const card = {
      MsgType: 'miniprogrampage',
      MsgId: messageId(),
      PagePath: `packages/work/answer?id=${id}`,
    }
    expect(await byLeader.push(card)).toMatch(/现在说的是/)
  })
})

describe('a resident types', () => {
  it('what is read back is reported by 1, once however often it is said', async () => {
    expect(await byResident.enter('report')).toMatch(/交给罗布社区 07 微网格长/)
    expect(await byResident.type('三号楼门口的井盖松了')).toMatch(
      /要把这句话报给罗布社区 07 微网格长吗/,
    )
    const before = world.cloud.database.count('requests')
    const said = await byResident.type('１')
    expect(said).toMatch(/报上去了，编号 \d{4} \d{4}，交给了罗布社区 07 微网格长/)
    expect(world.cloud.database.count('requests')).toBe(before + 1)
    expect(await byResident.type('?')).toMatch(/【1】三号楼门口的井盖松了（等人接手）/)
    expect(await byResident.type('1')).toMatch(/现在由罗布社区 07 微网格长办理/)
    expect(await byResident.type('就在花坛旁边')).toMatch(/补充到“三号楼门口的井盖松了”，回 1/)
    expect(await byResident.type('1')).toMatch(/已补充/)
  })

  it('no is no, and what was just reported is taken back', async () => {
    const before = world.cloud.database.count('requests')
    await byResident.type('楼上太吵了睡不着')
    expect(await byResident.type('不用了')).toBe('好，不发了。')
    expect(await byResident.type('1')).not.toMatch(/报上去/)
    await byResident.type('反映 楼道堆了旧家具')
    expect(world.cloud.database.count('requests')).toBe(before)
    await byResident.type('好')
    expect(await byResident.type('撤销')).toMatch(/已撤回/)
    const [request] = world.cloud.database.find('requests', { text: '楼道堆了旧家具' })
    expect(request?.state).toBe('withdrawn')
  })

  it('an emergency is told whom to call first, and reported without a question', async () => {
    const said = await byResident.type('楼下着火了快来人')
    expect(said).toMatch(/^请马上打 119（火警和救援）[^]*报上去了/)
    const [request] = world.cloud.database.find('requests', { text: '楼下着火了快来人' })
    expect(request).toMatchObject({ urgency: 'emergency' })
  })

  it('a leader in danger is told whom to call, whatever they came for', async () => {
    await submitted()
    expect(await byLeader.type('我家着火了')).toMatch(/^请马上打 119（火警和救援）/)
    expect(await byLeader.type('反映 我家着火了')).toMatch(/^请马上打 119[^]*报上去了/)
  })

  it('a question from the handler is answered at once', async () => {
    const id = await submitted('水管漏水了')
    await world.tell(leader, ['handler', 'requests.ask'], { id, text: '哪一栋？' })
    expect(await byResident.enter(`request:${id}`)).toMatch(/要补充什么，直接打字说/)
    expect(await byResident.type('三栋')).toMatch(/已补充/)
    expect(world.stored(id)).toMatchObject({ state: 'accepted' })
  })

  it('in a team too a report takes four calls', async () => {
    const typing = typingOf(world, 'resident_jinsha_12_1')
    await typing.type('三号楼的水管漏水了')
    expect(await typing.type('1')).toMatch(/报上去了/)
    expect(typing.calls()).toBe(4)
  })

  it('whoever is both answers, and reports by the door for it or by saying so', async () => {
    await submitted()
    expect(await byLeader.type('我要反映 我家楼下的井盖松了')).toMatch(/要把这句话报给/)
    expect(await byLeader.type('0')).toBe('好，不发了。')
    await byLeader.enter('report')
    expect(await byLeader.type('我家楼下的井盖松了')).toMatch(/要把这句话报给/)
  })
})

describe('what must do nothing', () => {
  it('the same message pushed again, one after the other or at once', async () => {
    const id = await submitted()
    await byLeader.enter(`request:${id}`)
    // As WeChat repeats it: with the time it was written at, not that of the push.
    const again = { MsgId: messageId(), CreateTime: 1 }
    expect(await byLeader.type('2 今晚就修', again)).toMatch(/已回复/)
    expect(await byLeader.type('2 今晚就修', again)).toBe('')
    expect(byLeader.calls()).toBe(1)
    const { version } = world.stored(id)
    const atOnce = { MsgId: messageId() }
    const event = {
      FromUserName: leader,
      CreateTime: 1,
      MsgType: 'text',
      Content: '3 换好了',
      ...atOnce,
    }
    const answers: string[] = []
    const stop = world.cloud.onDelivery(({ openid }) => answers.push(String(openid)))
    await Promise.all([1, 2, 3].map(() => world.cloud.push('wechat', event, leader)))
    stop()
    expect(world.stored(id).version).toBe(version + 1)
    expect(answers).toEqual([leader])
  })

  it('an event made up for somebody else', async () => {
    const id = await submitted()
    await byLeader.enter(`request:${id}`)
    const forged = {
      FromUserName: leader,
      CreateTime: 1,
      MsgType: 'text',
      MsgId: messageId(),
      Content: '1',
    }
    const { explain, ...answer } = await world.cloud.call('wechat', forged, { openid: neighbour })
    expect(answer).toEqual({ result: 'success' })
    expect(explain.calls).toBe(0)
    expect(world.stored(id).version).toBe(1)
  })

  it("a session that names somebody else's request, or none there is", async () => {
    const id = await submitted()
    const typing = typingOf(world, foreign)
    expect(await typing.enter(`request:${id}`)).toMatch(/没有找到这件诉求/)
    expect(await typing.type('1')).not.toMatch(/接手了/)
    expect(await typingOf(world, neighbour).enter(`request:${id}`)).toMatch(/没有找到这件诉求/)
    expect(await typing.enter('request:nobody')).toMatch(/没有找到/)
    expect(await typing.enter('request:{"$ne":1}')).toMatch(/等您办/)
    expect(world.stored(id).version).toBe(1)
  })

  it('more than anybody types: told once, then silence, then calm again', async () => {
    const typing = typingOf(world, 'fast_writer')
    for (let count = 0; count < mostInAMinute; count++) await typing.type('?')
    expect(await typing.type('?')).toMatch(/有点快/)
    expect(await typing.type('?')).toBe('')
    expect(typing.calls()).toBe(1)
    world.cloud.clock.advance(minute)
    expect(await typing.type('?')).toMatch(/没有正在办的事/)
  })

  it('emoji, pictures, strange words and long ones: a kind sentence', async () => {
    const id = await submitted()
    await byLeader.enter(`request:${id}`)
    expect(await byLeader.type('👍')).toMatch(/只看得懂文字/)
    const picture = { MsgType: 'image', MsgId: messageId(), PicUrl: 'https://x', MediaId: 'm' }
    expect(await byLeader.push(picture)).toMatch(/照片请在小程序里添加/)
    expect(await byLeader.type('怎么用')).toMatch(/1 我来看看\n2 想说的话/)
    expect(await byLeader.type('长'.repeat(1001))).toMatch(/一次最多 1000 个字/)
    expect(await byLeader.type(`4 ${'长'.repeat(201)}`)).toMatch(/一次最多 200 个字/)
    expect(await byLeader.type('谢谢')).toBe('不客气，有事随时说。')
    expect(world.stored(id).version).toBe(1)
  })
})
