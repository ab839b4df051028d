import type { BrowserContext } from 'playwright-core'
import { Desk } from '../support/desk'
import { keepScreenshot, looks, openLook, openPage, seriousFindings } from '../support/look'
import {
  leader,
  neighbour,
  prepare,
  type Prepared,
  resident,
  setElderView,
  worker,
} from '../support/prepared'
import type { Stage } from '../support/stage'

interface PageCase {
  name: string
  openid: string
  path: string
  /** A test name that is there when the page has its content. */
  ready: string
}

/** Every page, with something on it. */
const pages: readonly PageCase[] = [
  { name: 'home', openid: resident, path: 'pages/home/home', ready: 'request-card' },
  { name: 'home-leader', openid: leader, path: 'pages/home/home', ready: 'home-work' },
  { name: 'home-newcomer', openid: 'newcomer', path: 'pages/home/home', ready: 'join-button' },
  { name: 'mine', openid: resident, path: 'pages/mine/mine', ready: 'request-card' },
  { name: 'inbox', openid: resident, path: 'pages/inbox/inbox', ready: 'notice' },
  { name: 'work', openid: leader, path: 'pages/work/work', ready: 'request-card' },
  { name: 'report', openid: resident, path: 'packages/report/report', ready: 'report-text' },
  { name: 'done', openid: resident, path: 'packages/report/done?id=:open', ready: 'done' },
  { name: 'request', openid: resident, path: requestPage(':open'), ready: 'request-state' },
  { name: 'rate', openid: resident, path: requestPage(':resolved'), ready: 'rate-card' },
  { name: 'emergency', openid: resident, path: requestPage(':emergency'), ready: 'emergency' },
  { name: 'answer', openid: leader, path: 'packages/work/answer?id=:open', ready: 'preset-1' },
  {
    name: 'follow',
    openid: neighbour,
    path: 'packages/request/follow?id=:open',
    ready: 'follow-about',
  },
  { name: 'group', openid: leader, path: 'packages/group/group', ready: 'group-unit' },
  { name: 'poster', openid: leader, path: 'packages/group/poster?unit=:grid', ready: 'poster' },
  {
    name: 'digest',
    openid: leader,
    path: 'packages/group/digest?unit=:grid',
    ready: 'digest-line',
  },
  { name: 'leave', openid: leader, path: 'packages/work/leave', ready: 'duty' },
  { name: 'sign-in', openid: worker, path: 'packages/work/sign-in', ready: 'sign-in-start' },
  { name: 'claim', openid: resident, path: 'packages/join/claim', ready: 'claim-start' },
  { name: 'homes', openid: resident, path: 'packages/home/homes', ready: 'home-card' },
  { name: 'week', openid: resident, path: 'packages/home/week?id=:home', ready: 'day' },
  {
    name: 'book',
    openid: resident,
    path: 'packages/home/book?home=:home&slot=:slot',
    ready: 'book-send',
  },
  {
    name: 'booking',
    openid: resident,
    path: 'packages/home/booking?id=:booking',
    ready: 'booking-code',
  },
  { name: 'bookings', openid: resident, path: 'packages/home/bookings', ready: 'booking-line' },
  { name: 'desk-of-home', openid: worker, path: 'packages/home/desk', ready: 'desk-code' },
  { name: 'join', openid: 'newcomer', path: 'packages/join/join', ready: 'unit-choice' },
]

function requestPage(id: string): string {
  return `packages/request/request?id=${id}`
}

/** Every page in every look: nothing serious for axe-core, and a picture for people. */
export function describeEveryPage(stage: Stage): void {
  describe('every page', () => {
    let ids: Prepared

    beforeAll(async () => {
      ids = await prepare(stage().url)
    }, 30_000)

    describe.each(looks)('%s', (look) => {
      let context: BrowserContext

      beforeAll(async () => {
        context = await openLook(stage().browser)
        await setElderView(stage().url, look)
      })

      afterAll(() => context.close())

      it.each(pages)('$name can be used by everybody', async ({ name, openid, path, ready }) => {
        const filled = path.replace(/:(\w+)/gu, (_, key: string) => ids[key] ?? '')
        const page = await openPage(context, stage().url, { openid, path: filled, look })
        await page.locator(`[data-testid="${ready}"]:visible`).first().waitFor()
        const findings = await seriousFindings(page)
        await keepScreenshot(page, `${name}-${look}`)
        expect(findings).toEqual([])
        await page.close()
      })
    })
  })
}

/** The desk itself, on a wide screen and on a phone's. */
export function describeDesk(stage: Stage): void {
  const sizes = [
    { name: 'desk', width: 1280, height: 800 },
    { name: 'desk-narrow', width: 390, height: 844 },
  ]
  const cases = sizes.flatMap((size) =>
    (['light', 'dark'] as const).map((colorScheme) => ({ ...size, colorScheme })),
  )

  it.each(cases)('$name, $colorScheme, can be used by everybody', async (size) => {
    const { browser, url } = stage()
    const { name, colorScheme } = size
    const desk = await Desk.open(browser, url, { people: [resident, leader], ...size })
    await desk.phone(1).get('report-button').waitFor()
    await keepScreenshot(desk.page, `${name}-${colorScheme}`)
    expect(await seriousFindings(desk.page)).toEqual([])
    await desk.close()
  })
}
