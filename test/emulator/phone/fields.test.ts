import type { Locator, Page } from 'playwright-core'
import { expectText, openStage, relaunch, shoot, textOf, type Stage } from './support'

let stage: Stage
let page: Page

beforeAll(async () => {
  stage = await openStage()
  page = await stage.open('openid=fields')
})

afterAll(() => stage.close())

const visible = (testId: string): Locator =>
  page.locator('.phone-page:not([hidden])').getByTestId(testId)

describe('form', () => {
  beforeEach(() => relaunch(page, '/pages/form/form'))

  test('collects every kind of field, wx://form-field components too', async () => {
    await page.getByPlaceholder('姓名').fill('林')
    await page.getByPlaceholder('说明').fill('一二三四五六七八九十多余的')
    await page.getByPlaceholder('电话').fill('138')
    await visible('agree').click()
    await visible('mon').click()
    await page.getByText('周二').click()
    await visible('bus').click()
    await visible('submit').click()
    await expectText(page, 'submitted', /^{/)
    expect(JSON.parse(await textOf(page, 'submitted'))).toEqual({
      name: '林',
      note: '一二三四五六七八九十',
      phone: '138',
      agree: true,
      days: ['mon', 'tue'],
      way: 'bus',
      score: 4,
      fruit: null,
    })
    expect(await visible('agree').getAttribute('aria-checked')).toBe('true')
    await shoot(page, 'elements-form')
  })

  test('empties fields on reset', async () => {
    await page.getByPlaceholder('姓名').fill('林')
    await visible('mon').click()
    await visible('reset').click()
    await expectText(page, 'resets', '1')
    expect(await page.getByPlaceholder('姓名').inputValue()).toBe('')
    expect(await visible('mon').getAttribute('aria-checked')).toBe('false')
  })

  test('a radio group has one choice', async () => {
    await visible('walk').click()
    await visible('bus').click()
    await expectText(page, 'changes', 'way="walk",way="bus"')
    expect(await page.locator('wx-radio[aria-checked=true]').count()).toBe(1)
  })

  test('a slider follows finger and tap', async () => {
    const track = visible('score').locator('.phone-slider-track')
    const box = await track.boundingBox()
    await page.mouse.click((box?.x ?? 0) + (box?.width ?? 0) * 0.8, (box?.y ?? 0) + 10)
    await expectText(page, 'changes', 'score=8')
  })

  test('pickers answer positions, dates and times', async () => {
    await visible('fruit').click()
    await page.getByRole('button', { name: '桃' }).click()
    await page.getByRole('button', { name: '确定' }).click()
    await expectText(page, 'changes', 'fruit=2')
    await visible('date').click()
    await page.getByRole('button', { name: '3 月', exact: true }).click()
    await page.getByRole('button', { name: '31 日' }).click()
    await shoot(page, 'elements-picker')
    await page.getByRole('button', { name: '确定' }).click()
    await expectText(page, 'changes', /date="2026-03-31"/)
    await visible('time').click()
    await page.getByRole('button', { name: '10 时' }).click()
    await page.getByRole('button', { name: '确定' }).click()
    await expectText(page, 'changes', /time="10:30"/)
    await visible('multi').click()
    await page.getByRole('button', { name: '下午' }).click()
    await page.getByRole('button', { name: '确定' }).click()
    await expectText(page, 'changes', /multi=\[1,0\]/)
  })

  test('a picker that is cancelled says so', async () => {
    await visible('fruit').click()
    await page.getByRole('button', { name: '取消' }).click()
    await expectText(page, 'changes', 'cancel')
  })
})

describe('buttons that ask WeChat', () => {
  beforeEach(() => relaunch(page, '/pages/buttons/buttons'))

  test('phone number, contact, settings, avatar answer with their events', async () => {
    await visible('phone').click()
    await expectText(page, 'log', 'getphonenumber code,errMsg')
    await visible('contact').click()
    await page.getByRole('alertdialog').getByText('客服会话').waitFor()
    await page.getByRole('button', { name: '确定' }).click()
    await visible('setting').click()
    await page.getByRole('button', { name: '完成' }).click()
    await expectText(page, 'log', /contact path,query,opensetting authSetting,errMsg/)
    const chooser = page.waitForEvent('filechooser')
    await visible('avatar').click()
    await (
      await chooser
    ).setFiles({ name: 'a.png', mimeType: 'image/png', buffer: Buffer.from('') })
    await expectText(page, 'log', /chooseavatar avatarUrl/)
  })

  test('a disabled one does nothing; what can’t be shown says so', async () => {
    await visible('disabled').click({ force: true })
    expect(await textOf(page, 'log')).toBe('')
    expect(await visible('disabled').getAttribute('aria-disabled')).toBe('true')
    expect(await textOf(page, 'map')).toContain('不能显示地图')
    expect(await textOf(page, 'group')).toBe('微信群')
  })

  test('the mini program’s own privacy dialog holds a call until it is agreed to', async () => {
    const asked = page.evaluate(() =>
      wx.getClipboardData({}).then(() => wx.requirePrivacyAuthorize({})),
    )
    await visible('agree').click()
    expect(await asked).toMatchObject({ errMsg: 'requirePrivacyAuthorize:ok' })
  })
})

test('touch: a tap, and what it opens is not hit by the click that follows', async () => {
  const phone = await stage.open('openid=touch&path=pages/form/form', { hasTouch: true })
  await phone.getByTestId('fruit').tap()
  await phone.getByRole('button', { name: '确定' }).waitFor()
  await phone.waitForTimeout(400)
  await phone.getByRole('button', { name: '梨' }).tap()
  await phone.getByRole('button', { name: '确定' }).tap()
  await expectText(phone, 'changes', 'fruit=1')
  await phone.getByTestId('agree').tap()
  expect(await phone.getByTestId('agree').getAttribute('aria-checked')).toBe('true')
  await phone.context().close()
})
