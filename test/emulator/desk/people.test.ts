import { type People, peopleOf } from '../../../emulator/desk/world/people'
import type { Person } from '../../../emulator/desk/types'

const person = (openid: string, label: string, role: string): Person => ({
  openid,
  label,
  role,
  unit: label.split(' ').slice(0, 2).join(' '),
  words: role === 'resident' ? ['居民'] : ['微网格长'],
  groups: ['group_07'],
})

const everybody = [
  person('leader_07', '罗布社区 07 微网格长', 'leader'),
  person('resident_07_1', '罗布社区 07 居民 1', 'resident'),
  person('resident_07_2', '罗布社区 07 居民 2', 'resident'),
  person('leader_08', '罗布社区 08 微网格长', 'leader'),
]

const place = (people = everybody): People =>
  peopleOf({
    people,
    groups: [
      { id: 'group_00', name: '空群', members: [] },
      { id: 'group_07', name: '07 群', members: ['leader_07', 'resident_07_1', 'resident_07_2'] },
    ],
    posters: [{ label: '罗布社区 07 海报', text: '10071', path: 'pages/join?scene=10071' }],
  })

const openids = (people: Person[]) => people.map(({ openid }) => openid)

describe('people of the desk', () => {
  it('are found by all of the words, whole labels first', () => {
    expect(openids(place().search('罗布社区 07 居民', 10))).toEqual([
      'resident_07_1',
      'resident_07_2',
    ])
    expect(openids(place().search('微网格长', 1))).toEqual(['leader_07'])
    expect(place().search('没有这样的人', 10)).toEqual([])
  })

  it('stand at first as two members of one group with different roles, the commoner role first', () => {
    const many = [...everybody, person('resident_09_1', '罗布社区 09 居民 1', 'resident')]
    expect(openids(place(many).firstPair())).toEqual(['resident_07_1', 'leader_07'])
  })

  it('stand at first as the project names them, leaving out whom nobody knows', () => {
    expect(openids(place().firstPair(['leader_08', 'stranger']))).toEqual(['leader_08'])
  })

  it('find a poster by its words', () => {
    expect(
      place()
        .searchPosters('07 海报', 5)
        .map(({ text }) => text),
    ).toEqual(['10071'])
  })
})
