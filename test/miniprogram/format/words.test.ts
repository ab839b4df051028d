import { emergencyLines } from '../../../miniprogram/format/emergency'
import { suggestTopic } from '../../../miniprogram/format/suggest'
import * as words from '../../../miniprogram/format/words'

test('words for danger bring the likeliest line first', () => {
  expect(emergencyLines('三楼着火了')[0]?.number).toBe('119')
  expect(emergencyLines('有老人晕倒在楼下')[0]?.number).toBe('120')
  expect(emergencyLines('有人在打人')[0]?.number).toBe('110')
  expect(emergencyLines('路灯不亮')).toEqual([])
})

test('a topic is suggested only when the words name it', () => {
  expect(suggestTopic('楼道灯坏了')).toBe('municipal')
  expect(suggestTopic('隔壁私搭了一个棚')).toBe('illegal_building')
  expect(suggestTopic('你好')).toBeNull()
})

test('residents never read staff words, and nothing shouts', () => {
  const read = [...Object.values(words.residentStates), ...Object.values(words.outcomes)].join()
  expect(read).not.toMatch(/签收|派单|办结|！/)
})

test('who has it is a person where somebody took it, else the unit', () => {
  const unit = { name: '罗布社区 07 微网格' }
  expect(words.whoHasIt({ unit, handler: null })).toBe('罗布社区 07 微网格')
  expect(words.whoHasIt({ unit, handler: { label: '07 微网格长' } })).toBe('07 微网格长')
})
