import type { Page } from 'playwright-core'
import { openStage, relaunch, shoot, type Stage } from './support'

let stage: Stage
let page: Page

beforeAll(async () => {
  stage = await openStage()
  page = await stage.open('openid=apis&scene=1008&group=og-1')
})

afterAll(() => stage.close())

beforeEach(async () => {
  stage.cloud.received.length = 0
  await relaunch(page, '/pages/home/home')
})

const button = (name: string) => page.getByRole('button', { name, exact: true })

describe('storage', () => {
  test('keeps types, and each person has their own', async () => {
    await page.evaluate(() => {
      wx.setStorageSync('place', { name: '东门', at: [1, 2] })
      wx.setStorageSync('none', null)
    })
    const read = await page.evaluate(() => [
      wx.getStorageSync('place'),
      wx.getStorageSync('none'),
      wx.getStorageSync('missing'),
    ])
    expect(read).toEqual([{ name: '东门', at: [1, 2] }, null, ''])
    const other = await page.context().newPage()
    await other.goto(`${stage.url}?openid=somebody-else`)
    await other.waitForSelector('html[data-phone=ready]')
    expect(await other.evaluate(() => wx.getStorageSync('place'))).toBe('')
    expect(await other.evaluate(() => wx.getStorageInfoSync().keys)).toEqual([])
    await other.close()
  })

  test('refuses more than 1 MB under one key and misses with WeChat’s words', async () => {
    const message = await page.evaluate(() => {
      try {
        wx.setStorageSync('big', 'x'.repeat(1024 * 1024 + 1))
        return 'kept'
      } catch (error) {
        return (error as Error).message
      }
    })
    expect(message).toBe('setStorageSync:fail entry size limit reached')
    const missing = await page.evaluate(() =>
      wx.getStorage({ key: 'missing' }).catch((error: { errMsg: string }) => error.errMsg),
    )
    expect(missing).toBe('getStorage:fail data not found')
  })
})

describe('dialogs', () => {
  test('modal answers what was tapped, with text where it is editable', async () => {
    const answer = page.evaluate(() =>
      wx.showModal({ title: '撤回', content: '', editable: true, placeholderText: '为什么' }),
    )
    await page.getByPlaceholder('为什么').fill('写错了')
    await shoot(page, 'apis-modal')
    await button('确定').click()
    expect(await answer).toMatchObject({ confirm: true, cancel: false, content: '写错了' })
  })

  test('action sheet answers a position, or fails with cancel', async () => {
    const first = page.evaluate(() => wx.showActionSheet({ itemList: ['甲', '乙'] }))
    await button('乙').click()
    expect(await first).toMatchObject({ tapIndex: 1 })
    const second = page.evaluate(() =>
      wx.showActionSheet({ itemList: ['甲'] }).catch((error: { errMsg: string }) => error.errMsg),
    )
    await button('取消').click()
    expect(await second).toBe('showActionSheet:fail cancel')
  })

  test('toasts replace each other and go', async () => {
    await page.evaluate(() => wx.showLoading({ title: '发送中' }))
    await page.getByRole('status').getByText('发送中').waitFor()
    await page.evaluate(() => wx.showToast({ title: '已发送', duration: 100 }))
    expect(await page.getByRole('status').allInnerTexts()).toHaveLength(1)
    await page.getByRole('status').waitFor({ state: 'detached' })
  })
})

describe('the phone itself', () => {
  test('canIUse tells what is there', async () => {
    const asked = [
      'chooseMedia',
      'cloud.callFunction',
      'getWindowInfo.return.safeArea',
      'getWindowInfo.return.nothing',
      'button.open-type.contact',
      'button.open-type.never',
      'scroll-view.refresher-enabled',
      'view.no-such-attribute',
      'openChatTool',
      'live-player',
    ]
    const known = await page.evaluate((names) => names.map((name) => wx.canIUse(name)), asked)
    expect(known).toEqual([true, true, true, false, true, false, true, false, false, false])
  })

  test('what is missing says so once, by name', async () => {
    const lines: string[] = []
    page.on('console', (message) => lines.push(message.text()))
    await page.evaluate(() => {
      const table = wx as unknown as Record<string, unknown>
      return [table.openBluetoothAdapter, table.openBluetoothAdapter].length
    })
    await page.waitForTimeout(20)
    expect(lines).toEqual(['wx.openBluetoothAdapter is not emulated by this phone'])
  })

  test('sizes fit each other', async () => {
    const info = await page.evaluate(() => ({
      ...wx.getWindowInfo(),
      capsule: wx.getMenuButtonBoundingClientRect(),
    }))
    expect(info).toMatchObject({ screenHeight: 812, windowWidth: 375, windowHeight: 718 })
    expect(info.capsule).toMatchObject({ right: 365, height: 32, top: 6 })
  })

  test('queries measure from the page area', async () => {
    await relaunch(page, '/pages/boxes/boxes')
    const results = await page.evaluate(
      () =>
        new Promise<unknown[]>((resolve) => {
          wx.createSelectorQuery()
            .selectAll('.line')
            .boundingClientRect()
            .select('.missing')
            .boundingClientRect()
            .selectViewport()
            .scrollOffset()
            .exec(resolve)
        }),
    )
    const [lines, missing, viewport] = results as [{ top: number }[], null, { scrollTop: number }]
    expect(lines).toHaveLength(30)
    expect(lines[0]?.top).toBe(1)
    expect(missing).toBeNull()
    expect(viewport.scrollTop).toBe(0)
  })

  test('phone calls and calendars are shown, the clipboard works', async () => {
    const call = page.evaluate(() => wx.makePhoneCall({ phoneNumber: '110' }))
    await page.getByRole('alertdialog').getByText('110').waitFor()
    await button('呼叫').click()
    await call
    await page.evaluate(() => wx.setClipboardData({ data: '编号 7' }))
    expect(await page.evaluate(() => wx.getClipboardData({}))).toMatchObject({ data: '编号 7' })
    await page.evaluate(() => wx.addPhoneCalendar({ title: '体检', startTime: 1_800_000_000 }))
    await page.getByRole('status').getByText('体检').waitFor()
  })
})
