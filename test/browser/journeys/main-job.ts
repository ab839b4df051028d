import { Desk } from '../support/desk'
import { expectAttribute, expectCount, expectText } from '../support/expect'
import { photo } from '../support/photo'
import type { Stage } from '../support/stage'

/** The one job the product is for, seen from both phones. */
export function describeMainJob(stage: Stage): void {
  it('a resident reports with a photo, the leader answers from the group card, the resident rates', async () => {
    const { browser, url } = stage()
    const people = ['resident_luobu_07_1', 'leader_luobu_07']
    const desk = await Desk.open(browser, url, { people })
    const resident = desk.phone(1)
    const leader = desk.phone(2)

    await resident.tap('report-button')
    await resident.write('report-text', '3 号楼二楼的灯不亮了，晚上老人下楼看不见')
    await resident.takeFirstPhoto(photo)
    await expectAttribute(resident.get('picked-photo'), 'data-status', 'sent')
    await resident.tap('report-send')
    await expectText(resident.get('done'), '罗布社区 07 微网格长')

    await resident.share()
    await expectCount(desk.group.getByTestId('card'), 1)
    await leader.openCard()
    await expectAttribute(leader.state('answer'), 'data-state', 'assigned')
    await expectText(leader.get('request-words'), '3 号楼二楼的灯不亮了')
    await expectCount(leader.get('photo'), 1)

    await leader.tap('accept')
    await expectAttribute(leader.state('answer'), 'data-state', 'accepted')
    await leader.tap('preset-1')
    await leader.tap('preset-3')
    await leader.tap('sheet-send')
    await expectAttribute(leader.state('answer'), 'data-state', 'resolved')

    await resident.tap('done-follow')
    await expectAttribute(resident.state('request'), 'data-state', 'resolved')
    await expectCount(resident.get('timeline-entry'), 4)
    await expectText(resident.get('timeline-entry').nth(1), '我来看看')
    await resident.tap('rate-solved')
    await resident.tap('satisfaction-5')
    await resident.tap('sheet-send')
    await expectAttribute(resident.state('request'), 'data-state', 'closed')
    expect(desk.problems).toEqual([])
    await desk.close()
  })
}
