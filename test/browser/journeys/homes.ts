import type { Page } from 'playwright-core'
import { callAs } from '../support/cloud'
import { expectCount, expectText } from '../support/expect'
import { journey } from '../support/journey'
import { keepScreenshot, openLook, openPage } from '../support/look'
import type { Stage } from '../support/stage'
import { StaffPage } from '../support/staff-page'

const resident = 'resident_luobu_31_1'
const dayMs = 86_400_000
const chinaMs = 8 * 3_600_000

/** The next day of the clinic, and of the meeting room, whatever day it is today. */
function dayAhead(weekdays: readonly number[]): string {
  for (let days = 1; ; days++) {
    const moment = new Date(Date.now() + chinaMs + days * dayMs)
    if (weekdays.includes(moment.getUTCDay())) return moment.toISOString().slice(0, 10)
  }
}
const clinicDay = dayAhead([2, 4])
const slotOf = (time: string) => `home-luobu-clinic:${clinicDay.replaceAll('-', '')}${time}`

/** The people of a home's desk, and what the phone shows of it. */
export function describeHomes(stage: Stage): void {
  journey('a day at the desk, a slot closed, more places offered', stage, async () => {
    const { url } = stage()
    const booked = await callAs(url, resident, [
      'resident',
      'bookings.book',
      { slotId: slotOf('0900') },
    ])
    const admin = await StaffPage.enter(stage(), 'worker_luobu_1')
    await admin.page.getByRole('link', { name: /^近邻家园/ }).click()
    await walkIn(admin.page)
    await checkInByCode(admin.page, url)
    await closeSlot(admin, url, booked.id)
    await offerMore(admin, stage)
    expect(admin.problems).toEqual([])
  })
}

/** Into the first slot that still takes somebody today or, late in the day, tomorrow. */
async function walkIn(page: Page): Promise<void> {
  await page.locator(`[data-day="${clinicDay}"]`).click()
  const slot = page.locator(`[data-slot="${slotOf('0930')}"]`)
  await slot.getByTestId('slot-more').click()
  await page.getByRole('menuitem', { name: '加位' }).click()
  await page.getByTestId('guest-name').locator('input').fill('李大爷')
  await page.getByRole('textbox', { name: '原因' }).fill('从镇上赶来')
  await keepScreenshot(page, 'admin-homes-overbook')
  await page.getByTestId('guest-save').click()
  await expectText(slot.getByTestId('desk-row'), '李大爷')
  await expectText(slot.getByTestId('desk-row'), '加位')
}

/** Somebody of today, by the four digits they say; nobody of this number tells so. */
async function checkInByCode(page: Page, url: string): Promise<void> {
  const guest = { name: '陈阿婆' }
  const { slots } = await callAs(url, 'worker_luobu_1', [
    'handler',
    'desk.day',
    { homeId: 'home-luobu' },
  ])
  const open = slots.find(({ endAt }) => Date.parse(endAt) > Date.now())
  if (!open) return
  await callAs(url, 'worker_luobu_1', [
    'handler',
    'bookings.overbook',
    { slotId: open.id, guest, reason: '急' },
  ])
  await page.getByRole('button', { name: '回到今天' }).click()
  const row = page.getByTestId('desk-row').filter({ hasText: '陈阿婆' })
  await row.waitFor()
  const code = await row.locator('.code').innerText()
  await page.keyboard.press('/')
  await page.keyboard.type(code)
  await page.keyboard.press('Enter')
  await expectText(row, '来过了')
}

/** Whoever booked it is told, with the reason. */
async function closeSlot(admin: StaffPage, url: string, id: string): Promise<void> {
  const { page } = admin
  await page.locator(`[data-day="${clinicDay}"]`).click()
  const slot = page.locator(`[data-slot="${slotOf('0900')}"]`)
  await expectCount(slot.getByTestId('desk-row'), 1)
  await admin.lookAt('homes')
  await slot.getByTestId('slot-more').click()
  await page.getByRole('menuitem', { name: '关闭这个时段' }).click()
  await page.getByRole('button', { name: '停水停电' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '关闭', exact: true }).last().click()
  await expectText(slot, '不开放：停水停电')
  const { closedBecause } = await callAs(url, resident, ['resident', 'bookings.get', { id }])
  expect(closedBecause).toBe('停水停电')
}

/** What the page offers is what the phone's week shows. */
async function offerMore(admin: StaffPage, stage: Stage): Promise<void> {
  const { page } = admin
  const { browser, url } = stage()
  await page.getByRole('link', { name: '服务和时间' }).click()
  const row = page.getByTestId('service').filter({ hasText: '健康门诊' })
  await row.getByTestId('edit-service').click()
  await page.getByRole('textbox', { name: '每个时段几位' }).fill('9')
  await page.keyboard.press('Tab')
  await admin.lookAt('service')
  await page.getByTestId('offer-save').click()
  await expectText(row, '9 位 · 30 分钟')
  await admin.lookAt('offer')

  const path = 'packages/home/week?id=home-luobu'
  const phone = await openPage(await openLook(browser), url, {
    openid: resident,
    path,
    look: 'light',
  })
  await phone.locator(`[data-testid="day"][data-day="${clinicDay}"]`).click()
  const slot = phone.locator('[data-testid="slot"]:visible', { hasText: '10:00' })
  await expectText(slot.filter({ hasText: '健康门诊' }), '9')
}
