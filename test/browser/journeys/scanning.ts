import { Desk } from '../support/desk'
import { expectText } from '../support/expect'
import { journey } from '../support/journey'
import type { Stage } from '../support/stage'

/** The poster in the stairwell: by WeChat's own scanner, and from the page where one joins. */
export function describeScanning(stage: Stage): void {
  journey('a resident who moves joins the new micro-grid by its poster', stage, async () => {
    const { browser, url } = stage()
    const desk = await Desk.open(browser, url, { people: ['resident_luobu_15_1'] })
    const phone = desk.phone(1)
    await expectText(phone.get('home-grid'), '罗布社区 15 微网格')

    await phone.element.getByTestId('dock-wechat').click()
    await phone.element.getByTestId('scan').click()
    await phone.scanPoster('罗布社区 16 微网格海报')
    await phone.program.getByText('换', { exact: true }).click()
    await expectText(phone.get('home-grid'), '罗布社区 16 微网格')

    await phone.tap('tab-mine')
    await phone.tap('setting-grid')
    await phone.tap('join-scan')
    await phone.scanPoster('罗布社区 15 微网格海报')
    await phone.program.getByText('换', { exact: true }).click()
    await phone.tap('tab-home')
    await expectText(phone.get('home-grid'), '罗布社区 15 微网格')
  })
}
