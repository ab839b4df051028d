import { callAs } from '../support/cloud'
import { Desk } from '../support/desk'
import { expectText } from '../support/expect'
import type { Stage } from '../support/stage'

/** The time lever: what nobody answers moves up by itself while a person watches. */
export function describeClimbing(stage: Stage): void {
  it('a request nobody answers is seen moving up, with the reason', async () => {
    const { browser, url } = stage()
    const openid = 'resident_luobu_12_1'
    const draft = { text: '路灯坏了两盏', urgency: 'normal' } as const
    await callAs(url, openid, ['resident', 'requests.submit', draft])
    const desk = await Desk.open(browser, url, { people: [openid] })
    const phone = desk.phone(1)
    await phone.program.getByText(draft.text).first().click()
    await expectText(phone.get('request-headline'), '罗布社区 12 微网格长')

    await desk.page.getByTestId('jump-working_day').click()
    await desk.page.getByTestId('jump-now').waitFor()
    await desk.page.getByTestId('jump-day').click()
    await expectText(phone.get('request-headline'), '片区网格长')
    await expectText(phone.get('timeline-entry'), '没有')

    await desk.page.getByTestId('jump-now').click()
    await desk.page.getByTestId('jump-now').waitFor({ state: 'detached' })
    await desk.close()
  })
}
