import { steps } from '../../../miniprogram/format/timeline'
import type { EntryView } from '../../../typings/api'
import type { Command } from '../../../typings/domain'

const now = Date.parse('2026-11-23T10:00:00+08:00')
const grid = { id: 'g7', name: '罗布社区 07 微网格', level: 'micro_grid' } as const
const area = { id: 'a2', name: '罗布社区 2 片区', level: 'area' } as const

function entry(command: Command, rest: Partial<EntryView> = {}): EntryView {
  return {
    at: '2026-11-23T01:00:00.000Z',
    actor: { role: 'micro_grid_leader', label: '罗布社区 07 微网格长', isMe: false },
    command,
    from: 'assigned',
    to: 'accepted',
    unit: grid,
    handler: { label: '罗布社区 07 微网格长' },
    reason: '',
    ...rest,
  }
}

const mine = { actor: { role: 'resident', label: '居民', isMe: true } } as const
const only = (command: Command, rest?: Partial<EntryView>): string =>
  steps({ history: [entry(command, rest)], isMine: true }, now)[0]?.sentence ?? ''

test('the newest step is on top', () => {
  const history = [entry('submit', { ...mine, from: null, to: 'assigned' }), entry('accept')]
  expect(steps({ history, isMine: true }, now).map(({ sentence }) => sentence)).toEqual([
    '罗布社区 07 微网格长接手了',
    '您反映了这件事，交给了罗布社区 07 微网格长',
  ])
})

test('a missed deadline names who takes over and why', () => {
  const [step] = steps(
    {
      isMine: true,
      history: [
        entry('pass_deadline', {
          actor: { role: 'system', label: '系统', isMe: false },
          fromUnit: grid,
          unit: area,
          handler: { label: '罗布社区 2 片区网格长' },
          reason: '微网格长 4 小时内没有接手',
        }),
      ],
    },
    now,
  )
  expect(step).toMatchObject({
    sentence: '罗布社区 2 片区网格长接过来办',
    reason: '微网格长 4 小时内没有接手',
  })
})

test('the words of the report are not said twice, later words are shown', () => {
  const history = [
    entry('submit', { ...mine, text: '灯不亮', photos: ['cloud://a'] }),
    entry('reply', { text: '我来看看', photos: ['cloud://b'] }),
  ]
  const [reply, submit] = steps({ history, isMine: true }, now)
  expect(reply).toMatchObject({ text: '我来看看', photos: ['cloud://b'] })
  expect(submit).toMatchObject({ text: '', photos: [] })
})

test('an outcome is told as what it is', () => {
  expect(only('resolve', { outcome: 'solved' })).toBe('罗布社区 07 微网格长说已经办好了')
  expect(only('resolve', { outcome: 'infeasible' })).toBe('罗布社区 07 微网格长说现在办不了')
})

test('what was taken back stands there as taken back, without its words', () => {
  expect(only('reply', { isTakenBack: true })).toBe('罗布社区 07 微网格长回了话（已收回）')
  expect(only('take_back')).toBe('罗布社区 07 微网格长收回了刚才那一步')
})

test('nobody reads an identifier or a staff word', () => {
  const commands: Command[] = [
    'submit',
    'accept',
    'reply',
    'ask',
    'supplement',
    'resolve',
    'rate',
    'reopen',
    'withdraw',
    'urge',
    'escalate',
    'delegate',
    'transfer',
    'return',
    'co_handle',
    'co_reply',
    'extend',
    'approve_extension',
    'refuse_extension',
    'decline',
    'merge',
    'absorb',
    'reclassify',
    'supervise',
    'take_back',
    'reclassify',
    'pass_deadline',
    'stop_waiting',
    'close',
    'rehome',
  ]
  commands.forEach((command) => {
    expect(only(command)).toMatch(/^[^a-z_]{4,}$/)
    expect(only(command)).not.toMatch(/签收|派单|undefined|！/)
  })
})

test('a handler reads what was asked of the resident, not of themselves', () => {
  const history = [entry('ask', { actor: { ...mine.actor, role: 'micro_grid_leader' } })]
  expect(steps({ history, isMine: false }, now)[0]?.sentence).toBe('您请居民补充一下')
})
