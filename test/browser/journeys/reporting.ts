import { countReports } from '../support/cloud'
import { Desk, type DeskPhone } from '../support/desk'
import { eventually, expectAttribute, expectCount, expectText } from '../support/expect'
import { journey } from '../support/journey'
import type { Stage } from '../support/stage'

/** What can go wrong between the thought and the sent request. */
export function describeReporting(stage: Stage): void {
  journey(
    'keeps a draft when the resident leaves the page and when the phone is restarted',
    stage,
    async () => {
      const { desk, phone } = await openFor(stage, 'resident_luobu_08_1')
      await startReport(phone, '井盖松了，车过去就响')
      await phone.goBack()
      await phone.tap('report-button')
      await expectDraft(phone, '井盖松了，车过去就响')

      await desk.page.reload()
      await phone.tap('report-button')
      await expectDraft(phone, '井盖松了，车过去就响')
      await phone.tap('report-send')
      await phone.get('done').waitFor()
      await phone.tap('done-home')
      await phone.tap('report-button')
      await expectCount(phone.get('draft-resumed'), 0)
    },
  )

  journey('sends once when the button is tapped twice', stage, async () => {
    const openid = 'resident_luobu_09_1'
    const text = '花坛的栏杆倒了一截'
    const { phone } = await openFor(stage, openid)
    await startReport(phone, text)
    await phone.get('report-send').first().dblclick()
    await phone.get('done').waitFor()
    expect(await countReports(stage().url, openid, text)).toBe(1)
  })

  journey('loses nothing without a network and sends once it is back', stage, async () => {
    const openid = 'resident_luobu_10_1'
    const text = '单元门关不上，夜里风大'
    const { phone } = await openFor(stage, openid)
    await startReport(phone, text)
    await phone.switchNetwork()
    await phone.get('offline-bar').waitFor()
    await phone.tap('report-send')
    await phone.program.getByText('知道了').click()
    expect(await countReports(stage().url, openid, text)).toBe(0)
    await expectDraft(phone, text)

    await phone.switchNetwork()
    await expectCount(phone.get('offline-bar'), 0)
    await phone.tap('report-send')
    await phone.get('done').waitFor()
    expect(await countReports(stage().url, openid, text)).toBe(1)
  })

  journey('goes to the area when the micro-grid has no leader, and says so', stage, async () => {
    const { url } = stage()
    const found = await fetch(new URL('/_desk/people?q=空缺 居民', url))
    const [neighbour] = (await found.json()) as { openid: string }[]
    const { phone } = await openFor(stage, neighbour!.openid)
    await expectText(phone.get('home-caretaker'), '片区网格长')
    await startReport(phone, '楼道里堆了旧家具')
    await phone.tap('report-send')
    await expectText(phone.get('done'), '片区网格长')
    await expectText(phone.program.locator('.card:visible'), '暂时没有微网格长')
  })
}

/** The work tab belongs to people with an appointment. */
export function describeTabs(stage: Stage): void {
  journey('never shows the work tab to somebody without an appointment', stage, async () => {
    const { browser, url } = stage()
    const people = ['resident_luobu_11_1', 'leader_luobu_11']
    const desk = await Desk.open(browser, url, { people })
    const resident = desk.phone(1)
    const leader = desk.phone(2)
    await leader.openMiniProgram()
    await leader.get('tab-work').waitFor()
    for (const tab of ['tab-mine', 'tab-inbox', 'tab-home']) {
      await resident.tap(tab)
      await expectAttribute(resident.get(tab), 'aria-selected', 'true')
      await expectCount(resident.program.getByTestId('tab-work'), 0)
    }
  })
}

async function openFor(stage: Stage, openid: string): Promise<{ desk: Desk; phone: DeskPhone }> {
  const { browser, url } = stage()
  const desk = await Desk.open(browser, url, { people: [openid] })
  return { desk, phone: desk.phone(1) }
}

async function startReport(phone: DeskPhone, text: string): Promise<void> {
  await phone.tap('report-button')
  await phone.write('report-text', text)
}

function expectDraft(phone: DeskPhone, text: string): Promise<void> {
  return eventually(
    () => phone.get('report-text').locator('textarea').first().inputValue(),
    (value) => expect(value).toBe(text),
  )
}
