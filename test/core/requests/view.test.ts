import { canSee } from '../../../core/requests/actor'
import { maskName, maskPhone } from '../../../core/requests/mask'
import type { Request } from '../../../core/requests/types'
import { viewLine, viewRequest } from '../../../core/requests/view'
import { chainOf, done, hour, monday, newRequest, someone, units } from '../place'
import { inState } from './states'

const reported = (more = {}) =>
  newRequest({ contact: { name: '王小明', phone: '13800001234' }, ...more }, { key: 'secret-key' })
const see = (request: Request, userId: string) => viewRequest(request, someone(userId), monday)
const everybody = ['resident1', ...units.flatMap(({ members }) => members)]

describe('what is shown of people', () => {
  test('names and phones are masked, for the reporter and the handlers', () => {
    for (const userId of ['resident1', 'leader7', 'worker1']) {
      expect(see(reported(), userId).reporter).toEqual({ name: '王**', phone: '138****1234' })
    }
    const forNeighbour = reported({ onBehalfOf: { name: '李奶奶', phone: '8221234' } })
    expect(see(forNeighbour, 'leader7').onBehalfOf).toEqual({ name: '李**', phone: '****34' })
  })

  test('anonymous is anonymous to the handlers too', () => {
    const request = reported({ isAnonymous: true, onBehalfOf: { name: '李奶奶' } })
    expect(see(request, 'leader7')).toMatchObject({ reporter: null, onBehalfOf: null })
    expect(see(request, 'resident1').reporter).not.toBeNull()
    const byLeader = { ...request, reporterId: 'leader8' }
    byLeader.history = [
      {
        ...request.history[0]!,
        actor: { userId: 'leader8', role: 'micro_grid_leader', label: '罗布社区 08 微网格长' },
      },
    ]
    expect(see(byLeader, 'leader7').history[0]?.actor).toEqual({
      role: 'resident',
      label: '居民',
      isMe: false,
    })
  })

  test('user ids, names, numbers and keys never leave, whoever looks at whatever state', () => {
    const secrets = [...everybody, '王小明', '13800001234', 'secret-key', 'undo', 'userId']
    for (const build of Object.values(inState)) {
      const request = { ...build(), contact: { name: '王小明', phone: '13800001234' } }
      for (const userId of everybody) {
        const shown = JSON.stringify([
          see(request, userId),
          viewLine(request, someone(userId), monday),
        ])
        for (const secret of secrets) expect(shown).not.toContain(secret)
      }
    }
  })

  test('masks leave little of odd names and numbers', () => {
    expect([maskName(''), maskName('欧阳修'), maskName(' 王 ')]).toEqual(['', '欧**', '王**'])
    expect([maskPhone(''), maskPhone('110'), maskPhone('+86 138-0000-1234')]).toEqual([
      '',
      '****10',
      '861****1234',
    ])
  })
})

describe('who sees it', () => {
  test('the reporter, those it belongs to, those above, those asked to help; nobody else', () => {
    const request = reported()
    const able = [...everybody, 'resident2'].filter((userId) => canSee(request, someone(userId)))
    expect(able).toEqual([
      'resident1',
      'dispatcher',
      'officer',
      'worker1',
      'worker2',
      'areaLeader',
      'leader7',
    ])
    const helped = inState.accepted()
    expect(canSee(helped, someone('housingOfficer'))).toBe(true)
    expect(canSee(helped, someone('waterContact'))).toBe(false)
  })

  test('the leader whose grid it came from and who had it before keeps seeing it', () => {
    const up = done(reported(), 'leader7', { name: 'escalate', reason: '超出能力' }).next
    expect(canSee(up, someone('leader7'))).toBe(true)
    expect(see(up, 'leader7')).toMatchObject({ allowed: ['take_back'], reporter: null })
  })

  test('a supervising word is for those who work on it', () => {
    const supervised = done(reported(), 'officer', { name: 'supervise', text: '请抓紧' }).next
    expect(JSON.stringify(see(supervised, 'resident1'))).not.toContain('请抓紧')
    expect(see(supervised, 'leader7').history.at(-1)).toMatchObject({
      command: 'supervise',
      text: '请抓紧',
    })
  })

  test('followers of a private request read the steps, not the words', () => {
    const request = {
      ...reported({ isPrivate: true, photos: ['cloud://photo'], place: { name: '三号楼' } }),
      followers: ['resident2'],
    }
    const words = done(request, 'resident1', { name: 'supplement', text: '家里有病人' }).next
    const view = see(words, 'resident2')
    expect(view).toMatchObject({ text: '', photos: [], place: null, reporter: null })
    expect(JSON.stringify(view)).not.toContain('家里有病人')
    expect(view.history).toHaveLength(2)
  })
})

describe('what is shown of the work', () => {
  test('the deadlines that count now', () => {
    const { due } = see(reported(), 'resident1')
    expect(due).toEqual({
      light: 'calm',
      next: { clock: 'accept', at: '2026-11-23T07:30:00.000Z' },
      acceptBy: '2026-11-23T07:30:00.000Z',
      handleBy: '2026-11-24T01:00:00.000Z',
      finalBy: '2026-11-30T01:00:00.000Z',
    })
    expect(see(inState.closed(), 'resident1').due).toEqual({
      light: 'stopped',
      next: null,
      acceptBy: null,
      handleBy: null,
      finalBy: null,
    })
  })

  test('a hop with where from, where to and why', () => {
    const up = done(
      reported(),
      'leader7',
      { name: 'escalate', reason: '要换整条线路' },
      { now: monday + hour },
    ).next
    expect(see(up, 'resident1').history.at(-1)).toEqual({
      at: '2026-11-23T02:00:00.000Z',
      actor: { role: 'micro_grid_leader', label: '罗布社区 07 微网格长', isMe: false },
      command: 'escalate',
      from: 'assigned',
      to: 'assigned',
      unit: { id: 'area', name: '罗布社区 2 片区', level: 'area' },
      fromUnit: { id: 'grid7', name: '罗布社区 07 微网格', level: 'micro_grid' },
      handler: { label: '罗布社区 2 片区网格长' },
      reason: '要换整条线路',
    })
  })

  test('the lines to dial, for emergencies only', () => {
    const fire = see(newRequest({ text: '楼道着火了' }), 'resident1')
    expect(fire.emergencyLines.map(({ number }) => number)).toEqual(['119', '120', '110'])
    expect(see(reported(), 'resident1').emergencyLines).toEqual([])
  })

  test('a line of a list', () => {
    const line = viewLine(reported({ photos: ['cloud://photo'] }), someone('leader7'), monday)
    expect(line).toMatchObject({
      number: '4827 1930',
      handler: { label: '罗布社区 07 微网格长', isMe: true },
      photo: 'cloud://photo',
      urgeCount: 0,
    })
    expect(chainOf('grid7').at(-1)?.name).toBe(line.unit.name)
  })
})
