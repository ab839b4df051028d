import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { callAs } from '../support/cloud'
import { expectCount, expectText } from '../support/expect'
import { journey } from '../support/journey'
import { keepScreenshot, openLook, openPage, seriousFindings } from '../support/look'
import type { Stage } from '../support/stage'
import { StaffPage } from '../support/staff-page'

const resident = 'resident_luobu_29_1'

/** Community staff tell and count. */
export function describeNumbers(stage: Stage): void {
  journey('a notice from the page to a phone, and a month as a file', stage, async () => {
    const { url } = stage()
    await callAs(url, resident, ['resident', 'requests.submit', { text: '=1+1 号楼漏水' }])
    const admin = await StaffPage.enter(stage(), 'worker_luobu_1')
    await publish(admin.page, url)
    await readOnPhone(stage)
    await admin.page.getByRole('button', { name: '重新读取' }).click()
    await expectText(admin.page.getByTestId('readers').first(), '1')
    await admin.lookAt('notices')
    await exportMonth(admin.page, url)
    await admin.lookAt('numbers')
    expect(admin.problems).toEqual([])
  })
}

async function publish(page: Page, url: string): Promise<void> {
  await page.goto(new URL('/admin/#/notices', url).href)
  await page.getByTestId('write').waitFor()
  await page.keyboard.press('c')
  await page.getByRole('textbox', { name: '标题' }).fill('明天上午停水')
  await page
    .getByRole('textbox', { name: '内容' })
    .fill('9 点到 12 点检修管道，\n<b>请提前存水</b>。')
  await page.getByTestId('publish').click()
  await expectText(page.getByTestId('bulletin').first(), '明天上午停水')
  await expectText(page.getByTestId('readers').first(), '0')
}

/** On the first screen in one line, then in the list, then opened: only that counts. */
async function readOnPhone(stage: Stage): Promise<void> {
  const { browser, url } = stage()
  const shown = { openid: resident, path: 'pages/home/home', look: 'light' } as const
  const phone = await openPage(await openLook(browser), url, shown)
  await expectText(phone.getByTestId('home-bulletin'), '罗布社区：明天上午停水')
  await keepScreenshot(phone, 'home-bulletin')
  await phone.getByTestId('home-bulletin').click()
  await phone.getByTestId('bulletin-line').first().click()
  await expectText(phone.getByTestId('bulletin'), '<b>请提前存水</b>')
  expect(await seriousFindings(phone)).toEqual([])
  await keepScreenshot(phone, 'bulletin')
}

/** Found again after the page was loaded anew; what looks like a formula is text in the file. */
async function exportMonth(page: Page, url: string): Promise<void> {
  await page.goto(new URL('/admin/#/numbers', url).href)
  await expectText(page.getByTestId('numbers-unit'), '罗布社区')
  await page.getByTestId('export').click()
  await page.getByTestId('save-csv').waitFor()
  await page.reload()
  const download = page.waitForEvent('download')
  await page.getByTestId('save-csv').click()
  const file = await readFile(await (await download).path(), 'utf8')
  expect(file.startsWith('\uFEFF编号,提交时间')).toBe(true)
  expect(file).toContain("'=1+1 号楼漏水")
  expect(file).not.toContain('\n=')
  await expectCount(page.getByTestId('unit-row').first(), 1)
}
