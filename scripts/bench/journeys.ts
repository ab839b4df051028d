import type { Page } from 'playwright-core'
import { startApp } from '../../test/browser/support/app'
import { openBrowser } from '../../test/browser/support/browser'
import { rounded } from './statistics'
import type { Bench, Figures } from './types'

const resident = 'resident_luobu_07_1'
const leader = 'leader_luobu_07'
const words = '2 栋楼道的声控灯不亮了'

/** What the phone counts of itself. */
interface Stats {
  setDataBytes: number
  setDataCalls: number
  cloudCalls: number
  nodes: number
  readyAfter: number
}

/** What each journey costs a phone: bytes and calls of setData, cloud calls, nodes at its end. */
export const journeys: Bench = {
  name: 'journeys',
  about: 'setData bytes, setData calls and cloud calls of each journey, in Chromium',
  async run(say): Promise<Figures> {
    const app = await startApp()
    const browser = await openBrowser()
    const figures: Figures = {}
    const note = async (name: string, page: Page) => {
      say(`${name} …`)
      Object.assign(figures, figuresOf(name, await statsOf(page)))
    }
    try {
      const page = await browser.newPage({ viewport: { width: 375, height: 812 } })
      const phone = (openid: string) => page.goto(`${app.url}phone/?openid=${openid}`)
      await phone(resident)
      await find(page, 'report-button').waitFor()
      await note('first_screen', page)
      await report(page)
      await note('report', page)
      await phone(leader)
      await answer(page)
      await note('answer', page)
    } finally {
      await browser.close()
      await app.stop()
    }
    return figures
  },
}

const find = (page: Page, id: string) => page.locator(`[data-testid="${id}"]:visible`).first()

async function report(page: Page): Promise<void> {
  await reset(page)
  await find(page, 'report-button').click()
  await find(page, 'report-text')
    .locator('textarea')
    .or(find(page, 'report-text'))
    .last()
    .fill(words)
  await find(page, 'report-send').click()
  await find(page, 'done-number').waitFor()
}

/** From opening the mini program to the usual answer. */
async function answer(page: Page): Promise<void> {
  await find(page, 'tab-work').click()
  await page.locator('[data-testid="request-card"]:visible', { hasText: words }).first().click()
  await find(page, 'preset-1').click()
  await page.locator('[data-testid="timeline-entry"]:visible', { hasText: '我来看看' }).waitFor()
}

function statsOf(page: Page): Promise<Stats> {
  return page.evaluate(() => {
    const { stats } = (globalThis as unknown as { __phone: { stats: Stats } }).__phone
    const { setDataBytes, setDataCalls, cloudCalls, nodes, readyAfter } = stats
    return { setDataBytes, setDataCalls, cloudCalls, nodes, readyAfter }
  })
}

function reset(page: Page): Promise<void> {
  return page.evaluate(() => {
    ;(globalThis as unknown as { __phone: { stats: { reset(): void } } }).__phone.stats.reset()
  })
}

function figuresOf(name: string, stats: Stats): Figures {
  const figures: Figures = {}
  for (const [what, value] of Object.entries(stats)) {
    if (what === 'readyAfter') continue
    figures[`${name}.${what.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`] = value
  }
  if (name === 'first_screen') figures['first_screen.ready_ms'] = rounded(stats.readyAfter)
  return figures
}
