import type { Page } from 'playwright-core'
import { expectText, openStage, relaunch, shoot, textOf, type Stage } from './support'

let stage: Stage
let page: Page

beforeAll(async () => {
  stage = await openStage()
  page = await stage.open('openid=language')
})

afterAll(() => stage.close())

beforeEach(() => relaunch(page, '/pages/language/language'))

function colourOf(testId: string): Promise<string> {
  return page.getByTestId(testId).evaluate((element) => getComputedStyle(element).color)
}

describe('templates', () => {
  test('wx:for with names for item and index, wx:if chains, keyed reordering', async () => {
    await expectText(page, 'list', '0甲 1乙')
    expect(await textOf(page, 'branch')).toBe('二')
    const nodes = page.getByTestId('list').locator('wx-text')
    await nodes.first().evaluate((node) => node.setAttribute('data-mark', 'first'))
    await page.getByTestId('reverse').click()
    await expectText(page, 'list', '0乙 1甲')
    expect(await textOf(page, 'branch')).toBe('其他')
    expect(await nodes.last().getAttribute('data-mark')).toBe('first')
  })

  test('imported templates take data, included files share it', async () => {
    expect(await textOf(page, 'template')).toBe('模板-2')
    expect(await textOf(page, 'included')).toBe('2 项（来自 include）')
  })

  test('rpx in inline styles follows the width of the phone', async () => {
    const box = await page.getByTestId('inline').boundingBox()
    expect(box?.width).toBeCloseTo(100, 1)
    expect(box?.height).toBeCloseTo(50, 1)
  })

  test('two-way binding', async () => {
    await page.getByTestId('model-input').locator('input').fill('改了')
    await expectText(page, 'model', '改了')
  })
})

describe('WXS', () => {
  test('modules from files, inline, and required; type names as in WXS', async () => {
    expect(await textOf(page, 'wxs')).toBe('列表 好！')
  })

  test('event handlers change styles and keep state without setData', async () => {
    await page.getByTestId('press').click()
    await page.getByTestId('press').click()
    await expectText(page, 'noted', 'a:2')
    const margin = await page
      .getByTestId('press')
      .evaluate((node) => getComputedStyle(node).marginLeft)
    expect(margin).toBe('20px')
    expect(await colourOf('press')).toBe('rgb(0, 128, 0)')
  })

  test('change: listeners hear new values', async () => {
    await page.getByTestId('reverse').click()
    await expectText(page, 'observed', '3')
  })
})

describe('components', () => {
  test('slots, ready, external classes, :host, isolation', async () => {
    await expectText(page, 'card-title', /^卡片（就绪）/)
    expect(await textOf(page, 'slotted')).toBe('正文')
    expect(await textOf(page, 'foot')).toBe('脚注')
    const title = page.getByTestId('card-title').first()
    const style = await title.evaluate((node) => {
      const { color, textDecorationLine } = getComputedStyle(node)
      return { color, textDecorationLine }
    })
    expect(style).toEqual({ color: 'rgb(0, 0, 255)', textDecorationLine: 'underline' })
    const border = await page
      .getByTestId('card')
      .evaluate((node) => getComputedStyle(node).borderColor)
    expect(border).toBe('rgb(10, 20, 30)')
  })

  test('tag selectors of the page reach the host', async () => {
    const margin = await page
      .getByTestId('card')
      .evaluate((node) => getComputedStyle(node).marginTop)
    expect(margin).toBe('12px')
  })

  test('app styles reach pages and components that ask for them', async () => {
    expect(await colourOf('global')).toBe('rgb(1, 2, 3)')
    expect(await colourOf('applied')).toBe('rgb(1, 2, 3)')
  })

  test('behaviours, observers on several fields and on paths', async () => {
    await expectText(page, 'sum', '20')
    await page.getByTestId('sum').click()
    await expectText(page, 'sum', '22')
    await page.getByTestId('restart').click()
    await expectText(page, 'sum', '10')
    expect(await textOf(page, 'list')).toBe('0丙 1乙')
  })

  test('custom events reach the parent', async () => {
    await page.getByTestId('tell').click()
    await expectText(page, 'told', '20')
  })

  test('page lifetimes reach components', async () => {
    await expectText(page, 'shown', '显示')
  })

  test('relations count their children as they come and go', async () => {
    await expectText(page, 'leaves', '2')
    await page.getByTestId('reverse').click()
    await expectText(page, 'leaves', '1')
  })

  test('generics are filled in by the parent; a virtual host leaves no element', async () => {
    expect(await page.getByTestId('card-title').nth(1).innerText()).toContain('由外面决定')
    expect(await page.locator('generic').count()).toBe(0)
  })
})

describe('events', () => {
  test('bubble until caught, and carry dataset, mark, id and touches', async () => {
    await page.getByTestId('bubble').click()
    await expectText(page, 'bubbled', '内外')
    await page.getByTestId('catch').click()
    await expectText(page, 'bubbled', '内外内')
  })

  test('have WeChat’s shape', async () => {
    await page.getByTestId('bubble').click()
    await expectText(page, 'event', /tap/)
    expect(JSON.parse(await textOf(page, 'event'))).toEqual({
      type: 'tap',
      data: { itemId: 7, testid: 'bubble' },
      id: 'inner',
      mark: { place: '外', row: 1 },
      touches: 1,
    })
  })

  test('a keyboard can press buttons', async () => {
    await page.getByTestId('reverse').focus()
    await page.keyboard.press('Enter')
    await expectText(page, 'list', '0乙 1甲')
  })
})

test('the page looks right', async () => {
  await shoot(page, 'language')
  expect(await page.locator('.phone-problems').count()).toBe(0)
})
