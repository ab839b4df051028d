import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { FrameLocator, Page } from 'playwright-core'
import { fixtureRoot, openStage, type Stage } from './support'

let stage: Stage

interface HostPage {
  page: Page
  phone: FrameLocator
  received(type: string): Promise<Record<string, unknown>>
  tell(message: Record<string, unknown>): Promise<void>
}

/** A page that shows the phone in a frame and keeps what the phone says. */
async function openHost(search: string): Promise<HostPage> {
  const page = await stage.browser.newPage()
  page.setDefaultTimeout(4000)
  await page.route('**/host.html', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<script>messages=[];addEventListener('message',(e)=>messages.push(e.data))</script>
        <iframe src="/phone/?${search}" style="width:375px;height:700px"></iframe>`,
    }),
  )
  await page.goto(new URL('/host.html', stage.url).href)
  const received = async (type: string): Promise<Record<string, unknown>> => {
    const handle = await page.waitForFunction(
      (wanted) =>
        (globalThis as unknown as { messages: { type: string }[] }).messages.findLast(
          (message) => message.type === wanted,
        ),
      type,
    )
    return (await handle.jsonValue()) as unknown as Record<string, unknown>
  }
  await received('ready')
  const tell = (message: Record<string, unknown>): Promise<void> =>
    page.evaluate((content) => {
      document
        .querySelector('iframe')
        ?.contentWindow?.postMessage({ target: 'phone', ...content }, '*')
    }, message)
  return { page, phone: page.frameLocator('iframe'), received, tell }
}

/** The compiler prints what it finds; here it is meant to find something. */
beforeAll(() => {
  jest.spyOn(console, 'error').mockImplementation(() => undefined)
  jest.spyOn(console, 'warn').mockImplementation(() => undefined)
})

beforeAll(async () => {
  stage = await openStage()
})

afterAll(() => stage.close())

test('the host gets cards from buttons and from the menu', async () => {
  const { page, phone, received } = await openHost('openid=sharer')
  await phone.getByTestId('share').click()
  expect(await received('share')).toMatchObject({
    source: 'phone',
    openid: 'sharer',
    card: { title: '来自 button', path: 'pages/home/home?shared=1' },
  })
  await phone.getByRole('button', { name: '更多' }).click()
  await phone.getByRole('button', { name: '转发给朋友' }).click()
  await page.waitForTimeout(50)
  expect(await received('share')).toMatchObject({ card: { title: '来自 menu', isToDo: false } })
  await page.close()
})

test('a card takes along the picture that its page drew, and says that it is something to do', async () => {
  const { page, phone, received } = await openHost('openid=painter')
  await phone.getByTestId('share').waitFor()
  await page.frames()[1]?.evaluate(async () => {
    const canvas = wx.createOffscreenCanvas({ type: '2d', width: 5, height: 4 })
    const { tempFilePath } = await wx.canvasToTempFilePath({ canvas: canvas as never })
    const [home] = getCurrentPages()
    Object.assign(home!, { onShareAppMessage: () => ({ title: '图', imageUrl: tempFilePath }) })
    await wx.updateShareMenu({ toDoActivityId: 'activity' })
  })
  await phone.getByTestId('share').click()
  expect(await received('share')).toMatchObject({
    card: { imageUrl: expect.stringMatching(/^data:image\/png;base64,/), isToDo: true },
  })
  await page.close()
})

test('the host opens a page with scene and group, and hides the phone', async () => {
  const { page, phone, received, tell } = await openHost('openid=opened')
  await tell({ type: 'open', path: 'pages/theme/theme?a=1', scene: 1008, group: 'og-2' })
  await phone.getByTestId('fixed').waitFor()
  expect(await received('navigate')).toMatchObject({ path: 'pages/theme/theme', query: { a: '1' } })
  const frame = page.frames()[1]
  const options = await frame?.evaluate(() => wx.getEnterOptionsSync())
  expect(options).toMatchObject({ scene: 1008, query: { a: '1' } })
  await tell({ type: 'visibility', isVisible: false })
  await page.waitForTimeout(50)
  const log = await frame?.evaluate(
    () => getApp<{ globalData: { log: string[] } }>().globalData.log,
  )
  expect(log?.at(-1)).toBe('app hide')
  await page.close()
})

test('a scan is answered by the host', async () => {
  const { page, received, tell } = await openHost('openid=scanner')
  const scanned = page.frames()[1]?.evaluate(() => wx.scanCode({}))
  const { id } = await received('scan')
  await tell({ type: 'scanResult', id, result: 'pages/theme/theme?scene=7' })
  expect(await scanned).toMatchObject({ scanType: 'WX_CODE', path: 'pages/theme/theme?scene=7' })
  await page.close()
})

test('a rebuild takes less than a second', async () => {
  const times: number[] = []
  for (let round = 0; round < 3; round++) {
    await stage.phone.rebuild()
    times.push(stage.phone.stats.milliseconds)
  }
  expect(Math.min(...times)).toBeLessThan(1000)
})

test('after a save the open phone comes back to its page, or shows what is wrong', async () => {
  const copy = fs.mkdtempSync(path.join(os.tmpdir(), 'fixture-'))
  fs.cpSync(fixtureRoot, copy, { recursive: true })
  const edited = await openStage(copy)
  const page = await edited.open('openid=editor')
  await page.evaluate(() => wx.navigateTo({ url: '/pages/theme/theme' }))
  await page.getByTestId('text').waitFor()
  const template = path.join(copy, 'pages/theme/theme.wxml')
  fs.appendFileSync(template, '<view data-testid="new">新的一行</view>')
  await edited.phone.rebuild()
  await page.getByTestId('new').getByText('新的一行').waitFor()
  fs.appendFileSync(template, '<view>{{ broken </view>')
  const problems = await edited.phone.rebuild()
  expect(problems).toContainEqual(
    expect.objectContaining({ level: 'error', file: 'pages/theme/theme.wxml', line: 7 }),
  )
  await page.getByRole('alert').getByText('pages/theme/theme.wxml:').first().waitFor()
  fs.writeFileSync(path.join(copy, 'pages/theme/theme.ts'), 'Page({ data: { ')
  await edited.phone.rebuild()
  await page.getByText(/theme\.ts:1/).waitFor()
  await edited.close()
  fs.rmSync(copy, { recursive: true })
})
