import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { callAs } from './cloud'
import { keepScreenshot, openLook, openPage, seriousFindings } from './look'

export interface StaffPageOptions {
  url: string
  colorScheme?: 'light' | 'dark'
}

const height = 800
const widths = [1440, 1280] as const
const colorSchemes = ['light', 'dark'] as const

/** The staff page in a browser of its own, with somebody's phone beside it. */
export class StaffPage {
  private constructor(
    readonly page: Page,
    private readonly context: BrowserContext,
    readonly problems: string[],
  ) {}

  /** Nobody is signed in. */
  static async open(browser: Browser, { url, colorScheme = 'light' }: StaffPageOptions) {
    const viewport = { width: 1280, height }
    const context = await browser.newContext({ viewport, colorScheme })
    const page = await context.newPage()
    const problems = watchProblems(page)
    await page.goto(new URL('/admin/', url).href)
    return new StaffPage(page, context, problems)
  }

  /** Somebody is signed in. */
  static async enter({ browser, url }: { browser: Browser; url: string }, openid: string) {
    const admin = await StaffPage.open(browser, { url })
    await admin.signIn(url, openid)
    return admin
  }

  private async code(): Promise<string> {
    return (await this.get('copy-code').first().getAttribute('data-code')) ?? ''
  }

  /** Signs somebody in past their phone's screens. */
  async signIn(url: string, openid: string): Promise<void> {
    const ticket = new URLSearchParams((await this.code()).split('?')[1]).get('scene') ?? ''
    await callAs(url, openid, ['handler', 'signIn.look', { ticket }])
    await callAs(url, openid, ['handler', 'signIn.confirm', { ticket }])
    await this.get('me').waitFor()
  }

  /** Signs somebody in: their phone opens what the code says and confirms. */
  async signInByPhone(browser: Browser, url: string, openid: string): Promise<void> {
    const path = await this.code()
    const phone = await openLook(browser)
    const shown = await openPage(phone, url, { openid, path, look: 'light' })
    await shown.locator('[data-testid="sign-in-confirm"]:visible').click()
    await shown.locator('[data-testid="sign-in-done"]:visible').waitFor()
    await phone.close()
    await this.get('me').waitFor()
  }

  get(name: string): Locator {
    return this.page.getByTestId(name)
  }

  /** The row of the list with these words. */
  row(words: string): Locator {
    return this.get('request-row').filter({ hasText: words })
  }

  async go(address: string): Promise<void> {
    await this.page.evaluate(`location.hash = ${JSON.stringify(address)}`)
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key)
  }

  async cookies() {
    return this.context.cookies()
  }

  /**
   * Looks at the page in light and dark, at both widths: it fits, axe-core finds nothing serious,
   * and there are pictures for people. `analysed` spares axe-core pages of hundreds of fields.
   */
  async lookAt(name: string, analysed: readonly string[] = colorSchemes): Promise<void> {
    for (const colorScheme of colorSchemes) {
      await this.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await this.page.locator(`html[theme-mode=${colorScheme}]`).waitFor()
      await this.keepPictures(`admin-${name}-${colorScheme}`)
      if (analysed.includes(colorScheme)) expect(await seriousFindings(this.page)).toEqual([])
    }
    await this.page.emulateMedia({ colorScheme: 'light' })
  }

  /** At both widths, none of which it is wider than. */
  async keepPictures(name: string): Promise<void> {
    for (const width of widths) {
      await this.page.setViewportSize({ width, height })
      await keepScreenshot(this.page, `${name}-${width}`)
      const isWider = await this.page.evaluate('document.documentElement.scrollWidth > innerWidth')
      expect(isWider).toBe(false)
    }
  }

  close(): Promise<void> {
    return this.context.close()
  }
}

/** What the page throws or logs, a breach of its own policy included. */
function watchProblems(page: Page): string[] {
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text())
  })
  return problems
}
