import { callAs } from '../support/cloud'
import { Desk } from '../support/desk'
import { expectText } from '../support/expect'
import { journey } from '../support/journey'
import type { Stage } from '../support/stage'

/** The time lever: what nobody answers moves up by itself while a person watches. */
export function describeClimbing(stage: Stage): void {
  journey('a request nobody answers is seen moving up, with the reason', stage, async () => {
    const { browser, url } = stage()
    const openid = 'resident_luobu_13_1'
    const draft = { text: '路灯坏了两盏', urgency: 'normal' } as const
    await callAs(url, openid, ['resident', 'requests.submit', draft])
    const desk = await Desk.open(browser, url, { people: [openid] })
    const phone = desk.phone(1)
    await phone.program.getByText(draft.text).first().click()
    await expectText(phone.get('request-headline'), '罗布社区 13 微网格长')

    await desk.jump('working_day')
    await desk.jump('day')
    // How far up two days bring it depends on the hour of the day at which this runs.
    await expectText(phone.get('request-headline'), /片区网格长|社区工作者/)
    await expectText(phone.get('timeline-entry'), '没有')

    await desk.jump('now')
  })
}
