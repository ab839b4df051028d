import { viewRequest } from '../../../core/requests/view'
import { done, hour, monday, newRequest, refusalOf, someone } from '../place'

describe('the main story', () => {
  test('submit, accept, ask, supplement, reply, resolve, rate', () => {
    const submitted = newRequest()
    expect(submitted).toMatchObject({ state: 'assigned', unit: { id: 'grid7' }, version: 1 })
    expect(submitted.outbox.map(({ userId, kind }) => [userId, kind])).toEqual([
      ['leader7', 'new_work'],
    ])
    const accepted = done(submitted, 'leader7', { name: 'accept' }, { now: monday + hour }).next
    const asked = done(accepted, 'leader7', { name: 'ask', text: '几号楼' }).next
    expect(asked.state).toBe('waiting')
    const told = done(asked, 'resident1', { name: 'supplement', text: '三号楼' }).next
    expect(told.state).toBe('accepted')
    const replied = done(told, 'leader7', { name: 'reply', text: '我来看看' }).next
    const resolved = done(replied, 'leader7', {
      name: 'resolve',
      outcome: 'solved',
      text: '换好了',
    }).next
    expect(resolved).toMatchObject({ state: 'resolved', outcome: 'solved', isOpen: true })
    const rated = done(resolved, 'resident1', { name: 'rate', solved: true, satisfaction: 5 }).next
    expect(rated).toMatchObject({ state: 'closed', isOpen: false, version: 7, dueAt: null })
    expect(rated.history).toHaveLength(7)
    const view = viewRequest(rated, someone('resident1'), monday)
    expect(view.history.map(({ command }) => command)).toEqual([
      'submit',
      'accept',
      'ask',
      'supplement',
      'reply',
      'resolve',
      'rate',
    ])
    expect(view.allowed).toEqual(['supplement', 'reopen'])
  })

  test('the second to accept hears who was first', () => {
    const request = done(newRequest({}, { ownChain: undefined as never }), 'worker1', {
      name: 'accept',
    }).next
    expect(refusalOf(request, 'worker2', { name: 'accept' })).toBe('ALREADY_TAKEN')
  })
})
