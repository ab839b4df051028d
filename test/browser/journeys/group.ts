import { Desk, type DeskPhone } from '../support/desk'
import { expectAttribute, expectCount, expectText } from '../support/expect'
import { journey } from '../support/journey'
import { keepScreenshot, openLook, openPage } from '../support/look'
import type { Stage } from '../support/stage'

const group = '罗布社区 21 微网格群'
const text = '3 栋 502 门口的水管漏水，楼梯上都是水'

/** A request as the group sees it: on cards, by its reporter, its leader and a neighbour. */
export function describeGroup(stage: Stage): void {
  journey(
    'a request lives in the group: reported, answered and followed by cards',
    stage,
    async () => {
      const { browser, url } = stage()
      const people = ['resident_luobu_21_1', 'leader_luobu_21', 'resident_luobu_21_2']
      const desk = await Desk.open(browser, url, { people, width: 1680, height: 900 })
      const [resident, leader, neighbour] = [desk.phone(1), desk.phone(2), desk.phone(3)]

      const number = await reportFromCard(desk, { resident, leader })
      await answerFromCard(leader, number)
      await leader.send('send-back', group)
      await expectText(desk.group.getByTestId('card').last(), '正在办：水电气网')
      await expectAttribute(
        desk.group.getByTestId('card').last().locator('img'),
        'src',
        /^data:image\/png;base64,/,
      )

      await sayMeToo(neighbour, number)
      await keepScreenshot(desk.page, 'group')
      await leader.tap('preset-3')
      await leader.tap('sheet-send')
      await expectAttribute(leader.state('answer'), 'data-state', 'resolved')
      await leader.send('send-back', group)
      await expectText(desk.group.getByTestId('card').last(), /办好了：.*1 位邻居也遇到了/)

      await neighbour.tap('follow-home')
      await neighbour.tap('tab-inbox')
      await expectText(neighbour.get('notice'), '已经处理好')
      await neighbour.tap('notice')
      await expectAttribute(neighbour.get('follow-state'), 'data-state', 'resolved')

      await resident.tap('done-follow')
      await expectAttribute(resident.state('request'), 'data-state', 'resolved')
      await expectText(resident.get('neighbours'), '1 位邻居也遇到了')
      await expectCount(resident.get('timeline-entry'), 3)
      await sendDigest(leader)
      await expectText(desk.group.getByTestId('card').last(), /今日待答复 .*可设为群待办/s)
      await readDigest(neighbour)
      expect(desk.problems).toEqual([])
    },
  )
}

/** What is open, from the page of the group. */
async function sendDigest(leader: DeskPhone): Promise<void> {
  await leader.openGroup(group)
  await leader.openCard('跟微网格长说')
  await leader.tap('tab-work')
  await leader.tap('group-button')
  await leader.tap('open-digest')
  await leader.get('digest-line').first().waitFor()
  await leader.send('share-button', group)
}

/** Neighbours read it, and may report; they send nothing. */
async function readDigest(neighbour: DeskPhone): Promise<void> {
  await neighbour.openGroup(group)
  await neighbour.openCard('今日待答复')
  await neighbour.get('digest-report').waitFor()
  await expectCount(neighbour.get('share-button'), 0)
  await neighbour.tap('digest-line')
  await neighbour.get('follow-about').waitFor()
}

interface Two {
  resident: DeskPhone
  leader: DeskPhone
}

/** The leader's card of the mini program lies in the group; the resident reports from it. */
async function reportFromCard(desk: Desk, { resident, leader }: Two): Promise<string> {
  await leader.openMiniProgram()
  await leader.tap('tab-work')
  await leader.tap('group-button')
  await leader.send('group-send', group)
  await leader.openGroup(group)
  await resident.openGroup(group)
  await resident.openCard('跟微网格长说')
  await resident.tap('report-button')
  await resident.write('report-text', text)
  await resident.tap('report-send')
  await expectText(resident.get('done'), '罗布社区 21 微网格长')
  const number = await resident.get('done-number').innerText()
  await resident.share()
  await expectText(desk.group.getByTestId('card').last(), `编号 ${number}`)
  // By itself: the request's number holds these digits by chance.
  expect(await desk.group.getByTestId('card').last().innerText()).not.toMatch(/(?<!\d)502(?!\d)/)
  return number
}

/** Two taps: the card, and an answer. */
async function answerFromCard(leader: DeskPhone, number: string): Promise<void> {
  await leader.openCard(number)
  await leader.tap('preset-1')
  await expectAttribute(leader.state('answer'), 'data-state', 'accepted')
}

async function sayMeToo(neighbour: DeskPhone, number: string): Promise<void> {
  await neighbour.openGroup(group)
  await neighbour.openCard(number)
  await expectText(neighbour.get('follow-headline'), '罗布社区 21 微网格长正在办')
  await expectText(neighbour.get('follow-about'), '3 栋 *** 门口的水管漏水')
  await neighbour.tap('me-too')
  await neighbour.get('me-too-told').waitFor()
  await expectAttribute(neighbour.get('follow-count'), 'data-count', '1')
}

/** Who comes by a card of the group, and what they are told without one. */
export function describeComingByCard(stage: Stage): void {
  const openAs = async (openid: string, path: string, more = {}) => {
    const { browser, url } = stage()
    const page = await openPage(await openLook(browser), url, {
      openid,
      path,
      look: 'light',
      more: { scene: '1044', group: 'group_luobu_22', ...more },
    })
    return (name: string) => page.locator(`[data-testid="${name}"]:visible`)
  }

  journey('a newcomer from the group is at home: no form, no choice', stage, async () => {
    const find = await openAs('newcomer_22', 'pages/home/home')
    await expectText(find('home-joined'), '您住在罗布社区 22 微网格')
    await expectText(find('home-grid'), '罗布社区 22 微网格')
  })

  journey('somebody who lives elsewhere is asked, not moved', stage, async () => {
    const find = await openAs('resident_luobu_20_1', 'pages/home/home')
    await expectText(find('home-grid'), '罗布社区 20 微网格')
    await find('group-join').click()
    await find('join-group').waitFor()
  })

  journey('a leader who has left the group is told what to do', stage, async () => {
    const find = await openAs('leader_luobu_22', 'packages/group/group', { leftGroup: '1' })
    await expectText(find('group-standing'), '您已经不在这个群里了')
  })
}

/** A group becomes a micro-grid's, and its poster is scanned. */
export function describeBinding(stage: Stage): void {
  journey('a leader binds the group from its card and prints the poster', stage, async () => {
    const { browser, url } = stage()
    const people = ['leader_luobu_25', 'resident_luobu_26_1']
    const desk = await Desk.open(browser, url, { people })
    const [leader, passerBy] = [desk.phone(1), desk.phone(2)]
    const chat = '罗布社区 25 微网格群'
    await leader.tap('tab-work')
    await leader.tap('group-button')
    await expectText(leader.get('group-standing'), '要从群里的卡片打开')
    await leader.send('group-send', chat)
    await leader.openGroup(chat)
    await leader.openCard('跟微网格长说')
    await expectText(leader.get('home-bind'), '这是 罗布社区 25 微网格 的群吗')
    await leader.tap('home-bind')
    await leader.tap('group-bind')
    await expectText(leader.get('group-standing'), '这个群是罗布社区 25 微网格的群')

    await leader.tap('open-poster')
    await leader.get('poster').waitFor()
    await leader.tap('poster-save')
    await leader.program.getByText('允许', { exact: true }).click()
    await leader.program.getByText('存到相册了').waitFor()

    await passerBy.element.getByTestId('dock-wechat').click()
    await passerBy.element.getByTestId('scan').click()
    const code = passerBy.element.getByTestId('scan-code')
    await code.filter({ hasText: '罗布社区 25 微网格海报' }).click()
    await passerBy.program.getByText('要换成海报上的吗').waitFor()
    await passerBy.program.getByText('先不', { exact: true }).click()
    expect(desk.problems).toEqual([])
  })
}
