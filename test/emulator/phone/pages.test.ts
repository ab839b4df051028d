import type { Page } from 'playwright-core'
import { expectText, openStage, relaunch, shoot, textOf, type Stage } from './support'

let stage: Stage
let page: Page

beforeAll(async () => {
  stage = await openStage()
  page = await stage.open('openid=pages&scene=1008&path=pages/home/home?from=card')
})

afterAll(() => stage.close())

/** Back to a fresh home page with an empty log. */
async function startOver(): Promise<void> {
  await relaunch(page, '/pages/home/home')
  await page.evaluate(() => {
    getApp<{ globalData: { log: string[] } }>().globalData.log.length = 0
  })
}

function log(): Promise<string[]> {
  return page.evaluate(() => getApp<{ globalData: { log: string[] } }>().globalData.log)
}

function routes(): Promise<string[]> {
  return page.evaluate(() => getCurrentPages().map(({ route }) => route))
}

const title = (): Promise<string> =>
  page.locator('.phone-page:not([hidden]) .phone-navigation-bar h1').innerText()

type Navigation = (option: {
  url: string
  success(): void
  fail(failure: { errMsg: string }): void
}) => void

/** The failure a call ends with. */
function failure(kind: 'navigateTo' | 'redirectTo' | 'switchTab', url: string): Promise<string> {
  return page.evaluate(
    ([name, target]) =>
      new Promise<string>((resolve) => {
        const navigate = wx[name] as Navigation
        navigate({
          url: target,
          fail: ({ errMsg }) => resolve(errMsg),
          success: () => resolve('ok'),
        })
      }),
    [kind, url] as const,
  )
}

test('a launch runs App and page lifetimes in order and knows its scene', async () => {
  await page.waitForTimeout(20)
  expect(await log()).toEqual([
    'launch 1008 pages/home/home',
    'app show',
    'home load',
    'home show',
    'home ready',
  ])
  const options = await page.evaluate(() => wx.getEnterOptionsSync())
  expect(options).toMatchObject({ scene: 1008, path: 'pages/home/home', query: { from: 'card' } })
})

describe('after the launch', () => {
  beforeEach(startOver)

  test('navigating to a subpackage passes the query, the event channel and the way back', async () => {
    await page.getByTestId('detail').click()
    await expectText(page, 'name', '甲')
    await expectText(page, 'asked', '问题')
    expect(await routes()).toEqual(['pages/home/home', 'packages/extra/pages/detail'])
    expect(await title()).toBe('详情')
    expect((await log()).at(-1)).toBe('home hide')
    await page.getByTestId('reply').click()
    await expectText(page, 'answer', '回答')
    expect((await log()).at(-1)).toBe('home show')
  })

  test('styles of one page do not reach another', async () => {
    await page.getByTestId('detail').click()
    const colour = await page
      .getByTestId('foreign')
      .evaluate((element) => getComputedStyle(element).color)
    expect(colour).not.toBe('rgb(9, 9, 9)')
  })

  test('the back button of the navigation bar closes the page', async () => {
    await page.getByTestId('relative').click()
    await expectText(page, 'branch', '二')
    await page.getByRole('button', { name: '返回' }).click()
    await expectText(page, 'count', '0')
    expect(await routes()).toEqual(['pages/home/home'])
  })

  test('what WeChat refuses is refused in its words', async () => {
    expect(await failure('navigateTo', '/pages/list/list')).toBe(
      'navigateTo:fail can not navigateTo a tabbar page',
    )
    expect(await failure('navigateTo', '/pages/none')).toBe(
      'navigateTo:fail page "pages/none" is not found',
    )
    expect(await failure('switchTab', '/pages/form/form')).toBe(
      'switchTab:fail can not switch to no-tabBar page',
    )
    for (let depth = 1; depth < 10; depth++) {
      expect(await failure('navigateTo', '/pages/theme/theme')).toBe('ok')
    }
    expect(await failure('navigateTo', '/pages/theme/theme')).toBe(
      'navigateTo:fail webview count limit exceed',
    )
  })

  test('an unknown launch page is told to the App and the first page opens', async () => {
    const lost = await stage.open('openid=pages&path=pages/gone/gone')
    await expectText(lost, 'count', '0')
    const entries = await lost.evaluate(
      () => getApp<{ globalData: { log: string[] } }>().globalData.log,
    )
    expect(entries).toContain('not found pages/gone/gone')
    await lost.context().close()
  })

  test('a page opened from a card offers the way home', async () => {
    await relaunch(page, '/pages/theme/theme')
    const card = await stage.open('openid=pages&path=pages/theme/theme')
    await card.getByRole('button', { name: '首页' }).first().click()
    await expectText(card, 'count', '0')
    await card.context().close()
  })

  describe('tab bar', () => {
    test('switches, keeps tab pages alive and tells the page', async () => {
      await page.getByTestId('count').click()
      await page.getByRole('tab', { name: '列表' }).click()
      await expectText(page, 'summary', /^20 行/)
      expect(await routes()).toEqual(['pages/list/list'])
      await page.getByRole('tab', { name: '首页' }).click()
      await expectText(page, 'count', '1')
      expect(await log()).toEqual(expect.arrayContaining(['home hide', 'tab 首页']))
      expect(await log()).not.toContain('home load')
    })

    test('shows badges and red dots, changes items, hides', async () => {
      const list = page.getByRole('tab').nth(1)
      await page.evaluate(() => wx.setTabBarBadge({ index: 1, text: '12' }))
      await list.getByText('12').waitFor()
      await page.evaluate(() => wx.removeTabBarBadge({ index: 1 }))
      await page.evaluate(() => wx.showTabBarRedDot({ index: 1 }))
      expect(await list.locator('.phone-tab-dot').count()).toBe(1)
      await page.evaluate(() => wx.setTabBarItem({ index: 1, text: '清单' }))
      await list.getByText('清单').waitFor()
      await page.evaluate(() => wx.hideTabBar({}))
      expect(await list.isVisible()).toBe(false)
      await page.evaluate(() => wx.setTabBarItem({ index: 1, text: '列表' }))
      await page.evaluate(() => wx.showTabBar({}))
    })

    test('is there on tab pages only, and pages end above it', async () => {
      const bar = page.locator('.phone-tab-bar')
      const view = page.locator('.phone-page:not([hidden]) .phone-page-view')
      const [barBox, viewBox] = [await bar.boundingBox(), await view.boundingBox()]
      expect((viewBox?.y ?? 0) + (viewBox?.height ?? 0)).toBeCloseTo(barBox?.y ?? 0, 0)
      await page.getByTestId('detail').click()
      expect(await bar.isVisible()).toBe(false)
    })
  })

  describe('scrolling', () => {
    beforeEach(() => page.evaluate(() => wx.switchTab({ url: '/pages/list/list' })))

    const scroller = () => page.locator('.phone-page:not([hidden]) .phone-page-scroll')

    test('onReachBottom comes once per arrival, onPageScroll follows', async () => {
      await expectText(page, 'summary', /^20 行/)
      await scroller().evaluate((element) => element.scrollTo(0, element.scrollHeight))
      await expectText(page, 'summary', '40 行，刷新 0 次，滚过')
      await page.waitForTimeout(100)
      expect(await textOf(page, 'summary')).toContain('40 行')
    })

    test('pull-down refresh by hand and by call', async () => {
      await page.mouse.move(180, 200)
      await page.mouse.down()
      await page.mouse.move(180, 230)
      await page.mouse.move(180, 400)
      await page.mouse.up()
      await expectText(page, 'summary', '20 行，刷新 1 次')
      await page.evaluate(() => wx.startPullDownRefresh({}))
      await expectText(page, 'summary', '20 行，刷新 2 次')
    })

    test('pageScrollTo finds elements, and a hidden page keeps its place', async () => {
      await page.evaluate(() => wx.pageScrollTo({ selector: '#row-10', duration: 0 }))
      const top = await scroller().evaluate((element) => element.scrollTop)
      expect(top).toBeGreaterThan(500)
      await page.evaluate(() => wx.navigateTo({ url: '/pages/theme/theme' }))
      await page.evaluate(() => wx.navigateBack())
      await expectText(page, 'summary', /滚过/)
      expect(await scroller().evaluate((element) => element.scrollTop)).toBe(top)
    })
  })

  test('an independent subpackage with a custom navigation bar fills the screen', async () => {
    await relaunch(page, '/packages/alone/pages/tool')
    await expectText(page, 'tool', '独立分包 32')
    const box = await page.locator('.phone-page:not([hidden]) .phone-page-view').boundingBox()
    expect(box).toMatchObject({ y: 0, height: 812 })
    expect(await page.getByRole('button', { name: '更多' }).last().isVisible()).toBe(true)
  })

  test('the title, its colours and the loading sign can be changed', async () => {
    await page.evaluate(() => wx.setNavigationBarTitle({ title: '新标题' }))
    expect(await title()).toBe('新标题')
    await page.evaluate(() =>
      wx.setNavigationBarColor({ frontColor: '#ffffff', backgroundColor: '#c43d1c' }),
    )
    const bar = page.locator('.phone-page:not([hidden]) .phone-navigation-bar')
    expect(await bar.evaluate((element) => element.style.backgroundColor)).toBe('rgb(196, 61, 28)')
    await page.evaluate(() => wx.showNavigationBarLoading())
    expect(await bar.locator('.phone-navigation-loading').isVisible()).toBe(true)
    await shoot(page, 'pages-home')
  })

  test('an error in a handler is shown with its place in the sources', async () => {
    await page.getByTestId('fail').click()
    const problems = page.getByRole('alert')
    await problems.getByText('故意的错误').waitFor()
    await problems.getByText(/pages\/home\/home\.ts:\d+:\d+/).waitFor()
    expect(await log()).toContain('error 故意的错误')
    await shoot(page, 'pages-error')
    await problems.getByRole('button', { name: '关闭' }).click()
  })

  test('costs are counted per page and per journey', async () => {
    await page.evaluate(() => {
      ;(globalThis as unknown as { __phone: PhoneHandle }).__phone.stats.reset()
    })
    await relaunch(page, '/pages/home/home')
    await page.getByTestId('count').click()
    await expectText(page, 'count', '1')
    const counted = await page.evaluate(() => {
      const { stats } = (globalThis as unknown as { __phone: PhoneHandle }).__phone
      const { setDataCalls, setDataBytes, nodes, pages } = stats
      return { setDataCalls, setDataBytes, nodes, routes: pages.map(({ route }) => route) }
    })
    expect(counted.setDataCalls).toBe(1)
    expect(counted.setDataBytes).toBe('{"count":1}'.length)
    expect(counted.nodes).toBeGreaterThan(5)
    expect(counted.routes).toEqual(['pages/home/home'])
  })
})

interface PhoneHandle {
  stats: {
    reset(): void
    setDataCalls: number
    setDataBytes: number
    nodes: number
    pages: { route: string }[]
  }
}
