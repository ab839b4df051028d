import { keyIn, searchKeysOf } from '../../../core/requests/search-keys'
import { phoneEnd, soughtOf, wordsOf } from '../../../core/requests/words'
import { chainOf, done, newRequest } from '../place'
import { inputs } from './states'

const of = (keys: string[], unitId: string) =>
  keys.filter((key) => key.startsWith(`${unitId} `)).map((key) => key.slice(unitId.length + 1))

describe('how a text is cut', () => {
  it.each([
    ['泽霖府3栋', ['泽霖', '霖府', '府3', '3栋']],
    ['楼道的灯坏了', ['楼道', '灯坏']],
    ['Ａ座 WiFi 坏', ['wifi', 'a座']],
    ['灯。坏', []],
    ['……', []],
  ])('%s', (text, words) => {
    expect(new Set(wordsOf(text))).toEqual(new Set(words))
  })

  it('what is found of a text is found by any part of it', () => {
    const words = wordsOf('府前中路8号泽霖府')
    for (const part of ['府前中路', '中路8号', '泽霖府', '8号泽霖'])
      for (const word of wordsOf(part)) expect(words).toContain(word)
  })
})

describe('what is looked for', () => {
  it.each([
    ['3344 7060', { kind: 'number', number: '33447060' }],
    ['4477', { kind: 'words', words: [], anyOf: ['#4477', '4477'] }],
    ['13800004477', { kind: 'words', words: ['#4477'] }],
    ['灯 泽霖府', { kind: 'words', words: ['泽霖', '霖府'] }],
    ['的', { kind: 'words', words: [] }],
  ])('%s', (text, sought) => {
    expect(soughtOf(text)).toEqual(sought)
  })

  it('numbers too short to be shown masked have no end', () => {
    expect([phoneEnd('12345'), phoneEnd(undefined), phoneEnd('+86 138-0000-4477')]).toEqual([
      null,
      null,
      '4477',
    ])
  })
})

describe('the keys of a request', () => {
  it('stand under each level that staff look after; small units have a list alone', () => {
    const { facets } = searchKeysOf(newRequest({ topic: 'noise' }))
    for (const unitId of ['district', 'street', 'luobu'])
      expect([unitId, of(facets, unitId)]).toEqual([unitId, ['s:assigned', 't:noise']])
    expect(facets).toEqual(expect.arrayContaining(['area', 'grid7']))
    expect(of(facets, 'grid7')).toEqual([])
  })

  it("say what is uncommon: urgent, by another channel, in nobody's hands, several at work", () => {
    const atDesk = newRequest({}, { ownChain: chainOf('luobu') })
    const helped = done(atDesk, 'worker1', inputs.co_handle).next
    expect(of(searchKeysOf(helped).facets, 'luobu')).toContain('co')
    const unitOfHelper = helped.coHandlers[0]!.unit.id
    expect(of(searchKeysOf(helped).facets, unitOfHelper)).toContain('co')
    expect(of(searchKeysOf({ ...atDesk, handler: null }).facets, 'luobu')).toContain('nobody')
  })

  it('hold words for the community and the district, not for the level between', () => {
    const { words } = searchKeysOf(newRequest({ text: '泽霖府的井盖' }))
    for (const unitId of ['district', 'luobu'])
      expect(of(words, unitId)).toEqual(expect.arrayContaining(['泽霖', '井盖']))
    expect(of(words, 'street')).toEqual([])
    expect(words).toContain(keyIn('street'))
  })

  it('do not tell the phone of somebody who stays anonymous', () => {
    const contact = { name: '林', phone: '13800004477' }
    const named = searchKeysOf({ ...newRequest(), contact })
    expect(of(named.words, 'luobu')).toContain('#4477')
    const anonymous = searchKeysOf({ ...newRequest(), contact, isAnonymous: true })
    expect(of(anonymous.words, 'luobu')).not.toContain('#4477')
  })

  it('are no more than 60 whatever is written', () => {
    const text = Array.from({ length: 900 }, (_, index) => String.fromCodePoint(0x4e00 + index))
    const { words } = searchKeysOf(newRequest({ text: text.join('') }))
    expect(words.filter((key) => key.includes(' ')).length).toBeLessThanOrEqual(60)
  })
})
