import { digestCardWords, requestCardWords } from '../../../miniprogram/format/card'
import { neighboursWords, toNeighbour } from '../../../miniprogram/format/neighbour'
import type { NeighbourView } from '../../../typings/api'
import type { RequestState } from '../../../typings/domain'

const now = Date.parse('2026-11-23T10:00:00+08:00')
const unit = { id: 'g7', name: '罗布社区 07 微网格', level: 'micro_grid' } as const
const view: NeighbourView = {
  id: 'r1',
  number: '4827 1930',
  state: 'accepted',
  topic: 'utilities',
  place: '泽霖府 3 栋',
  text: '水管漏水',
  unit,
  handler: { label: '罗布社区 07 微网格长' },
  due: { light: 'calm', next: null, acceptBy: null, handleBy: null, finalBy: null },
  submittedAt: '2026-11-23T01:00:00.000Z',
  meTooCount: 0,
  photos: [],
  history: [
    {
      at: '2026-11-23T01:00:00.000Z',
      actor: { role: 'resident', label: '居民', isMe: false },
      command: 'submit',
      from: null,
      to: 'assigned',
      unit,
      handler: null,
      reason: '',
    },
  ],
  followCount: 0,
  isFollowing: false,
  isMeToo: false,
  allowed: ['follow', 'me_too'],
}

test.each<[RequestState, string]>([
  ['assigned', '等人接手'],
  ['accepted', '正在办'],
  ['waiting', '等补充'],
  ['resolved', '办好了'],
  ['closed', '已办结'],
  ['withdrawn', '已撤回'],
  ['declined', '没有受理'],
  ['merged', '并到另一件里'],
])('the card of a request that is %s says %s, on its picture too', (state, words) => {
  const card = requestCardWords({ ...view, state })
  expect(card.title).toBe(`${words}：水电气网（编号 4827 1930）`)
  expect(card.picture).toMatchObject({
    state: words,
    title: '水电气网',
    lines: ['编号 4827 1930', '罗布社区 07 微网格长'],
  })
})

test('a card gives away neither words nor place, and says how many it happened to', () => {
  const card = requestCardWords({ ...view, meTooCount: 3 })
  expect(card.title).toContain('3 位邻居也遇到了')
  expect(JSON.stringify(card)).not.toMatch(/漏水|泽霖府/)
})

test.each([
  [0, '今日待答复 都答复了：罗布社区 07 微网格（11月23日）', '都答复了'],
  [4, '今日待答复 4 件：罗布社区 07 微网格（11月23日）', '待答复 4 件'],
])('a digest of %s', (openCount, title, state) => {
  const card = digestCardWords({ unit, openCount }, '2026-11-23')
  expect(card).toMatchObject({ title, picture: { state } })
})

describe('a neighbour’s page', () => {
  it.each<[RequestState, string]>([
    ['assigned', '已送到罗布社区 07 微网格长'],
    ['accepted', '罗布社区 07 微网格长正在办'],
    ['waiting', '罗布社区 07 微网格长在等反映的人补充'],
    ['resolved', '罗布社区 07 微网格长说办好了'],
    ['closed', '这件事已经结束'],
    ['withdrawn', '反映的人已经撤回'],
    ['declined', '这件事没有受理'],
    ['merged', '和同一件事放在一起办'],
  ])('says of one that is %s: %s', (state, headline) => {
    expect(toNeighbour({ ...view, state }, now).headline).toBe(headline)
  })

  it('offers what is allowed, and tells of the others', () => {
    const shown = toNeighbour({ ...view, meTooCount: 2, followCount: 5 }, now)
    expect(shown).toMatchObject({
      canMeToo: true,
      canFollow: true,
      canUnfollow: false,
      others: '2 位邻居也遇到了',
      followers: '5 人关注',
      when: '今天 09:00',
    })
    expect(shown.steps.map(({ sentence }) => sentence)).toEqual([
      '居民反映了这件事，交给了罗布社区 07 微网格',
    ])
  })
})

test.each([
  [0, 0, ''],
  [2, 0, '2 位邻居也遇到了'],
  [0, 3, '3 人关注'],
  [2, 3, '2 位邻居也遇到了，3 人关注'],
])('%s and %s neighbours: %s', (meTooCount, followCount, words) => {
  expect(neighboursWords({ meTooCount, followCount })).toBe(words)
})
