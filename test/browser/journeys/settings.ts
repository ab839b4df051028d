import type { Page } from 'playwright-core'
import { callAs } from '../support/cloud'
import { expectCount, expectText } from '../support/expect'
import { journey } from '../support/journey'
import type { Stage } from '../support/stage'
import { StaffPage } from '../support/staff-page'

const resident = 'resident_luobu_29_1'
const dispatcher = 'dispatcher_1'

/** The district's dispatchers decide where requests go and how long they may take. */
export function describeSettings(stage: Stage): void {
  journey('a rule is tried, saved and fires; a second editor is told', stage, async () => {
    const { url } = stage()
    const first = await StaffPage.enter(stage(), dispatcher)
    const second = await StaffPage.enter(stage(), dispatcher)
    for (const { page } of [first, second]) await openRules(page, url)
    await writeRule(first.page, { note: '灯杆由城管局负责', word: '灯杆' })
    await tryText(first.page, '小区门口的灯杆倒了')
    await first.lookAt('rules')
    await first.page.getByTestId('save').click()
    await first.page.getByText('已经保存，从现在起这样办').waitFor()
    const sent = await callAs(url, resident, [
      'resident',
      'requests.submit',
      { text: '小区门口的灯杆歪了' },
    ])
    expect(sent.dispatch).toEqual({ rule: 'staff_rule', reason: '灯杆由城管局负责' })
    expect(sent.unit.name).toBe('区城市管理局')
    await beTold(second.page)
    await removeRule(first.page)
    await lookAtTabs(first, url)
    expect([...first.problems, ...second.problems]).toEqual([])
    await Promise.all([first, second].map((admin) => admin.close()))
  })

  journey('who is no dispatcher reads whose the rules are', stage, async () => {
    const { url } = stage()
    const admin = await StaffPage.enter(stage(), 'worker_luobu_1')
    const { page } = admin
    await page.goto(new URL('/admin/#/settings', url).href)
    await expectText(page.getByTestId('failed'), '由区中心的调度员设置')
    await admin.close()
  })
}

async function openRules(page: Page, url: string): Promise<void> {
  await page.goto(new URL('/admin/#/settings', url).href)
  await page.getByTestId('add-rule').waitFor()
}

/** By the keyboard as far as it goes. */
async function writeRule(page: Page, { note, word }: { note: string; word: string }) {
  await page.keyboard.press('c')
  const dialog = page.locator('dialog')
  await dialog.getByRole('textbox', { name: '为什么有这条规则' }).fill(note)
  await dialog.getByTestId('unit-picker').first().click()
  await dialog.getByRole('button', { name: '沙县区下面的单位' }).click()
  await dialog.getByTestId('unit-choice').filter({ hasText: '区城市管理局' }).click()
  await dialog.getByRole('textbox', { name: '写到哪些字' }).fill(word)
  await page.keyboard.press('Enter')
  await expectText(dialog.getByTestId('rule-reads'), `写到“${word}”，交给区城市管理局。`)
  await dialog.getByTestId('rule-done').click()
  await expectCount(page.getByTestId('rule').filter({ hasText: note }), 1)
}

/** The rule is not saved yet, and fires already. */
async function tryText(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: '试一试的内容' }).fill(text)
  await page.getByTestId('try').click()
  await expectText(page.getByTestId('tried'), '按规则：灯杆由城管局负责')
  await expectText(page.getByTestId('tried'), '区城市管理局')
  await expectText(page.getByTestId('rule').last(), '这条管到了')
}

/** What the second typed stays until they say that they don't want it. */
async function beTold(page: Page): Promise<void> {
  await writeRule(page, { note: '另一条规则', word: '灯箱' })
  await page.getByTestId('save').click()
  await expectText(page.getByTestId('not-saved'), '刚刚有人改过这一项')
  await expectCount(page.getByTestId('rule').filter({ hasText: '另一条规则' }), 1)
  await page.getByTestId('take-theirs').click()
  await expectCount(page.getByTestId('rule').filter({ hasText: '灯杆由城管局负责' }), 1)
  await expectCount(page.getByTestId('rule').filter({ hasText: '另一条规则' }), 0)
}

/** The place is left as it was found. */
async function removeRule(page: Page): Promise<void> {
  const rule = page.getByTestId('rule').filter({ hasText: '灯杆由城管局负责' })
  await rule.getByRole('button', { name: '去掉' }).click()
  await page.getByTestId('remove-rule').click()
  await expectCount(rule, 0)
  await page.getByTestId('save').click()
  await page.getByTestId('save').and(page.locator(':disabled')).waitFor()
}

async function lookAtTabs(admin: StaffPage, url: string): Promise<void> {
  const { page } = admin
  await page.goto(new URL('/admin/#/settings/deadlines', url).href)
  await expectText(page.getByTestId('open-requests'), /没办完/)
  await admin.lookAt('deadlines', ['light'])
  await page.goto(new URL('/admin/#/settings/calendar', url).href)
  const day = page.locator('[data-day$="-03-03"]')
  const before = (await day.getAttribute('aria-label')) ?? ''
  await day.click()
  await page.getByRole('button', { name: /3 月 3 日，.*，区里改的/ }).waitFor()
  await admin.lookAt('calendar', ['dark'])
  await day.click()
  await page.getByRole('button', { name: before, exact: true }).waitFor()
  await page.getByTestId('save').and(page.locator(':disabled')).waitFor()
  await page.goto(new URL('/admin/#/settings/wording', url).href)
  await expectCount(page.getByTestId('reply'), 2)
  await admin.lookAt('wording')
  await page.goto(new URL('/admin/#/settings/ownership', url).href)
  await page.getByRole('checkbox', { name: '市政设施' }).waitFor()
  await admin.lookAt('ownership', ['light'])
  await page.goto(new URL('/admin/#/settings/messages', url).href)
  await page.getByRole('switch', { name: '免打扰' }).waitFor()
  await admin.lookAt('messages', ['dark'])
}
