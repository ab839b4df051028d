import type { Locator, Page } from 'playwright-core'
import { expectText, openStage, relaunch, shoot, type Stage } from './support'

let stage: Stage
let page: Page

beforeAll(async () => {
  stage = await openStage()
  page = await stage.open('openid=tdesign')
})

afterAll(() => stage.close())

const shown = (): Locator => page.locator('.phone-page:not([hidden])')
const visible = (testId: string): Locator => shown().getByTestId(testId)

/** `hold` waits before letting go, so that nothing flies on. */
async function swipe(from: Locator, by: { x?: number; y?: number; hold?: number }): Promise<void> {
  await from.scrollIntoViewIfNeeded()
  const box = await from.boundingBox()
  if (box === null) throw new Error('nothing to swipe')
  const [x, y] = [box.x + box.width / 2, box.y + Math.min(box.height / 2, 100)]
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + (by.x ?? 0), y + (by.y ?? 0), { steps: 8 })
  await page.waitForTimeout(by.hold ?? 0)
  await page.mouse.up()
}

describe('components on a page', () => {
  beforeAll(() => relaunch(page, '/pages/tdesign/tdesign'))

  afterAll(async () => {
    await page.setViewportSize({ width: 375, height: 2000 })
    await shoot(page, 'tdesign')
    await page.setViewportSize({ width: 375, height: 812 })
  })

  test('all are there without an error', async () => {
    for (const text of [
      '自画的导航栏',
      '今天停水',
      '一组',
      '已提交',
      '什么也没有',
      '办好了',
      '加载中',
    ]) {
      await shown().getByText(text).first().waitFor()
    }
    expect(await page.locator('.phone-problems').count()).toBe(0)
  })

  test('cell, switch', async () => {
    await shown().getByText('单元格').click()
    await expectText(page, 'log', /cell click/)
    await visible('switch').click()
    await expectText(page, 'log', /switch change false/)
  })

  test('notice-bar', async () => {
    await shown().getByText('今天停水').click()
    await expectText(page, 'log', /notice click/)
  })

  test('input with clear button', async () => {
    await shown().getByPlaceholder('请输入').fill('林')
    await expectText(page, 'log', /input change "林"/)
    await visible('input').locator('[class*=t-input__wrap--clearable-icon]').click()
    expect(await shown().getByPlaceholder('请输入').inputValue()).toBe('')
  })

  test('textarea counts', async () => {
    await shown().getByPlaceholder('多行').fill('四个字的')
    await expectText(page, 'log', /textarea change "四个字的"/)
    await shown().getByText('4 / 20').waitFor()
  })

  test('search', async () => {
    await shown().getByPlaceholder('搜一搜').fill('停水')
    await expectText(page, 'log', /search change "停水"/)
    await shown().getByPlaceholder('搜一搜').press('Enter')
    await expectText(page, 'log', /search submit "停水"/)
  })

  test('radio and checkbox groups', async () => {
    await shown().getByText('第二', { exact: true }).click()
    await expectText(page, 'log', /radio change "2"/)
    await shown().getByText('乙', { exact: true }).click()
    await expectText(page, 'log', /checkbox change \["a","b"\]/)
  })

  test('rate follows the tapped star', async () => {
    const box = await visible('rate').boundingBox()
    await page.mouse.click((box?.x ?? 0) + 12 + 4 * 24, (box?.y ?? 0) + 10)
    await expectText(page, 'stars', '5')
  })

  test('tabs switch their panels', async () => {
    await shown().getByText('乙页').click()
    await expectText(page, 'log', /tabs change "b"/)
    await shown().getByText('乙的内容').waitFor()
  })

  test('swipe-cell opens by finger and its action can be tapped', async () => {
    await swipe(shown().getByText('左滑删除'), { x: -150 })
    await page.waitForTimeout(700)
    await visible('delete').click()
    await expectText(page, 'log', /delete tap/)
  })

  test('button taps once; a disabled one not at all', async () => {
    await shown().getByText('按钮', { exact: true }).click()
    await expectText(page, 'log', /button tap/)
    await shown().getByText('不能按').click()
    await page.waitForTimeout(50)
    const log = await visible('log').innerText()
    expect(log.match(/button tap/g)).toHaveLength(1)
    expect(log).not.toContain('disabled')
  })

  test('icons are drawn from the package, in the colour of the text', async () => {
    const glyph = shown().locator('[class*=t-icon-home]')
    const drawn = await glyph.evaluate((node) => {
      const style = getComputedStyle(node, '::before')
      return { mask: style.maskImage, width: Number.parseFloat(style.width) }
    })
    expect(drawn.mask).toContain('icons/home.svg')
    expect(drawn.width).toBeGreaterThan(10)
    const icon = await page.request.get(`${stage.url}icons/home.svg`)
    expect(await icon.text()).toContain('viewBox')
  })

  test('badge, avatar, skeleton show what they should', async () => {
    await shown().getByText('3', { exact: true }).waitFor()
    const avatar = shown().locator('[class*=t-avatar] img').first()
    expect(await avatar.evaluate((node: HTMLImageElement) => node.naturalWidth)).toBe(1)
    expect(await shown().locator('[class*=t-skeleton__col]').count()).toBeGreaterThan(1)
  })
})

describe('overlays', () => {
  beforeEach(() => relaunch(page, '/pages/overlays/overlays'))

  async function open(name: string): Promise<void> {
    await visible(`open-${name}`).click()
    await page.waitForTimeout(400)
  }

  test('dialog answers', async () => {
    await open('dialog')
    await shown().getByText('可以吗').waitFor()
    await shoot(page, 'tdesign-dialog')
    await shown().getByText('好', { exact: true }).click()
    await expectText(page, 'log', /dialog confirm/)
    await shown().getByText('可以吗').waitFor({ state: 'hidden' })
  })

  test('popup closes by its overlay', async () => {
    await open('popup')
    await shown().getByText('弹出的内容').waitFor()
    await page.mouse.click(180, 150)
    await expectText(page, 'log', /popup visible-change/)
    await shown().getByText('弹出的内容').waitFor({ state: 'hidden' })
  })

  test('picker turns and confirms', async () => {
    await open('picker')
    await swipe(shown().getByText('福州'), { y: -40, hold: 400 })
    await page.waitForTimeout(400)
    await shoot(page, 'tdesign-picker')
    await shown().getByText('确认').click()
    await expectText(page, 'log', /picker confirm \["sm"\]/)
  })

  test('date-time-picker confirms its default', async () => {
    await open('date')
    await shoot(page, 'tdesign-date')
    await shown().getByText('确定').click()
    await expectText(page, 'log', /date confirm "2026-05-05/)
  })

  test('toast and message appear', async () => {
    await visible('open-toast').click()
    await shown().getByText('轻提示', { exact: true }).last().waitFor()
    await page.waitForTimeout(300)
    await shoot(page, 'tdesign-toast')
    await visible('open-message').click()
    await shown().getByText('消息通知').waitFor()
  })

  test('action-sheet tells what was chosen', async () => {
    await open('sheet')
    await shoot(page, 'tdesign-sheet')
    await shown().getByText('从相册选').click()
    await expectText(page, 'log', 'sheet 1')
  })

  test('pull-down-refresh', async () => {
    await swipe(visible('open-date'), { y: 300 })
    await expectText(page, 'log', /refresh/)
  })
})
