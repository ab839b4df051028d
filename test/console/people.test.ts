import { openWorld } from '../scenarios/world'
import type { World } from '../scenarios/world'
import { isLogged } from '../../cloudfunctions/console/logged'

const worker = 'worker_luobu_1'
const dispatcher = 'dispatcher_1'
const leader = 'leader_luobu_07'
const contact = { name: '王阿姨', phone: '13800001234' }

let world: World
beforeAll(async () => {
  world = await openWorld()
}, 60_000)
afterAll(() => world?.close())

const submitted = async (more: object = {}) =>
  world.tell('resident_luobu_07_1', ['resident', 'requests.submit'], {
    text: '楼下的水管漏了',
    contact,
    ...more,
  })
const logOf = async (openid: string, filters: object = {}) =>
  (await world.tell(openid, ['console', 'audits.search'], filters)).items

describe('looking at what is masked', () => {
  it('takes a reason, which is logged before anything is shown', async () => {
    const { id, number } = await submitted()
    const reason = '居民没有接网格长的电话'
    const shown = await world.tell(worker, ['console', 'requests.revealContact'], { id, reason })
    expect(shown).toEqual(contact)
    expect(world.lastCall().explain.operations.map(({ collection }) => collection)).toEqual([
      'sessions',
      'requests',
      'audits',
    ])
    const [line] = await logOf(worker, { requestId: id })
    expect(line).toMatchObject({
      action: 'reveal_contact',
      via: 'page',
      requestId: id,
      subject: number,
      reason,
      person: { label: expect.stringContaining('罗布社区') as string },
    })
    expect(JSON.stringify(line)).not.toContain(contact.phone)
  })

  it('shows an anonymous reporter to staff with a reason, and to no volunteer', async () => {
    const { id } = await submitted({ isAnonymous: true })
    const ask = { id, reason: '有人身安全的风险' }
    expect(await world.tell(worker, ['console', 'requests.revealContact'], ask)).toEqual(contact)
    const refusal = await world.refusal(leader, ['handler', 'requests.revealContact'], { id })
    expect(refusal.code).toBe('FORBIDDEN')
  })

  it('what a leader looked at on the phone is read by the community too', async () => {
    const { id } = await submitted()
    await world.tell(leader, ['handler', 'requests.revealContact'], { id })
    expect(await logOf(worker, { requestId: id })).toMatchObject([
      { action: 'reveal_contact', via: 'phone', person: { label: '罗布社区 07 微网格长' } },
    ])
    expect(await logOf('worker_jinsha_1', { requestId: id })).toEqual([])
  })
})

describe('the log', () => {
  it('has what was done at the page: by whom, to what and why', async () => {
    const { id, number } = await submitted()
    const supervise = { id, text: '抓紧' }
    await world.tell(worker, ['console', 'requests.supervise'], supervise, { key: 'log-key-1' })
    await world.tell(worker, ['console', 'requests.supervise'], supervise, { key: 'log-key-1' })
    expect(await logOf(worker, { action: 'requests.supervise' })).toMatchObject([
      { requestId: id, subject: number, via: 'page' },
    ])
    await world.tell(worker, ['console', 'sessions.signOut'], {})
    expect((await logOf(worker))[0]).toMatchObject({ action: 'sessions.signOut' })
  })

  it('has nothing of what was refused', async () => {
    const { id } = await submitted()
    await world.refusal(worker, ['console', 'requests.accept'], { id })
    expect(await logOf(worker, { requestId: id })).toEqual([])
  })

  it('is read by unit, person, action and day, a page at a time', async () => {
    for (let at = 0; at < 3; at++) await submitted().then(({ id }) => reveal(dispatcher, id))
    const [first] = await logOf(dispatcher, { action: 'reveal_contact' })
    const personId = first?.person.id ?? ''
    const both = { personId, action: 'reveal_contact' }
    expect(await logOf(dispatcher, { ...both, limit: 2 })).toHaveLength(2)
    expect(world.lastCall().explain.operations[1]).toMatchObject({
      index: 'unit_person_action',
      documentsExamined: 3,
    })
    const { next } = await world.tell(dispatcher, ['console', 'audits.search'], {
      ...both,
      limit: 2,
    })
    const rest = await logOf(dispatcher, { ...both, limit: 2, cursor: next })
    expect(rest).toHaveLength(1)
    expect(await logOf(dispatcher, { personId, to: '2026-11-22' })).toEqual([])
    expect(await logOf(dispatcher, { personId, from: '2026-11-23' })).toHaveLength(3)
    const unitId = world.unit('罗布社区')._id
    const ofUnit = await logOf(dispatcher, { unitId, limit: 50 })
    expect(ofUnit.length).toBeGreaterThan(0)
    expect(ofUnit.every(({ person }) => person.label.startsWith('罗布'))).toBe(true)
  })

  it('goes out as a file once it is written that it did', async () => {
    const { items } = await world.tell(dispatcher, ['console', 'audits.export'], {})
    expect(items[0]).toMatchObject({ action: 'audits.export' })
    await world.tell(dispatcher, ['console', 'audits.export'], { cursor: '9999999999999' })
    expect(await logOf(dispatcher, { action: 'audits.export' })).toHaveLength(1)
  })

  it('takes every operation of the page that changes something', () => {
    const changes = ['requests.accept', 'settings.saveRules', 'homes.close', 'jobs.cancel']
    expect(changes.filter((operation) => !isLogged(operation))).toEqual([])
    const reads = ['requests.get', 'settings.get', 'desk.day', 'audits.search', 'sessions.list']
    expect(reads.filter(isLogged)).toEqual([])
  })
})

const reveal = (openid: string, id: string) =>
  world.tell(openid, ['console', 'requests.revealContact'], { id, reason: '核实' })

describe('people', () => {
  const search = (openid: string, input: object = {}) =>
    world.tell(openid, ['console', 'people.search'], input)

  it('are found by what they are called, within one’s own units', async () => {
    const { items } = await search(worker, { text: '07 微网格' })
    expect(items).toMatchObject([{ label: '罗布社区 07 微网格长', role: 'micro_grid_leader' }])
    expect((await search('worker_jinsha_1', { text: '罗布社区 07' })).items).toEqual([])
    expect((await search(dispatcher, { text: '罗布社区 07' })).items).toHaveLength(1)
    expect((await search(worker, { text: '.*' })).items).toEqual([])
  })

  it('come a page at a time and each once', async () => {
    const labels: string[] = []
    let cursor: string | undefined
    do {
      const page = await search(worker, { limit: 20, ...(cursor && { cursor }) })
      labels.push(...page.items.map(({ appointmentId }) => appointmentId))
      cursor = page.next ?? undefined
    } while (cursor)
    expect(new Set(labels).size).toBe(labels.length)
    expect(labels.length).toBeGreaterThan(60)
  })

  it('are shown with their charges and where they are signed in, without an openid', async () => {
    await world.browser('worker_luobu_2')
    const [line] = (await search(worker, { text: '社区工作者 2' })).items
    const ref = { unitId: line?.unitId ?? '', appointmentId: line?.appointmentId ?? '' }
    const person = await world.tell(worker, ['console', 'people.get'], ref)
    expect(person.posts).toMatchObject([{ unit: { name: '罗布社区' }, role: 'community_worker' }])
    expect(person.sessions).toHaveLength(1)
    // The place's own appointments are named after their people.
    const shown = JSON.stringify(person).replaceAll(ref.appointmentId, '')
    expect(shown).not.toContain('worker_luobu_2')
    const { ended } = await world.tell(worker, ['console', 'people.signOut'], ref)
    expect(ended).toBe(1)
    const after = await world.tell(worker, ['console', 'people.get'], ref)
    expect(after.sessions).toEqual([])
  })
})
