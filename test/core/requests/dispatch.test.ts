import { chinaInstant } from '../../../core/calendar'
import {
  type Rule,
  type Sources,
  type Subject,
  dispatch,
  dispatchChain,
} from '../../../core/requests/dispatch'
import { subjectOf } from '../../../core/requests/submit'
import { chainOf, grid8, housing, monday, newRequest, withUnits } from '../place'

const subject: Subject = {
  text: '楼道的灯不亮了',
  channel: 'mini_program',
  type: 'help',
  topic: 'municipal',
  urgency: 'normal',
}
const desk: Sources = { now: monday, deskChain: chainOf('luobu') }
const own = { ...desk, ownChain: chainOf('grid7') }
const group = { ...own, groupChain: chainOf('grid8') }

const rule = (more: Partial<Rule> = {}): Rule => ({
  id: 'rule1',
  order: 1,
  isOn: true,
  when: {},
  to: { unitId: 'housing' },
  note: '市政设施由区住建局直接受理',
  ...more,
})
const ruleChains = { housing: chainOf('housing'), luobu: chainOf('luobu') }
const ruled = (rules: Rule[], more: Partial<Sources> = {}) =>
  dispatch(subject, { ...own, rules, ruleChains, ...more })

describe('where a request goes, in this order', () => {
  const place = { ...desk, placeChain: chainOf('grid8') }
  test.each([
    ['the group before the own grid', group, 'group', 'leader8', '按打开的微信群分派'],
    ['the own grid', own, 'own_grid', 'leader7', '按所在的微网格分派'],
    [
      'the own grid before the place',
      { ...own, ...place, ownChain: own.ownChain },
      'own_grid',
      'leader7',
      '按所在的微网格分派',
    ],
    ['the place', place, 'place', 'leader8', '按事发地点分派'],
    [
      'the desk when nothing is known',
      desk,
      'community_desk',
      'worker1',
      '还不知道在哪个微网格，先由社区受理',
    ],
  ] as const)('%s', (_, sources, fired, handler, reason) => {
    expect(dispatch(subject, sources)).toMatchObject({
      rule: fired,
      handler: { userId: handler },
      reason,
    })
  })

  test('a vacant grid: one up, and the reason says both', () => {
    const among = withUnits({ ...grid8, appointments: [] })
    const sent = dispatch(subject, { ...desk, groupChain: chainOf('grid8', among) })
    expect(sent).toMatchObject({ rule: 'group', unit: { _id: 'area' }, origin: { _id: 'grid8' } })
    expect(sent.reason).toBe(
      '按打开的微信群分派；罗布社区 08 微网格暂时没有微网格长，已转给罗布社区 2 片区网格长',
    )
  })

  test('in a team by load', () => {
    const load = {
      worker1: { open: 4, lastAssignedAt: 1 },
      worker2: { open: 2, lastAssignedAt: 1 },
    }
    expect(dispatch(subject, { ...desk, load }).handler?.userId).toBe('worker2')
    expect(dispatchChain(subject, desk).at(-1)?._id).toBe('luobu')
  })
})

describe('rules made by staff', () => {
  test('the first that fits wins and explains itself', () => {
    const sent = ruled([
      rule({ id: 'b', order: 2 }),
      rule({ id: 'a', order: 1, to: { unitId: 'luobu' }, note: '先由社区看' }),
    ])
    expect(sent).toMatchObject({ rule: 'staff_rule', unit: { _id: 'luobu' }, reason: '先由社区看' })
  })

  test.each<[string, Rule['when'], boolean]>([
    ['topic', { topics: ['municipal'] }, true],
    ['another topic', { topics: ['noise'] }, false],
    ['type', { types: ['help', 'report'] }, true],
    ['another channel', { channels: ['hotline_12345'] }, false],
    ['a unit above', { unitIds: ['luobu'] }, true],
    ['another unit', { unitIds: ['grid8'] }, false],
    ['a word', { words: ['路灯', '灯不亮'] }, true],
    ['no word', { words: ['路灯'] }, false],
    ['in the morning', { timeOfDay: { from: '08:30', to: '12:00' } }, true],
    ['over midnight', { timeOfDay: { from: '18:00', to: '08:00' } }, false],
    ['topic fits, type does not', { topics: ['municipal'], types: ['praise'] }, false],
  ])('%s', (_, when, fires) => {
    expect(ruled([rule({ when })]).rule).toBe(fires ? 'staff_rule' : 'own_grid')
  })

  test('over midnight at night', () => {
    const now = chinaInstant('2026-11-23', '23:00')
    const night = rule({ when: { timeOfDay: { from: '18:00', to: '08:00' } } })
    expect(ruled([night], { now }).rule).toBe('staff_rule')
  })

  test('one that is off does nothing', () => {
    expect(ruled([rule({ isOn: false })])).toMatchObject({ rule: 'own_grid', staleRules: [] })
  })

  test('one that points at nobody is skipped and named, whatever the request', () => {
    const emptied = withUnits({
      ...housing,
      appointments: housing.appointments.map((one) => ({ ...one, until: monday })),
    })
    const sent = ruled([rule({ id: 'gone', to: { unitId: 'nowhere' } }), rule({ id: 'ended' })], {
      ruleChains: { housing: chainOf('housing', emptied) },
    })
    expect(sent).toMatchObject({ rule: 'own_grid', staleRules: ['gone', 'ended'] })
  })
})

describe('an emergency', () => {
  test('comes before the rules and goes where it happens', () => {
    const urgent = { ...subject, urgency: 'emergency' as const }
    const sent = dispatch(urgent, {
      ...own,
      placeChain: chainOf('grid8'),
      rules: [rule()],
      ruleChains,
    })
    expect(sent).toMatchObject({ rule: 'emergency', handler: { userId: 'leader8' } })
    expect(sent.reason).toBe('情况紧急，已同时通知网格、片区和社区')
  })

  test('is one by its words even when something calmer was chosen', () => {
    const drafted = subjectOf({ text: '楼道着火了', urgency: 'normal' }, 'wechat_group')
    expect(drafted.urgency).toBe('emergency')
    expect(newRequest({ text: '楼道着火了' })).toMatchObject({
      emergency: 'fire',
      clocks: { mode: 'round_the_clock' },
    })
  })

  test('is one when it was chosen without such words', () => {
    expect(newRequest({ urgency: 'emergency' })).toMatchObject({
      urgency: 'emergency',
      emergency: null,
      dispatch: { rule: 'emergency' },
    })
  })
})
