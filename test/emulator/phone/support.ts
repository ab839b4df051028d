import fs from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { createPhone, type Phone } from '../../../emulator/phone'
import { openBrowser } from '../../browser/support/browser'

const projectRoot = path.resolve(__dirname, '../../..')
export const fixtureRoot = path.join(__dirname, 'fixture')

/** What the phone sent to the cloud, and what the cloud answers. */
export interface FakeCloud {
  received: { endpoint: string; body: unknown }[]
  answers: Record<string, (body: never) => unknown>
}

export interface Stage {
  phone: Phone
  browser: Browser
  url: string
  cloud: FakeCloud
  /** Opens the phone; waits until the mini program has started. */
  open(search?: string, options?: OpenOptions): Promise<Page>
  close(): Promise<void>
}

interface OpenOptions {
  hasTouch?: boolean
}

async function readBody(request: http.IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString())
  } catch {
    return body
  }
}

function serve(phone: Phone, cloud: FakeCloud): http.Server {
  return http.createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    const route = phone.routes.find(({ prefix }) => url.pathname.startsWith(prefix))
    if (route) return route.handle({ request, response, url })
    void readBody(request).then((content) => {
      const endpoint = url.pathname.replace('/_emulator/', '')
      const body = content.length === 0 ? Object.fromEntries(url.searchParams) : parse(content)
      cloud.received.push({ endpoint, body })
      const answer = cloud.answers[endpoint] as ((body: unknown) => unknown) | undefined
      response.writeHead(answer ? 200 : 404, { 'content-type': 'application/json' })
      response.end(JSON.stringify(answer?.(body) ?? {}))
    })
  })
}

/** A built phone, a server and a browser; close it in `afterAll`. */
export async function openStage(miniprogramRoot = fixtureRoot): Promise<Stage> {
  const outDir = fs.mkdtempSync(path.join(os.tmpdir(), 'phone-'))
  const nodeModules = path.join(projectRoot, 'node_modules')
  const phone = await createPhone({ miniprogramRoot, nodeModules, outDir })
  const cloud: FakeCloud = { received: [], answers: {} }
  const server = serve(phone, cloud)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const url = `http://127.0.0.1:${port}/phone/`
  const browser = await openBrowser()
  return {
    phone,
    browser,
    url,
    cloud,
    open: (search = '', options = {}) => openPage(browser, `${url}?${search}`, options),
    async close() {
      await browser.close()
      server.closeAllConnections()
      server.close()
      await phone.close()
      fs.rmSync(outDir, { recursive: true, force: true })
    },
  }
}

async function openPage(
  browser: Browser,
  url: string,
  { hasTouch = false }: OpenOptions,
): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 375, height: 812 },
    reducedMotion: 'reduce',
    hasTouch,
  })
  const page = await context.newPage()
  page.setDefaultTimeout(4000)
  await page.goto(url)
  await page.waitForSelector('html[data-phone=ready]')
  return page
}

/** Text of the first element with a data-testid on the visible page, white space folded. */
export async function textOf(page: Page, testId: string): Promise<string> {
  const element = page.locator('.phone-page:not([hidden])').getByTestId(testId).first()
  return (await element.innerText()).replace(/\s+/g, ' ').trim()
}

/** Starts a page anew without loading the phone again. */
export async function relaunch(page: Page, url: string): Promise<void> {
  await page.evaluate((target) => wx.reLaunch({ url: target }), url)
}

/** Writes a screenshot to the ignored folder, for people to look at. */
export async function shoot(page: Page, name: string): Promise<void> {
  const folder = path.join(projectRoot, 'screenshots', 'phone')
  fs.mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: path.join(folder, `${name}.png`) })
}

/** Waits until a text has become what it should be, or fails with what it was. */
export async function expectText(
  page: Page,
  testId: string,
  expected: string | RegExp,
): Promise<void> {
  const deadline = Date.now() + 3000
  let text = await textOf(page, testId)
  const isRight = (): boolean =>
    typeof expected === 'string' ? text === expected : expected.test(text)
  while (!isRight() && Date.now() < deadline) {
    await page.waitForTimeout(20)
    text = await textOf(page, testId)
  }
  if (typeof expected === 'string') expect(text).toBe(expected)
  else expect(text).toMatch(expected)
}
