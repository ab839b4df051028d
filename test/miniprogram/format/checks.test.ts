import { checkNote, marksOf } from '../../../miniprogram/format/checks'
import type { CheckView } from '../../../typings/safety'

const check = (more: Partial<CheckView>): CheckView => ({
  seenAs: 'author',
  words: 'passed',
  photos: [],
  withheld: 0,
  ...more,
})

test.each<[string, CheckView | undefined, string]>([
  ['all has passed', undefined, ''],
  ['my photo', check({ photos: ['unchecked'] }), '照片审核后邻居才看得到'],
  ['my words', check({ words: 'unchecked' }), '审核后邻居才看得到'],
  [
    'my words, hidden by staff',
    check({ words: 'hidden', reason: '有人身攻击' }),
    '社区没有给邻居看这一部分：有人身攻击',
  ],
  [
    'to handle, unchecked',
    check({ seenAs: 'worker', words: 'unchecked' }),
    '还没审核，邻居暂时看不到',
  ],
  [
    'to handle, the worst of it',
    check({ seenAs: 'worker', words: 'unchecked', photos: ['review', 'risky'] }),
    '内容可能不合适，已请社区看看，邻居看不到',
  ],
  ['to read, photos to come', check({ seenAs: 'reader', withheld: 2 }), '2 张照片审核后显示'],
  [
    'to read, words and photos to come',
    check({ seenAs: 'reader', words: 'unchecked', withheld: 1 }),
    '这段话审核后显示，1 张照片审核后显示',
  ],
  ['to read, hidden', check({ seenAs: 'reader', words: 'hidden' }), '这段话没有公开'],
])('%s', (_name, view, note) => {
  expect(checkNote(view)).toBe(note)
})

test('photos are marked for those who handle the case, and covered where one should think first', () => {
  const photos = ['passed', 'unchecked', 'risky'] as CheckView['photos']
  expect(marksOf(check({ photos }))).toEqual([])
  expect(marksOf(check({ seenAs: 'worker', photos }))).toMatchObject([
    { text: '' },
    { text: '未审核', isCover: false },
    { isCover: true },
  ])
})
