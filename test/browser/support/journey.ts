import type { Browser } from 'playwright-core'
import { keepScreenshot } from './look'
import type { Stage } from './stage'

/**
 * A test that walks through pages. When it fails, what stood on each open page is kept in
 * screenshots/; either way the pages are closed.
 */
export function journey(name: string, stage: Stage, walk: () => Promise<void>): void {
  it(name, async () => {
    const { browser } = stage()
    try {
      await walk()
    } catch (error) {
      await keepFailure(browser)
      throw error
    } finally {
      await Promise.all(browser.contexts().map((context) => context.close()))
    }
  })
}

async function keepFailure(browser: Browser): Promise<void> {
  const pages = browser.contexts().flatMap((context) => context.pages())
  for (const [index, page] of pages.entries()) await keepScreenshot(page, `failed-${index + 1}`)
}
