import type { Locator, Page } from 'playwright-core'
import { expectText, openStage, relaunch, shoot, type Stage } from './support'

let stage: Stage
let page: Page

beforeAll(async () => {
  stage = await openStage()
  page = await stage.open('openid=elements')
})

afterAll(() => stage.close())

const visible = (testId: string): Locator =>
  page.locator('.phone-page:not([hidden])').getByTestId(testId)

async function drag(from: Locator, by: { x?: number; y?: number }): Promise<void> {
  const box = await from.boundingBox()
  if (box === null) throw new Error('nothing to drag')
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + (by.x ?? 0) / 2, y + (by.y ?? 0) / 2, { steps: 4 })
  await page.mouse.move(x + (by.x ?? 0), y + (by.y ?? 0), { steps: 4 })
  await page.mouse.up()
}

function styleOf(locator: Locator, name: string): Promise<string> {
  return locator.evaluate((node, key) => getComputedStyle(node).getPropertyValue(key), name)
}

describe('containers', () => {
  beforeEach(async () => {
    await relaunch(page, '/pages/boxes/boxes')
    await page.evaluate(() => (getCurrentPages()[0] as PageLike).setData({ portal: false }))
  })

  interface PageLike {
    setData(data: Record<string, unknown>): void
  }

  test('a root-portal leaves its clipped and scaled ancestor', async () => {
    await page.evaluate(() => (getCurrentPages()[0] as PageLike).setData({ portal: true }))
    const over = visible('over')
    expect(await over.boundingBox()).toMatchObject({ x: 0, y: 44, width: 375, height: 768 })
    expect(await over.evaluate((node) => node.closest('.clipped'))).toBeNull()
    await over.click()
    await over.waitFor({ state: 'detached' })
  })

  test('scroll-view: into view, lower edge, refresher', async () => {
    await visible('jump').click()
    await page.waitForTimeout(50)
    expect(await visible('scroller').evaluate((node) => node.scrollTop)).toBe(800)
    await visible('scroller').evaluate((node) => node.scrollTo(0, 5000))
    await expectText(page, 'log', /scrolltolower "bottom"/)
    await visible('scroller').evaluate((node) => node.scrollTo(0, 0))
    await page.waitForTimeout(50)
    await drag(visible('scroller'), { y: 180 })
    await expectText(page, 'log', /refresh$/)
  })

  test('swiper: by current and by finger', async () => {
    await visible('next').click()
    await expectText(page, 'log', 'change 2')
    await drag(visible('swiper'), { x: 200 })
    await expectText(page, 'log', 'change 2,change 1')
    const box = await visible('slide-1').boundingBox()
    await page.waitForTimeout(80)
    expect((await visible('slide-1').boundingBox())?.x).toBeCloseTo(0, 0)
    expect(box).not.toBeNull()
  })

  test('picker-view: shows its value and reports another', async () => {
    const columns = visible('wheels').locator('wx-picker-view-column')
    await page.waitForTimeout(50)
    const tops = await columns.evaluateAll((nodes) => nodes.map((node) => node.scrollTop))
    expect(tops).toEqual([40, 80])
    await columns.first().evaluate((node) => node.scrollTo(0, 120))
    await expectText(page, 'log', 'change [3,2]')
    await shoot(page, 'elements-boxes')
  })

  test('movable-view stays inside its area', async () => {
    await visible('knob').scrollIntoViewIfNeeded()
    const before = await visible('knob').boundingBox()
    await drag(visible('knob'), { x: 500, y: 90 })
    const after = await visible('knob').boundingBox()
    expect(after?.x).toBe((before?.x ?? 0) + 260)
    expect(after?.y).toBe(before?.y)
  })

  test('rich-text drops scripts and handlers', async () => {
    const html = await visible('rich').innerHTML()
    expect(html).toBe('<p class="rich">你好<b>粗</b></p>')
  })

  test('match-media hides what does not fit; progress says its value', async () => {
    expect(await visible('wide').isVisible()).toBe(false)
    expect(await visible('progress').getAttribute('aria-valuenow')).toBe('30')
  })

  test('a canvas node can draw and be exported', async () => {
    const size = await page.evaluate(
      () =>
        new Promise<number>((resolve, reject) => {
          wx.createSelectorQuery()
            .select('#canvas')
            .fields({ node: true, size: true })
            .exec(([{ node, width }]: [{ node: HTMLCanvasElement; width: number }]) => {
              node.width = width
              node.getContext('2d')?.fillRect(0, 0, 50, 50)
              wx.canvasToTempFilePath({
                canvas: node as never,
                success: ({ tempFilePath }) =>
                  wx.getImageInfo({ src: tempFilePath, success: (info) => resolve(info.width) }),
                fail: reject,
              })
            })
        }),
    )
    expect(size).toBe(100)
  })
})

describe('look', () => {
  beforeEach(() => relaunch(page, '/pages/theme/theme'))

  async function tell(message: Record<string, unknown>): Promise<void> {
    await page.evaluate((value) => {
      ;(globalThis as unknown as { __phone: { receive(message: object): void } }).__phone.receive(
        value,
      )
    }, message)
  }

  test('page-meta sets style and root font size, and follows WeChat’s own', async () => {
    expect(await styleOf(visible('text'), 'width')).toBe('3px')
    expect(await styleOf(visible('text'), 'font-size')).toBe('32px')
    await tell({ type: 'fontSize', fontSize: 20 })
    expect(await styleOf(visible('text'), 'font-size')).toBe('40px')
    const info = await page.evaluate(() => wx.getAppBaseInfo())
    expect(info).toMatchObject({ fontSizeSetting: 20, fontSizeScaleFactor: 1.25 })
    await tell({ type: 'fontSize', fontSize: 16 })
  })

  test('the dark theme reaches WXSS, theme.json and the App', async () => {
    await tell({ type: 'theme', theme: 'dark' })
    expect(await styleOf(visible('text'), 'color')).toBe('rgb(255, 255, 255)')
    const bar = page.locator('.phone-page:not([hidden]) .phone-navigation-bar')
    expect(await styleOf(bar, 'background-color')).toBe('rgb(32, 32, 32)')
    const log = await page.evaluate(
      () => getApp<{ globalData: { log: string[] } }>().globalData.log,
    )
    expect(log).toContain('theme dark')
    expect(await page.evaluate(() => wx.getAppBaseInfo().theme)).toBe('dark')
    await shoot(page, 'elements-dark')
    await tell({ type: 'theme', theme: 'light' })
    expect(await styleOf(visible('text'), 'color')).toBe('rgb(0, 0, 0)')
  })

  test('fixed elements and vh keep to the page area', async () => {
    expect(await visible('fixed').boundingBox()).toMatchObject({ y: 44, height: 768 })
  })

  test('images load by absolute and relative path and have an alternative text', async () => {
    const image = visible('image').locator('img')
    expect(await image.evaluate((node: HTMLImageElement) => node.naturalWidth)).toBe(1)
    expect(await image.getAttribute('alt')).toBe('小房子')
    const relative = visible('relative-image').locator('img')
    expect(await relative.evaluate((node: HTMLImageElement) => node.naturalWidth)).toBe(1)
  })

  test('aria attributes are real ones', async () => {
    await page.getByRole('checkbox', { name: '勾', checked: true }).waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN')
  })
})
