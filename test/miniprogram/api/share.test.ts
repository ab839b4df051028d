import { join } from 'node:path'

interface Card {
  title: string
  path: string
  imageUrl: string
}
type CardFor = (request: object | null, picture?: string) => Card

const { cardFor, homeCard } = jest.requireActual<{ cardFor: CardFor; homeCard: () => Card }>(
  join(process.cwd(), 'miniprogram/api/share'),
)

const request = {
  id: 'r1',
  number: '4827 1930',
  state: 'accepted',
  topic: 'noise',
  text: '楼上很吵',
  place: { name: '3 栋 502' },
  unit: { id: 'g7', name: '罗布社区 07 微网格' },
  handler: null,
  isPrivate: false,
}

test('a card opens the neighbours’ page and carries nothing that was written', () => {
  const card = cardFor(request, 'wxfile://tmp_1.png')
  expect(card).toEqual({
    title: '正在办：噪音油烟（编号 4827 1930）',
    path: '/packages/request/follow?id=r1',
    imageUrl: 'wxfile://tmp_1.png',
  })
})

test.each([
  ['a private request', { ...request, isPrivate: true }],
  ['a page that has nothing yet', null],
])('%s shares the plain invitation, whatever was drawn', (_, shown) => {
  expect(cardFor(shown, 'wxfile://tmp_1.png')).toEqual(homeCard())
})

test('without a picture of its own a card has the usual one', () => {
  expect(cardFor(request).imageUrl).toBe('/images/card.png')
})
