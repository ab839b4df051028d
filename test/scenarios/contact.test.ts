import { openWorld } from './world'
import type { World } from './world'

let world: World
beforeAll(async () => {
  world = await openWorld()
}, 60_000)
afterAll(() => world?.close())

const contact = { name: '王阿姨', phone: '13800001234' }

it('a handler sees a masked number until they ask for it, and the look is logged', async () => {
  const { tell, cloud } = world
  const draft = { text: '楼下的水管漏了', contact }
  const { id } = await tell('resident_luobu_07_1', ['resident', 'requests.submit'], draft)
  const masked = await tell('leader_luobu_07', ['handler', 'requests.get'], { id })
  expect(masked.reporter).toEqual({ name: '王**', phone: '138****1234' })

  const shown = await tell('leader_luobu_07', ['handler', 'requests.revealContact'], { id })
  expect(shown).toEqual(contact)
  const audits = await cloud.database.find('audits', { requestId: id })
  expect(audits).toMatchObject([
    { userId: 'leader_luobu_07', label: '罗布社区 07 微网格长', action: 'reveal_contact' },
  ])
})

it('an anonymous reporter stays hidden, and nothing is logged', async () => {
  const { tell, ask, cloud } = world
  const draft = { text: '有人在楼道抽烟', contact, isAnonymous: true }
  const { id } = await tell('resident_luobu_07_1', ['resident', 'requests.submit'], draft)
  const answer = await ask('leader_luobu_07', ['handler', 'requests.revealContact'], { id })
  expect(answer).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } })
  expect(await cloud.database.find('audits', { requestId: id })).toEqual([])
})

it('without a number the handler is told what to do instead', async () => {
  const { tell, ask } = world
  const { id } = await tell('resident_luobu_07_1', ['resident', 'requests.submit'], {
    text: '花坛的围栏倒了',
  })
  const answer = await ask('leader_luobu_07', ['handler', 'requests.revealContact'], { id })
  expect(answer).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } })
})
