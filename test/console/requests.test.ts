import type { Input, Output } from '../../typings/api'
import { openWorld } from '../scenarios/world'
import type { World } from '../scenarios/world'

type Filters = Input<'console', 'requests.search'>

let world: World
let ids: Record<'lamp' | 'leak' | 'fire' | 'vacant' | 'foreign' | 'hidden', string>

const [worker, foreigner, dispatcher, officer] = [
  'worker_luobu_1',
  'worker_jinsha_1',
  'dispatcher_1',
  'officer_qiujiang_1',
]

beforeAll(async () => {
  world = await openWorld()
  const submit = async (openid: string, draft: object) =>
    (await world.tell(openid, ['resident', 'requests.submit'], draft as { text: string })).id
  const contact = { name: '陈秀英', phone: '13805981234' }
  ids = {
    lamp: await submit('resident_luobu_07_1', {
      text: '泽霖府三栋楼道的路灯坏了三天',
      topic: 'municipal',
      contact,
    }),
    leak: await submit('resident_luobu_07_2', { text: '下水道堵了，厨房返水', topic: 'utilities' }),
    fire: await submit('resident_luobu_03_1', { text: '充电棚着火了', urgency: 'emergency' }),
    vacant: await submit('resident_jinsha_11_1', { text: '垃圾没人清', topic: 'sanitation' }),
    foreign: await submit('resident_jinsha_12_1', { text: '路灯太亮睡不着', topic: 'municipal' }),
    hidden: await submit('resident_luobu_07_3', {
      text: '楼上半夜装修',
      topic: 'noise',
      isAnonymous: true,
      contact: { name: '林先生', phone: '13900007777' },
    }),
  }
  await world.tell('leader_luobu_07', ['handler', 'requests.accept'], { id: ids.leak })
  await world.tick()
}, 60_000)
afterAll(() => world?.close())

async function found(openid: string, filters: Filters = {}): Promise<string[]> {
  const page = await search(openid, filters)
  const names = Object.entries(ids)
  return page.items.map(({ id }) => names.find(([, known]) => known === id)?.[0] ?? id).sort()
}

const search = (openid: string, filters: Filters): Promise<Output<'console', 'requests.search'>> =>
  world.tell(openid, ['console', 'requests.search'], filters)

describe('requests are found', () => {
  it.each<[string, Filters, string[]]>([
    ['all open ones', {}, ['fire', 'hidden', 'lamp', 'leak']],
    ['by topic', { topic: 'municipal' }, ['lamp']],
    ['by state', { state: 'accepted' }, ['leak']],
    ['by urgency', { urgency: 'emergency' }, ['fire']],
    ['by words', { text: '路灯' }, ['lamp']],
    ['by several words', { text: '下水道 厨房' }, ['leak']],
    ['by words that stand apart', { text: '路灯 厨房' }, []],
    ['by the last four digits', { text: '1234' }, ['lamp']],
    ['not by the phone of somebody anonymous', { text: '7777' }, []],
    ['by a whole phone number', { text: '13805981234' }, ['lamp']],
    ['by topic and words', { topic: 'noise', text: '路灯' }, []],
    [
      'by today',
      { submittedFrom: '2026-11-23', submittedTo: '2026-11-23' },
      ['fire', 'hidden', 'lamp', 'leak'],
    ],
    ['by tomorrow', { submittedFrom: '2026-11-24' }, []],
    ['closed ones', { isOpen: false }, []],
  ])('%s', async (_, filters, expected) => {
    expect(await found(worker, filters)).toEqual(expected)
  })

  it('by its number, as people say it', async () => {
    const number = world.stored(ids.lamp).number
    expect(await found(worker, { text: `${number.slice(0, 4)} ${number.slice(4)}` })).toEqual([
      'lamp',
    ])
  })

  it('by who has it', async () => {
    const unit = world.unit('罗布社区 07 微网格')
    const appointmentId = unit.appointments[0]?.id ?? ''
    const handler = { unitId: unit._id, appointmentId }
    expect(await found(worker, { handler })).toEqual(['hidden', 'lamp', 'leak'])
  })

  it('below one of the units', async () => {
    const unitId = world.unit('罗布社区 07 微网格')._id
    expect(await found(worker, { unitId })).toEqual(['hidden', 'lamp', 'leak'])
    expect(await found(dispatcher, { unitId, text: '路灯' })).toEqual(['lamp'])
  })

  it('page by page, each once', async () => {
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await search(dispatcher, { limit: 2, ...(cursor && { cursor }) })
      seen.push(...page.items.map(({ id }) => id))
      cursor = page.next ?? undefined
    } while (cursor)
    expect(seen.sort()).toEqual(Object.values(ids).sort())
  })
})

describe('nobody finds what is not theirs', () => {
  it('another community finds its own', async () => {
    expect(await found(foreigner)).toEqual(['foreign', 'vacant'])
    expect(await found(foreigner, { text: '路灯' })).toEqual(['foreign'])
  })

  it('the district finds all', async () => {
    expect(await found(dispatcher)).toHaveLength(6)
    expect(await found(dispatcher, { text: '路灯' })).toEqual(['foreign', 'lamp'])
  })

  it('a foreign unit can not be asked for', async () => {
    const unitId = world.unit('罗布社区 07 微网格')._id
    const { code } = await world.refusal(foreigner, ['console', 'requests.search'], { unitId })
    expect(code).toBe('FORBIDDEN')
  })

  it('a number of a foreign request finds nothing', async () => {
    const { number } = world.stored(ids.lamp)
    expect(await found(foreigner, { text: number })).toEqual([])
  })
})

describe('the day', () => {
  it('counts what is theirs', async () => {
    const day = await world.tell(worker, ['console', 'today.get'], {})
    expect(day.counts).toMatchObject({
      unclaimed: { count: 3, isMore: false },
      emergencies: { count: 1 },
      submittedToday: { count: 4 },
      overdue: { count: 0 },
      stuckMessages: null,
    })
    expect(day.due[0]?.id).toBe(ids.fire)
    expect(day.units).toMatchObject([{ name: '罗布社区' }])
    const calls = world.lastCall().explain.calls
    expect(calls).toBe(2)
  })

  it('grows red and overdue with time, as the light of the rows says', async () => {
    world.cloud.clock.advance(3 * 60_000 + 30_000)
    const red = await world.tell(worker, ['console', 'today.get'], {})
    expect(red.counts.red.count).toBe(red.due.filter(({ due }) => due.light === 'red').length)
    expect(await found(worker, { light: 'red' })).toEqual(
      red.counts.red.count === 1 ? ['fire'] : [],
    )
    world.cloud.clock.advance(2 * 60_000)
    const late = await world.tell(worker, ['console', 'today.get'], {})
    expect(late.counts.overdue.count).toBe(1)
    expect(await found(worker, { light: 'overdue' })).toEqual(['fire'])
  })

  it('tells the district of vacant grids and messages', async () => {
    const day = await world.tell(dispatcher, ['console', 'today.get'], {})
    expect(day.counts.vacantUnits.count).toBeGreaterThan(60)
    expect(day.vacantUnits[0]?.path[0]?.name).toContain('沙县')
    expect(day.counts.stuckMessages).toEqual({ count: 0, isMore: false })
  })

  it('what came since they looked', async () => {
    const { at } = await world.tell(worker, ['console', 'today.news'], {})
    const text = '门口有积水'
    world.cloud.clock.advance(1000)
    const { id } = await world.tell('resident_luobu_07_1', ['resident', 'requests.submit'], {
      text,
    })
    const news = await world.tell(worker, ['console', 'today.news'], { since: at })
    expect(news).toMatchObject({ fresh: { count: 1, isMore: false }, rows: [{ id }] })
    await world.tell(worker, ['console', 'today.news'], { since: at })
    expect(world.lastCall().explain.calls).toBe(2)
    const { rows } = await world.tell(foreigner, ['console', 'today.news'], { since: at })
    expect(rows).toEqual([])
    const again = await world.tell(worker, ['console', 'today.news'], { since: news.at })
    expect(again.rows).toEqual([])
  })
})

it('a subdistrict finds words in its communities', async () => {
  expect(await found(officer, { text: '路灯' })).toContain('lamp')
})
