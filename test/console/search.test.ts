import fc from 'fast-check'
import { toDocument } from '../../cloudfunctions/shared/stores/requests'
import type { StoredRequest } from '../../cloudfunctions/shared/stores/requests'
import { chinaDay, endOfDay, startOfDay } from '../../core/calendar'
import { light } from '../../core/requests/deadlines'
import { isOpenState } from '../../core/requests/transitions'
import { phoneEnd, wordsOf } from '../../core/requests/words'
import type { RequestFilters, RequestRow } from '../../typings/console/requests'
import { monday, openWorld } from '../scenarios/world'
import type { World } from '../scenarios/world'
import { insertMany } from './many'

const now = monday
let world: World
let all: StoredRequest[]

beforeAll(async () => {
  world = await openWorld(now)
  all = await insertMany(world, now)
}, 90_000)
afterAll(() => world?.close())

const search = (openid: string, input: RequestFilters & { limit?: number; cursor?: string }) =>
  world.tell(openid, ['console', 'requests.search'], input)

/** All pages, one after the other. */
async function searchAll(openid: string, filters: RequestFilters): Promise<RequestRow[]> {
  const rows: RequestRow[] = []
  for (let cursor: string | null = ''; cursor !== null;) {
    const page = await search(openid, { ...filters, limit: 50, ...(cursor && { cursor }) })
    rows.push(...page.items)
    cursor = page.next
  }
  return rows
}

const people: Record<string, string[]> = {}
beforeAll(() => {
  const unitOf = (name: string) => world.unit(name)._id
  people.worker_luobu_1 = [unitOf('罗布社区')]
  people.worker_jinsha_1 = [unitOf('金沙社区')]
  people.officer_fenggang_1 = [unitOf('凤岗街道')]
  people.dispatcher_1 = world.place.units
    .filter(({ kind }) => kind === 'district')
    .map((one) => one._id)
  people.department_urban_management_1 = [unitOf('区城市管理局')]
  people.department_water_1 = [unitOf('区供水服务')]
})

const concerns = (one: StoredRequest, unitIds: string[]) =>
  unitIds.some((id) => one.path.includes(id) || one.coHandlers.some(({ unit }) => unit.id === id))

/** What the filters mean, said once more and simply. */
function matches(one: StoredRequest, filters: RequestFilters, userId: string): boolean {
  const { handler, text, submittedFrom, submittedTo } = filters
  const isOpen = filters.state
    ? isOpenState(filters.state)
    : filters.light || filters.isDueToday
      ? true
      : (filters.isOpen ?? (text === undefined ? true : undefined))
  const checks: boolean[] = [
    isOpen === undefined || one.isOpen === isOpen,
    !filters.state || one.state === filters.state,
    !filters.light || light(one, world.cloud.clock.now()) === filters.light,
    !filters.isDueToday || isDueToday(one),
    !filters.topic || one.topic === filters.topic,
    !filters.type || one.type === filters.type,
    !filters.urgency || one.urgency === filters.urgency,
    !filters.channel || one.channel === filters.channel,
    !filters.hasCoHandlers || one.coHandlers.length > 0,
    handler !== 'nobody' || one.handler === null,
    handler !== 'me' || one.handler?.userId === userId,
    !submittedFrom || one.submittedAt >= startOfDay(submittedFrom),
    !submittedTo || one.submittedAt < endOfDay(submittedTo),
    !filters.unitId || concerns(one, [filters.unitId]),
    !text || says(one, text),
  ]
  return checks.every(Boolean)
}

const isDueToday = ({ dueAt }: StoredRequest) =>
  dueAt !== null && dueAt > now && chinaDay(dueAt) === chinaDay(now)

function says(one: StoredRequest, text: string): boolean {
  if (/^\d{8}$/.test(text)) return one.number === text
  if (/^\d{4}$/.test(text)) return !one.isAnonymous && phoneEnd(one.contact.phone) === text
  const own = [...wordsOf(one.place?.name ?? ''), ...wordsOf(one.text)]
  return wordsOf(text).every((word) => own.includes(word))
}

const optional = <T>(...values: T[]) =>
  fc.option(fc.constantFrom(...values), { nil: undefined, freq: 2 })
const day = (ago: number) => chinaDay(now - ago * 86_400_000)

const anyFilters = fc
  .record({
    isOpen: optional(true, false),
    state: optional<RequestFilters['state']>('assigned', 'accepted', 'closed'),
    light: optional<RequestFilters['light']>('amber', 'red', 'overdue'),
    isDueToday: optional<true>(true),
    topic: optional<RequestFilters['topic']>('parking', 'noise', 'pets'),
    urgency: optional<RequestFilters['urgency']>('normal', 'urgent', 'emergency'),
    channel: optional<RequestFilters['channel']>('mini_program', 'visit'),
    handler: optional<RequestFilters['handler']>('nobody', 'me'),
    hasCoHandlers: optional<true>(true),
    submittedFrom: optional(day(40), day(3), day(0)),
    submittedTo: optional(day(30), day(1), day(0)),
    text: optional('泽霖府', '长安路', '垃圾桶', '1007', '00000012'),
  })
  .map((filters) => {
    const kept = Object.entries(filters).filter(([, value]) => value !== undefined)
    return Object.fromEntries(kept.slice(0, 3)) as RequestFilters
  })

describe('a list holds what matches and lies within one’s units, all of it and nothing else', () => {
  it('whoever asks for whatever', async () => {
    const names = Object.keys(people)
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), anyFilters, async (openid, filters) => {
        const found = await searchAll(openid, filters)
        const scope = people[openid] as string[]
        const expected = all.filter((one) => concerns(one, scope) && matches(one, filters, openid))
        expect(found.map(({ id }) => id).toSorted()).toEqual(
          expected.map(({ _id }) => _id).toSorted(),
        )
      }),
      { numRuns: 120, seed: 7 },
    )
  }, 60_000)
})

describe('order and pages', () => {
  const worker = 'worker_luobu_1'

  it('open ones come by what is due first, those at an end newest first', async () => {
    const open = await search(worker, { limit: 50 })
    expect(open.order).toBe('due')
    const due = open.items.flatMap(({ due: { next } }) => (next ? [next.at] : []))
    expect(due).toEqual(due.toSorted())
    const closed = await search(worker, { isOpen: false, limit: 50 })
    expect(closed.order).toBe('newest')
    const times = closed.items.map(({ submittedAt }) => submittedAt)
    expect(times).toEqual(times.toSorted().toReversed())
  })

  it('a second page goes on where the first ended', async () => {
    const whole = await search(worker, { limit: 20 })
    const first = await search(worker, { limit: 7 })
    const second = await search(worker, { limit: 13, cursor: first.next ?? '' })
    expect([...first.items, ...second.items]).toEqual(whole.items)
  })

  it('a list that one index tells reads as many documents as it shows', async () => {
    for (const filters of [
      {},
      { topic: 'noise' },
      { light: 'overdue' },
      { isDueToday: true },
      { isOpen: false },
    ] as const) {
      const { items } = await search('dispatcher_1', { ...filters, limit: 10 })
      const { calls, operations } = world.lastCall().explain
      expect(items).toHaveLength(10)
      expect(calls).toBe(2)
      expect(operations.at(-1)?.documentsExamined).toBeLessThanOrEqual(11)
    }
  })

  it('others are looked through a stretch at a time, and say how far', async () => {
    const closed = all.find(({ state }) => state === 'closed') as StoredRequest
    const many = Array.from({ length: 420 }, (_, index) =>
      toDocument({
        ...closed,
        _id: `pile_${index}`,
        number: `9000${String(index).padStart(4, '0')}`,
        topic: 'illegal_building',
        urgency: index === 0 ? 'urgent' : 'normal',
        submittedAt: now - 86_400_000 + index,
      }),
    )
    await world.cloud.database.insertMany('requests', many as unknown as Record<string, unknown>[])
    const filters = { topic: 'illegal_building', urgency: 'urgent', isOpen: false } as const
    const first = await search('dispatcher_1', filters)
    expect(first.items).toEqual([])
    expect(first.searchedUntil).toBe(new Date(now - 86_400_000 + 20).toISOString())
    expect(world.lastCall().explain.operations.at(-1)?.documentsExamined).toBe(400)
    const second = await search('dispatcher_1', { ...filters, cursor: first.next ?? '' })
    expect(second).toMatchObject({ items: [{ id: 'pile_0' }], next: null, searchedUntil: null })
  })
})

const found = async (openid: string, text: string) => (await search(openid, { text })).items

describe('what is looked for by words', () => {
  it('a new request by its street, its number and the end of a phone', async () => {
    const draft = {
      text: '沿河步道的栏杆松了',
      place: { name: '府西路桥头' },
      contact: { name: '老陈', phone: '138 2233 5566' },
    }
    const { id, number } = await world.tell(
      'resident_luobu_07_1',
      ['resident', 'requests.submit'],
      draft,
    )
    for (const text of ['府西路', '沿河步道', '栏杆 府西', number, number.replace(' ', ''), '5566'])
      expect((await found('worker_luobu_1', text)).map((row) => row.id)).toEqual([id])
    for (const text of ['府西路', number, '5566'])
      expect(await found('worker_jinsha_1', text)).toEqual([])
  })

  it('an anonymous one never by its phone', async () => {
    const draft = { text: '楼下有人卸货太早', contact: { phone: '13822334477' }, isAnonymous: true }
    await world.tell('resident_luobu_07_1', ['resident', 'requests.submit'], draft)
    expect(await found('worker_luobu_1', '4477')).toEqual([])
    expect(await found('worker_luobu_1', '卸货')).toHaveLength(1)
  })

  it('goes with a request that moves to another unit', async () => {
    const draft = { text: '屋后的排洪渠堵塞' }
    const { id } = await world.tell('resident_luobu_08_1', ['resident', 'requests.submit'], draft)
    const reason = '要城管处理'
    const unitId = world.unit('区城市管理局')._id
    for (const openid of ['leader_luobu_08', 'area_luobu_1'])
      await world.tell(openid, ['handler', 'requests.escalate'], { id, reason })
    const holder = world.stored(id).handler?.userId ?? ''
    expect(await found('worker_luobu_1', '排洪渠')).toHaveLength(1)
    await world.tell(holder, ['console', 'requests.transfer'], { id, reason, unitId })
    expect(await found('worker_luobu_1', '排洪渠')).toEqual([])
    expect(await found('department_urban_management_1', '排洪渠')).toHaveLength(1)
    expect(await found('dispatcher_1', '排洪渠')).toHaveLength(1)
  })

  it.each(['的', '灯', '！！'])('%s is too little to look for', async (text) => {
    const refusal = await world.refusal('worker_luobu_1', ['console', 'requests.search'], { text })
    expect(refusal).toMatchObject({ code: 'BAD_INPUT', field: 'text' })
  })
})

describe('a part asked of a community', () => {
  it('is found by that community, and by nobody above it who has no part in it', async () => {
    const community = world.unit('罗布社区')
    const elsewhere = all.find(
      ({ isOpen, path }) =>
        isOpen && !path.includes(community.path[1] as string) && path.length === 5,
    ) as StoredRequest
    const { _id: id, name, kind } = community
    const coHandlers = [{ unit: { id, name, kind }, part: '查', answer: null, answeredAt: null }]
    const asked = { ...elsewhere, _id: 'part_of_luobu', number: '70000001', coHandlers }
    const document = toDocument({ ...asked, place: { name: '虎头山观景台' } })
    await world.cloud.database.insertMany('requests', [{ ...document }])
    const officer =
      world.unit(world.place.units.find((one) => one._id === community.path[1])?.name ?? '')
        .appointments[0]?.userId ?? ''
    expect(await found('worker_luobu_1', '虎头山观景台')).toHaveLength(1)
    expect(
      await world.refusal(officer, ['console', 'requests.get'], { id: 'part_of_luobu' }),
    ).toMatchObject({ code: 'NOT_FOUND' })
    expect(await found(officer, '虎头山观景台')).toEqual([])
  })
})

describe('a unit below, and its people', () => {
  it('a micro-grid, a community by words, and a colleague', async () => {
    const grid = world.unit('罗布社区 07 微网格')
    const mine = await searchAll('worker_luobu_1', { unitId: grid._id })
    expect(mine.map(({ id }) => id).toSorted()).toEqual(
      world.cloud.database
        .find('requests', { isOpen: true })
        .filter((one) => (one as unknown as StoredRequest).path.includes(grid._id))
        .map(({ _id }) => _id)
        .toSorted(),
    )
    expect(await searchAll('worker_luobu_1', { unitId: grid._id, text: '沿河步道' })).toHaveLength(
      1,
    )
    const handler = { unitId: grid._id, appointmentId: grid.appointments[0]?.id ?? '' }
    const his = await searchAll('worker_luobu_1', { handler })
    expect(his.length).toBeGreaterThan(0)
    expect(new Set(his.map((row) => row.handler?.label))).toEqual(
      new Set([grid.appointments[0]?.label]),
    )
  })

  it('nobody looks into a unit that is not theirs', async () => {
    const unitId = world.unit('金沙社区')._id
    for (const id of [unitId, 'no_such_unit', world.unit('罗布社区').path[0] as string])
      expect(
        await world.refusal('worker_luobu_1', ['console', 'requests.search'], { unitId: id }),
      ).toMatchObject({ code: 'FORBIDDEN' })
  })
})
