import { join } from 'node:path'

interface Draft {
  text: string
  photos: { id: string; path: string; fileId: string }[]
  place: { name: string } | null
  topic: string | null
  type: string | null
  isEmergency: boolean
  isAnonymous: boolean
  isPrivate: boolean
  neighbour: { name?: string; phone?: string }
}

interface Photos {
  photos: unknown[]
  isBusy: boolean
  failed: number
}

const { obstacle, toRequestDraft } = jest.requireActual<{
  obstacle(draft: Draft, photos: Photos): string
  toRequestDraft(draft: Draft): Record<string, unknown>
}>(join(process.cwd(), 'miniprogram/packages/report/compose'))

const blank: Draft = {
  text: '',
  photos: [],
  place: null,
  topic: null,
  type: null,
  isEmergency: false,
  isAnonymous: false,
  isPrivate: false,
  neighbour: {},
}
const settled: Photos = { photos: [], isBusy: false, failed: 0 }

test('a report needs words, and photos that have arrived', () => {
  expect(obstacle(blank, settled)).toContain('先写一句')
  expect(obstacle({ ...blank, text: '灯不亮' }, { ...settled, isBusy: true })).toContain('还在传')
  expect(obstacle({ ...blank, text: '灯不亮' }, { ...settled, failed: 1 })).toContain('没传上去')
  expect(obstacle({ ...blank, text: '灯不亮' }, settled)).toBe('')
})

test('only what was filled in is sent', () => {
  expect(toRequestDraft({ ...blank, text: ' 你好 ', place: { name: '  ' } })).toEqual({
    text: '你好',
    isAnonymous: false,
    isPrivate: false,
  })
})

test('the topic the page suggested is sent unless another was chosen', () => {
  const text = '楼道灯不亮，老人看不清'
  expect(toRequestDraft({ ...blank, text })).toMatchObject({ topic: 'municipal' })
  expect(toRequestDraft({ ...blank, text, topic: 'eldercare' })).toMatchObject({
    topic: 'eldercare',
  })
})

test('everything else goes along as it is', () => {
  const photos = [{ id: 'p', path: 'wxfile://p', fileId: 'cloud://p' }]
  const draft = {
    ...blank,
    text: '着火了',
    photos,
    isEmergency: true,
    isPrivate: true,
    place: { name: ' 3 号楼 ' },
    neighbour: { name: '李奶奶', phone: '' },
  }
  expect(toRequestDraft(draft)).toEqual({
    text: '着火了',
    isAnonymous: false,
    isPrivate: true,
    urgency: 'emergency',
    place: { name: '3 号楼' },
    photos: ['cloud://p'],
    onBehalfOf: { name: '李奶奶' },
  })
})
