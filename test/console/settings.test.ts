import type { Rule } from '../../typings/settings'
import { openWorld } from '../scenarios/world'
import type { World } from '../scenarios/world'

const dispatcher = 'dispatcher_1'
const lights = '路灯坏了好几天'

let world: World
let lightRule: Rule
beforeAll(async () => {
  world = await openWorld()
  lightRule = {
    id: 'lights',
    order: 1,
    isOn: true,
    when: { words: ['路灯'], unitIds: [world.unit('罗布社区')._id] },
    to: { unitId: world.unit('区城市管理局')._id },
    note: '路灯由城管局负责',
  }
}, 60_000)
afterAll(() => world?.close())

const unitId = () => world.unit('罗布社区 07 微网格')._id
const attempt = (rules: Rule[], more: object = {}) =>
  world.tell(dispatcher, ['console', 'settings.try'], { rules, text: lights, ...more })

describe('trying rules that nobody has saved', () => {
  it('says which fires, where it would go and what was made of the words', async () => {
    expect(await attempt([lightRule], { unitId: unitId() })).toMatchObject({
      rule: 'staff_rule',
      ruleId: 'lights',
      reason: '路灯由城管局负责',
      subject: { topic: 'municipal', channel: 'mini_program' },
      unit: { name: '区城市管理局', level: 'department' },
      staleRuleIds: [],
    })
    // The session and the surroundings; a team's load would be one more.
    expect(world.lastCall().explain).toMatchObject({ calls: 2, warnings: [] })
  })

  it('a rule that is off, or for elsewhere, lets the own grid have it', async () => {
    const own = { rule: 'own_grid', ruleId: null, unit: { name: '罗布社区 07 微网格' } }
    const off = { ...lightRule, isOn: false }
    expect(await attempt([off], { unitId: unitId() })).toMatchObject(own)
    const jinsha = { ...lightRule, when: { unitIds: [world.unit('金沙社区')._id] } }
    expect(await attempt([jinsha], { unitId: unitId() })).toMatchObject(own)
  })

  it('a group says where it comes from; nothing known is for the desk', async () => {
    const fromGroup = await attempt([], { unitId: unitId(), isFromGroup: true })
    expect(fromGroup).toMatchObject({ rule: 'group', unit: { name: '罗布社区 07 微网格' } })
    expect(await attempt([])).toMatchObject({ rule: 'community_desk', ruleId: null })
  })

  it('the time of day is the one asked for', async () => {
    const atNight = { ...lightRule, when: { timeOfDay: { from: '20:00', to: '06:00' } } }
    const by = async (time: string) => (await attempt([atNight], { unitId: unitId(), time })).ruleId
    expect([await by('21:00'), await by('05:59'), await by('06:00')]).toEqual([
      'lights',
      'lights',
      null,
    ])
  })

  it('a rule that points at nobody is passed over and named', async () => {
    const lost = { ...lightRule, to: { unitId: 'nowhere' } }
    expect(await attempt([lost], { unitId: unitId() })).toMatchObject({
      rule: 'own_grid',
      staleRuleIds: ['lights'],
    })
  })

  it('says the same as a submission does with the rules saved, and wrote nothing before', async () => {
    const before = await world.tell(dispatcher, ['console', 'settings.get'], {})
    expect(before.rules.value).toEqual([])
    const saved = await world.tell(dispatcher, ['console', 'settings.saveRules'], {
      version: before.rules.version,
      rules: [lightRule],
    })
    expect(saved.rules.units.map(({ name }) => name).toSorted()).toEqual([
      '区城市管理局',
      '罗布社区',
    ])
    const tried = await attempt(saved.rules.value, { unitId: unitId() })
    const real = await world.tell('resident_luobu_07_1', ['resident', 'requests.submit'], {
      text: lights,
    })
    expect(real).toMatchObject({
      dispatch: { rule: tried.rule, reason: tried.reason },
      unit: { name: tried.unit.name },
    })
    const after = await world.tell(dispatcher, ['console', 'settings.get'], {})
    expect(after.deadlines.open).toEqual({ count: 1, isMore: false })
  })
})

it('the official days of this year and the next come along, with what is missing', async () => {
  const { calendar } = await world.tell(dispatcher, ['console', 'settings.get'], {})
  expect(calendar.official.days).toMatchObject({ '2026-10-01': 'rest' })
  expect(calendar.official.years).toContain(2026)
  expect(Object.keys(calendar.official.days).every((day) => day >= '2026')).toBe(true)
})

describe('what staff write is what others read', () => {
  /** From nobody's grid: the district has it. */
  const submit = () =>
    world.tell('nobody', ['resident', 'requests.submit'], { text: '想问问', topic: 'utilities' })
  const read = () => world.tell(dispatcher, ['console', 'settings.get'], {})

  it('a preset reply stands on the handler’s page, a decline says the new sentence', async () => {
    const { wording } = await read()
    expect(wording).toMatchObject({ version: 0, value: { replies: [{ label: '我来看看' }, {}] } })
    const replies = [{ label: '马上到', text: '我马上到，请您稍等。' }]
    const declines = { ...wording.value.declines, court_matter: '请向法院反映' }
    const change = { version: 0, wording: { replies, declines } }
    await world.tell(dispatcher, ['console', 'settings.saveWording'], change)
    const { id } = await submit()
    const opened = await world.tell(dispatcher, ['handler', 'requests.get'], { id })
    expect(opened.replies).toEqual(replies)
    const declined = await world.tell(dispatcher, ['handler', 'requests.decline'], {
      id,
      because: 'court_matter',
    })
    expect(declined.history.at(-1)).toMatchObject({ reason: '请向法院反映' })
    const late = await world.refusal(dispatcher, ['console', 'settings.saveWording'], change)
    expect(late.code).toBe('CONFLICT')
  })

  it('what is no longer the departments’ may go to a micro-grid', async () => {
    const { id } = await submit()
    const down = { id, unitId: unitId(), reason: '请就近看一下' }
    const delegate = ['handler', 'requests.delegate'] as ['handler', 'requests.delegate']
    expect(await world.refusal(dispatcher, delegate, down)).toMatchObject({ code: 'FORBIDDEN' })
    const { ownership } = await read()
    await world.tell(dispatcher, ['console', 'settings.saveOwnership'], {
      version: ownership.version,
      ownership: { departmentTopics: ['municipal'] },
    })
    expect(await world.tell(dispatcher, delegate, down)).toMatchObject({ level: 'micro_grid' })
  })
})
