import { callAs } from '../support/cloud'
import { Desk, type DeskPhone } from '../support/desk'
import { eventually, expectAttribute, expectCount, expectText } from '../support/expect'
import { journey } from '../support/journey'
import type { Stage } from '../support/stage'

const people = ['resident_luobu_07_1', 'resident_luobu_08_1', 'worker_luobu_1']

/** A neighbour home's services, from finding one to the review after it. */
export function describeBookings(stage: Stage): void {
  journey('two want the one seat: booked, waited for, given up, taken over', stage, async () => {
    const { browser, url } = stage()
    const desk = await Desk.open(browser, url, { people, width: 1500 })
    await jumpAhead(desk)
    const first = desk.phone(1)
    const second = desk.phone(2)

    await book(first)
    await expectAttribute(first.get('booking'), 'data-state', 'held')
    await expectText(first.get('booking-code'), /^\d{4}$/)
    await second.openMiniProgram()
    await book(second)
    await expectAttribute(second.get('booking'), 'data-state', 'waiting')
    await expectText(second.get('booking-place'), '候补第 1 位')

    await first.tap('booking-cancel')
    await first.element.page().waitForTimeout(300)
    await first.program.getByText('取消预约').last().click()
    await expectAttribute(first.get('booking'), 'data-state', 'cancelled')
    await reopen(second, '谈心室')
    await expectAttribute(second.get('booking'), 'data-state', 'held')
    await expectText(second.get('booking-step'), '候补到位')
    expect(desk.problems).toEqual([])
    await desk.jump('now')
  })

  journey(
    'an elder is booked for, comes with the four digits, and it is reviewed',
    stage,
    async () => {
      const { browser, url } = stage()
      const desk = await Desk.open(browser, url, { people, width: 1500 })
      await desk.jump('working_day')
      const resident = desk.phone(1)
      const code = await bookForGrandma(resident)
      await checkIn(desk.phone(3), code)
      await reopen(resident, '陈阿婆')
      await resident.tap('review-good')
      await expectText(resident.get('booking-review'), '满意')
      expect(desk.problems).toEqual([])
      await desk.jump('now')
    },
  )
}

/** A request becomes a booking: the leader books for the elder, and both sides see it there. */
export function describeBookingOfRequest(stage: Stage): void {
  journey('a leader books lunch for an elder from the request', stage, async () => {
    const { browser, url } = stage()
    const openid = 'resident_luobu_14_1'
    const draft = { text: '楼上陈阿婆腿摔了，中午没人做饭' } as const
    const desk = await Desk.open(browser, url, { people: ['leader_luobu_14', openid] })
    await jumpAhead(desk)
    await callAs(url, openid, ['resident', 'requests.submit', draft])
    const leader = desk.phone(1)
    await leader.tap('tab-work')
    await leader.get('request-card').filter({ hasText: '陈阿婆' }).first().click()
    await leader.tap('request-book')
    await leader.tap('kind-canteen')
    await leader.get('slot').filter({ hasText: '长者食堂' }).click()
    await leader.write('guest-name', '陈阿婆')
    await leader.write('birth-year', '1941')
    await leader.tap('book-send')
    await expectAttribute(leader.get('booking'), 'data-state', 'held')

    const resident = desk.phone(2)
    await resident.openMiniProgram()
    await resident.get('request-card').filter({ hasText: '陈阿婆' }).first().click()
    await expectText(resident.get('request-booking'), '长者食堂午餐')
    expect(desk.problems).toEqual([])
    await desk.jump('now')
  })
}

const hour = 3_600_000

/** Nine o'clock of the next working day, on the first phone's own clock too. */
async function jumpAhead(desk: Desk): Promise<void> {
  await desk.jump('working_day')
  const clock = desk.phone(1).program.locator('body')
  await eventually(
    () => clock.evaluate(() => Date.now()),
    (at) => expect(at - Date.now()).toBeGreaterThan(hour),
  )
}

/** The one seat of next Wednesday's first hour in the counselling room. */
async function book(phone: DeskPhone): Promise<void> {
  await phone.tap('home-homes')
  await phone.tap('kind-counselling')
  await phone.tap('home-open')
  await phone.tap('other-week')
  await phone.program.locator('[data-testid="day"]:visible', { hasText: '周三' }).click()
  await phone.program.locator('[data-testid="slot"]:visible', { hasText: '14:30' }).click()
  await phone.tap('book-send')
}

/** Today's lunch, for somebody who doesn't use a phone. Resolves to the code to say. */
async function bookForGrandma(resident: DeskPhone): Promise<string> {
  await resident.tap('home-homes')
  await resident.tap('kind-canteen')
  await resident.get('slot').filter({ hasText: '长者食堂' }).click()
  await resident.tap('whom-relative')
  await resident.write('guest-name', '陈阿婆')
  await resident.write('birth-year', '1941')
  await resident.tap('book-send')
  await expectAttribute(resident.get('booking'), 'data-state', 'held')
  return resident.get('booking-code').innerText()
}

async function checkIn(worker: DeskPhone, code: string): Promise<void> {
  await worker.openMiniProgram()
  await worker.tap('tab-work')
  await worker.tap('desk-button')
  await expectText(worker.get('desk-row').filter({ hasText: '陈阿婆' }), '约好了')
  await worker.write('desk-code', code)
  await worker.tap('desk-check')
  await expectText(worker.get('desk-row').filter({ hasText: '陈阿婆' }), '已经去过')
  await expectCount(worker.get('desk-came'), 0)
}

/** Leaves the booking and opens it again from one's own list. */
async function reopen(phone: DeskPhone, words: string): Promise<void> {
  for (let depth = 0; depth < 4 && (await phone.get('my-bookings').count()) === 0; depth++) {
    await phone.goBack()
    await phone.element.page().waitForTimeout(400)
  }
  await phone.tap('my-bookings')
  await phone.get('booking-line').filter({ hasText: words }).first().click()
}
