import { Desk, type DeskPhone } from '../support/desk'
import { expectAttribute, expectCount, expectText } from '../support/expect'
import { journey } from '../support/journey'
import { photo } from '../support/photo'
import type { Stage } from '../support/stage'

const text = '3 号楼二楼的灯不亮了，晚上老人下楼看不见'

/** The one job the product is for, seen from both phones. */
export function describeMainJob(stage: Stage): void {
  const name =
    'a resident reports with a photo, the leader answers from the group, the resident rates'
  journey(name, stage, async () => {
    const { browser, url } = stage()
    const people = ['resident_luobu_07_1', 'leader_luobu_07']
    const desk = await Desk.open(browser, url, { people })
    const resident = desk.phone(1)
    const leader = desk.phone(2)

    const number = await report(resident)
    await resident.share()
    await expectText(desk.group.getByTestId('card').last(), number)
    await answer(leader, number)

    await resident.tap('done-follow')
    await expectAttribute(resident.state('request'), 'data-state', 'resolved')
    await expectCount(resident.get('timeline-entry'), 4)
    await expectText(resident.get('timeline-entry').nth(1), '我来看看')
    await rate(resident)
    expect(desk.problems).toEqual([])
  })
}

/** Resolves to the number by which the request is known. */
async function report(resident: DeskPhone): Promise<string> {
  await resident.tap('report-button')
  await resident.write('report-text', text)
  await resident.takeFirstPhoto(photo)
  await expectAttribute(resident.get('picked-photo'), 'data-status', 'sent')
  await resident.tap('report-send')
  await expectText(resident.get('done'), '罗布社区 07 微网格长')
  return resident.get('done-number').innerText()
}

async function answer(leader: DeskPhone, number: string): Promise<void> {
  await leader.openCard(number)
  await expectAttribute(leader.state('answer'), 'data-state', 'assigned')
  await expectText(leader.get('request-words'), text)
  await expectCount(leader.get('photo'), 1)
  await leader.tap('accept')
  await expectAttribute(leader.state('answer'), 'data-state', 'accepted')
  await leader.tap('preset-1')
  await leader.program.getByText('我来看看，有进展告诉您').first().waitFor()
  await leader.tap('preset-3')
  await leader.tap('sheet-send')
  await expectAttribute(leader.state('answer'), 'data-state', 'resolved')
}

async function rate(resident: DeskPhone): Promise<void> {
  await resident.tap('rate-solved')
  await resident.tap('satisfaction-5')
  await resident.tap('sheet-send')
  await expectAttribute(resident.state('request'), 'data-state', 'closed')
}
