import { Desk, type DeskPhone } from '../support/desk'
import { expectAttribute, expectText } from '../support/expect'
import { journey } from '../support/journey'
import { seriousFindings } from '../support/look'
import type { Stage } from '../support/stage'

const text = '5 号楼门口的路灯不亮了'

/** The leader answers in WeChat's own conversation, the resident reads it where everything stands. */
export function describeTyping(stage: Stage): void {
  journey(
    'a leader answers by typing and takes the last of it back, the resident reads it',
    stage,
    async () => {
      const { browser, url } = stage()
      const people = ['resident_luobu_07_2', 'leader_luobu_07']
      const desk = await Desk.open(browser, url, { people })
      const resident = desk.phone(1)
      const leader = desk.phone(2)

      const number = await report(resident)
      await leader.openCard(number)
      await leader.tap('typing-button')
      await expectText(leader.lastMessage, '1 我来看看')
      await leader.type('2 今晚就修')
      await expectText(leader.lastMessage, '今晚就修\n弄错了')
      await leader.type('三 灯泡换好了')
      await expectText(leader.lastMessage, '已办结')
      expect(await seriousFindings(desk.page)).toEqual([])

      await resident.tap('done-follow')
      await expectAttribute(resident.state('request'), 'data-state', 'resolved')
      await expectText(resident.get('timeline-entry').nth(0), '灯泡换好了')
      await expectText(resident.get('timeline-entry').nth(1), '今晚就修')

      await leader.openMiniProgram()
      await leader.tap('take-back')
      await expectAttribute(leader.state('answer'), 'data-state', 'accepted')
      expect(desk.problems).toEqual([])
    },
  )
}

/** Resolves to the number by which the request is known, its card in the group. */
async function report(resident: DeskPhone): Promise<string> {
  await resident.tap('report-button')
  await resident.write('report-text', text)
  await resident.tap('report-send')
  const number = await resident.get('done-number').innerText()
  await resident.share()
  return number
}
