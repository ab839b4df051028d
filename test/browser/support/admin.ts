import type { Browser, BrowserContext, Page } from 'playwright-core'
import { callAs } from './cloud'

export interface AdminOptions {
  width?: number
  height?: number
  colorScheme?: 'light' | 'dark'
}

/** The staff page in a browser of its own, with somebody signed in by the code they scanned. */
export interface AdminPage {
  page: Page
  context: BrowserContext
  /** Errors that the page threw or logged. */
  problems: string[]
}

export async function openAdmin(
  { browser, url }: { browser: Browser; url: string },
  openid: string,
  { width = 1280, height = 800, colorScheme = 'light' }: AdminOptions = {},
): Promise<AdminPage> {
  const viewport = { width, height }
  const context = await browser.newContext({ viewport, colorScheme, acceptDownloads: true })
  const page = await context.newPage()
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(error.message))
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
  const ticket = ticketOf(page)
  await page.goto(new URL('/admin/', url).href)
  const shown = { ticket: await ticket }
  await callAs(url, openid, ['handler', 'signIn.look', shown])
  await callAs(url, openid, ['handler', 'signIn.confirm', shown])
  await page.getByRole('navigation').waitFor()
  return { page, context, problems }
}

/** What the code on the sign-in page carries. */
async function ticketOf(page: Page): Promise<string> {
  const answer = await page.waitForResponse(
    (response) => response.request().postData()?.includes('"signIn.start"') ?? false,
  )
  const { data } = (await answer.json()) as { data: { ticket: string } }
  return data.ticket
}
