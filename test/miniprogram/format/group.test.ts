import { toShown } from '../../../miniprogram/packages/group/shown'
import { morningWords } from '../../../miniprogram/format/morning'
import type { GroupView } from '../../../typings/api'

const one = { id: 'g1', name: '城西社区 01 微网格' }
const two = { id: 'g2', name: '城西社区 02 微网格' }
const unit = (name: typeof one, group: GroupView['units'][number]['group']) => ({
  unit: name,
  group,
  hasPoster: true,
})

const view = (changes: Partial<GroupView>): GroupView => ({
  standing: 'free',
  boundTo: null,
  ask: null,
  units: [unit(one, 'none')],
  ...changes,
})

test('a free group: the one question, and one tap', () => {
  expect(toShown(view({}), null)).toMatchObject({
    headline: '这个群还没有绑定',
    offers: [
      { question: '这是 城西社区 01 微网格 的群吗？', operation: 'groups.bind', warning: '' },
    ],
  })
})

test('a free group and a unit that has another: replaced only after a warning', () => {
  const { offers } = toShown(view({ units: [unit(one, 'another')] }), null)
  expect(offers).toMatchObject([
    { isReplacing: true, warning: '城西社区 01 微网格原来的群就不再算数。确定要改吗？' },
  ])
})

test('one’s own group: it may be moved to the other unit, and says what that one loses', () => {
  const units = [unit(one, 'this'), unit(two, 'another')]
  const shown = toShown(view({ standing: 'yours', boundTo: one, units }), null)
  expect(shown.headline).toBe('这个群是城西社区 01 微网格的群')
  expect(shown.offers).toMatchObject([
    {
      unitId: 'g2',
      operation: 'groups.move',
      isReplacing: true,
      warning: '城西社区 01 微网格就没有群了，城西社区 02 微网格原来的群就不再算数。确定要改吗？',
    },
  ])
})

test('somebody else’s group: nothing to tap, and whom to ask', () => {
  const shown = toShown(view({ standing: 'others', boundTo: two, ask: '某某微网格长' }), null)
  expect(shown.offers).toEqual([])
  expect(shown.detail).toContain('请找某某微网格长')
})

test.each([
  ['other_way', '再从群里点开它'],
  ['left', '已经不在这个群里'],
  ['unknown', '再从群里的卡片打开一次'],
] as const)('no group because of %s: a way out', (none, words) => {
  expect(toShown(view({ standing: null }), none).detail).toContain(words)
})

test.each([
  ['2026-11-23T08:10:00+08:00', 3, '今早有 3 件等着答复，发到群里说一声'],
  ['2026-11-23T08:10:00+08:00', 0, ''],
  ['2026-11-23T05:59:00+08:00', 3, ''],
  ['2026-11-23T12:00:00+08:00', 3, ''],
])('at %s with %s waiting', (at, waiting, words) => {
  expect(morningWords(waiting, Date.parse(at))).toBe(words)
})
