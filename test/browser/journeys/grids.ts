import type { Page } from 'playwright-core'
import { expectCount, expectText } from '../support/expect'
import { encodeGbk } from '../support/gbk'
import { journey } from '../support/journey'
import { keepScreenshot, openLook, openPage } from '../support/look'
import type { Stage } from '../support/stage'
import { StaffPage } from '../support/staff-page'

const community = '350405001004'
const area = `${community}-2`
const file = [
  '编号,名称,级别,上级编号,小区楼栋,负责人,电话',
  `east-1,东一网格,微网格,${area},桂花园,王阿姨,138 0000 1234`,
  `east-2,东二网格,微网格,${area},,老李,12345`,
  `east-3,东三网格,小组,${area},,,`,
  `east-4,东四网格,微网格,${area},,,`,
].join('\r\n')

/** Community staff look after their grids. */
export function describeGrids(stage: Stage): void {
  journey('a file with two bad lines, a new leader, a poster', stage, async () => {
    const admin = await StaffPage.enter(stage(), 'worker_dongmen_1')
    await admin.page.getByRole('link', { name: /^网格/ }).click()
    await importFile(admin)
    await inviteLeader(admin.page, stage)
    await walkByKey(admin.page)
    await admin.lookAt('grids')
    await printPosters(admin.page)
    expect(admin.problems).toEqual([])
  })
}

/** GBK, as Excel saves it: each fault by its line, the rest carried out, and nothing left to do. */
async function importFile({ page }: StaffPage): Promise<void> {
  await page.getByTestId('import').click()
  await page.getByTestId('file').setInputFiles({
    name: '东门社区.csv',
    mimeType: 'text/csv',
    buffer: encodeGbk(file),
  })
  await page.getByTestId('compare').click()
  await expectCount(page.getByTestId('problem'), 2)
  await expectText(page.getByTestId('problem').first(), /3\s+电话\s+电话“12345”不对/)
  await expectText(page.getByTestId('problem').last(), /4\s+级别\s+级别“小组”不认识/)
  await keepScreenshot(page, 'admin-import')
  await page.getByRole('tab', { name: '改动' }).click()
  await expectCount(page.getByTestId('change'), 4)
  await page.reload()
  await page.getByTestId('apply').click()
  await expectText(page.getByTestId('import-done'), '写好了 2 个单位')
}

/** The new unit's person gets a code, and takes the charge up on their own phone. */
async function inviteLeader(page: Page, stage: Stage): Promise<void> {
  const { browser, url } = stage()
  await page.goto(new URL('/admin/#/grids/unit/east-1', url).href)
  await expectText(page.getByTestId('person'), '等待接手')
  await page.getByTestId('invite').click()
  await page.getByTestId('make-code').click()
  const code = (await page.getByTestId('invitation-code').innerText()).replace(/\s/gu, '')
  await keepScreenshot(page, 'admin-invitation')
  await page.keyboard.press('Escape')

  const path = `packages/join/claim?scene=${code}`
  const phone = await openPage(await openLook(browser), url, {
    ...{ openid: 'wang_of_dongmen', path, look: 'light' },
  })
  await expectText(phone.getByTestId('claim-unit'), '东一网格')
  await keepScreenshot(phone, 'claim')
  await phone.getByTestId('claim-confirm').click()
  await phone.getByTestId('claim-done').waitFor()
  await page.reload()
  await expectText(page.getByTestId('person'), '在任')
}

/** The tree by arrow keys alone. */
async function walkByKey(page: Page): Promise<void> {
  const row = page.getByRole('treeitem', { name: /^东一网格/ })
  await row.focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expectText(page.getByTestId('unit-name'), '东四网格')
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Enter')
  await expectText(page.getByTestId('unit-name'), '2 片区')
}

/** One sheet for each micro-grid of the area, on paper of its size. */
async function printPosters(page: Page): Promise<void> {
  await page.getByTestId('posters').click()
  await page.getByTestId('print').and(page.locator(':enabled')).waitFor()
  const sheets = await page.getByTestId('poster').count()
  expect(sheets).toBeGreaterThan(9)
  await keepScreenshot(page, 'admin-posters')
  const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString(
    'latin1',
  )
  expect(pdf.match(/\/Type \/Page\b(?!s)/gu)).toHaveLength(sheets)
  expect(pdf).toMatch(/\/MediaBox \[0 0 59[45]/u)
}
