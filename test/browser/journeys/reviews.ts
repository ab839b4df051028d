import { callAs } from '../support/cloud'
import { eventually, expectCount, expectText } from '../support/expect'
import { journey } from '../support/journey'
import { keepScreenshot, openLook, openPage } from '../support/look'
import type { Stage } from '../support/stage'
import { StaffPage } from '../support/staff-page'

const resident = 'resident_luobu_16_1'
const worker = 'worker_luobu_2'
const doubtful = '楼下麻将馆半夜还在吵，疑似示例'
const risky = '三单元有人骂人，违规示例'

/** What WeChat doubts comes to the staff page; who wrote it reads what became of it. */
export function describeReviews(stage: Stage): void {
  journey('content WeChat doubts is shown to neighbours, or kept from them', stage, async () => {
    const { browser, url } = stage()
    const submit = (text: string) =>
      callAs(url, resident, ['resident', 'requests.submit', { text }]).then(({ id }) => id)
    const shown = await submit(doubtful)
    const kept = await submit(risky)
    const waits = async () => {
      const { items } = await callAs(url, worker, ['handler', 'reviews.list', { limit: 50 }])
      return items.map(({ requestId }) => requestId)
    }
    await eventually(waits, (ids) => expect(ids).toEqual(expect.arrayContaining([shown, kept])))

    const admin = await StaffPage.enter(stage(), worker)
    const { page, problems } = admin
    await page.getByRole('link', { name: '内容审核' }).click()
    const card = (text: string) => page.getByTestId('review').filter({ hasText: text })
    await card(doubtful).waitFor()
    await admin.lookAt('reviews')
    await card(doubtful).getByTestId('review-pass').click()
    await expectCount(card(doubtful), 0)
    await card(risky).getByTestId('review-hide').click()
    await page.getByRole('button', { name: '有人身攻击的话' }).click()
    await keepScreenshot(page, 'admin-reviews-reason')
    await page.getByRole('dialog').getByRole('button', { name: '不给看' }).click()
    await expectCount(card(risky), 0)
    expect(problems).toEqual([])

    const path = `packages/request/request?id=${kept}`
    const phone = await openPage(await openLook(browser), url, {
      ...{ openid: resident, path, look: 'light' },
    })
    await expectText(phone.getByTestId('check-note'), '社区没有给邻居看这一部分：有人身攻击的话')
    await keepScreenshot(phone, 'request-hidden')
  })
}
