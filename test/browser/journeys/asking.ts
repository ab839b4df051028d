import { callAs } from '../support/cloud'
import { Desk } from '../support/desk'
import { expectAttribute, expectCount, expectText } from '../support/expect'
import { journey } from '../support/journey'
import type { Stage } from '../support/stage'

const resident = 'resident_luobu_16_1'
const leader = 'leader_luobu_16'

/** The leader needs to know more: the resident is asked where they look, and answers there. */
export function describeAsking(stage: Stage): void {
  journey('a resident who is asked something answers from the question', stage, async () => {
    const { browser, url } = stage()
    const draft = { text: '楼道里有一股焦味' }
    const { id } = await callAs(url, resident, ['resident', 'requests.submit', draft])
    await callAs(url, leader, ['handler', 'requests.ask', { id, text: '在几单元几楼' }])
    const desk = await Desk.open(browser, url, { people: [resident] })
    const phone = desk.phone(1)
    await phone.program.getByText(draft.text).first().click()
    await expectText(phone.get('question'), '在几单元几楼')
    await phone.tap('supplement-now')
    await phone.write('sheet-text', '2 单元 3 楼')
    await phone.tap('sheet-send')
    await expectAttribute(phone.state('request'), 'data-state', 'accepted')
    await expectCount(phone.get('question'), 0)
    await expectText(phone.get('timeline-entry').first(), '2 单元 3 楼')
    expect(desk.problems).toEqual([])
  })
}
