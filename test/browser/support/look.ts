import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { stayOnThisBuild } from './desk'

const folder = join(__dirname, '../../../screenshots')

/** The ways a page is looked at. */
export const looks = ['light', 'dark', 'elder'] as const
export type Look = (typeof looks)[number]

/** WeChat's own font size in elder view: people who set the one mostly set the other. */
const elderFontSize = 19

export interface Shown {
  openid: string
  /** The mini program's page, with its query. */
  path: string
  look: Look
  /** How it was opened, such as the scene. */
  more?: Record<string, string>
}

/** A browser of a phone's size, in which pages keep what they have loaded. */
export async function openLook(browser: Browser): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 375, height: 812 } })
  await stayOnThisBuild(context)
  return context
}

/** The mini program alone, as it opens on a real phone's browser. */
export async function openPage(context: BrowserContext, url: string, shown: Shown): Promise<Page> {
  const { openid, path, look, more } = shown
  const page = await context.newPage()
  const address = new URL('/phone/', url)
  address.search = new URLSearchParams({
    openid,
    path,
    theme: look === 'dark' ? 'dark' : 'light',
    fontSize: String(look === 'elder' ? elderFontSize : 16),
    ...more,
  }).toString()
  await page.goto(address.href)
  return page
}

/** Writes what the page looks like into screenshots/, for people to look at. */
export async function keepScreenshot(page: Page, name: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`) })
}

/** Waits until colours and places are what they are going to be; what turns for ever is not waited for. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(`Promise.allSettled(
    document.getAnimations()
      .filter(({ effect }) => Number.isFinite(effect.getComputedTiming().endTime))
      .map(({ finished }) => finished),
  )`)
}

/** What axe-core finds serious or worse once nothing moves, one line each. */
export async function seriousFindings(page: Page): Promise<string[]> {
  await settle(page)
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, html }) => `${id}: ${target.join(' ')} ${html}`),
    )
}
