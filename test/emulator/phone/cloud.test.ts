import type { Page } from 'playwright-core'
import { openStage, relaunch, shoot, type Stage } from './support'

let stage: Stage
let page: Page

const redPixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

beforeAll(async () => {
  stage = await openStage()
  page = await stage.open('openid=apis&scene=1008&group=og-1')
})

afterAll(() => stage.close())

beforeEach(async () => {
  stage.cloud.received.length = 0
  await relaunch(page, '/pages/home/home')
})

/** Tells the phone what a host would. */
async function tell(message: Record<string, unknown>): Promise<void> {
  await page.evaluate((value) => {
    ;(globalThis as unknown as { __phone: { receive(message: object): void } }).__phone.receive(
      value,
    )
  }, message)
}

const button = (name: string) => page.getByRole('button', { name, exact: true })

describe('privacy, media, files', () => {
  const needsAuthorization = (): Promise<boolean> =>
    page.evaluate(
      () =>
        new Promise((resolve) => {
          wx.getPrivacySetting({ success: (setting) => resolve(setting.needAuthorization) })
        }),
    )

  test('the first touch of personal data asks once; refusing fails with 104', async () => {
    const refused = page.evaluate(() =>
      wx
        .chooseMedia({ count: 1, mediaType: ['image'] })
        .catch((error: { errMsg: string; errno: number }) => error.errno),
    )
    await button('拒绝').click()
    expect(await refused).toBe(104)
    expect(await needsAuthorization()).toBe(true)
    const agreed = page.evaluate(() => wx.requirePrivacyAuthorize({}))
    await button('同意').click()
    await agreed
    expect(await needsAuthorization()).toBe(false)
  })

  test('photos are chosen, measured, compressed, saved and read', async () => {
    const chooser = page.waitForEvent('filechooser')
    const chosen = page.evaluate(() => wx.chooseMedia({ count: 2, mediaType: ['image'] }))
    const files = [1, 2].map((n) => ({ name: `${n}.png`, mimeType: 'image/png', buffer: redPixel }))
    await (await chooser).setFiles(files)
    const { tempFiles } = await chosen
    expect(tempFiles).toHaveLength(2)
    expect(tempFiles[0]).toMatchObject({ size: redPixel.length, fileType: 'image', width: 1 })
    const facts = await page.evaluate(async (src) => {
      const small = await wx.compressImage({ src, quality: 50 })
      const info = await wx.getImageInfo({ src: small.tempFilePath })
      const manager = wx.getFileSystemManager()
      const saved = await new Promise<string>((resolve, reject) =>
        manager.saveFile({
          tempFilePath: small.tempFilePath,
          success: ({ savedFilePath }) => resolve(savedFilePath),
          fail: reject,
        }),
      )
      const read = await new Promise<string>((resolve, reject) =>
        manager.readFile({
          filePath: saved,
          encoding: 'base64',
          success: ({ data }) => resolve(data as string),
          fail: reject,
        }),
      )
      return { width: info.width, type: info.type, starts: read.slice(0, 4) }
    }, tempFiles[0]?.tempFilePath ?? '')
    expect(facts).toEqual({ width: 1, type: 'jpeg', starts: '/9j/' })
  })

  test('cancelling the file picker fails with cancel', async () => {
    const chosen = page.evaluate(() =>
      wx.chooseMedia({}).catch((error: { errMsg: string }) => error.errMsg),
    )
    expect(await chosen).toBe('chooseMedia:fail cancel')
  })

  test('the viewer shows photos until it is tapped', async () => {
    await page.evaluate(() => wx.previewImage({ urls: ['/images/home.png'] }))
    await page.getByRole('dialog', { name: '查看图片' }).getByRole('img').waitFor()
    await page.getByRole('dialog').click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  })

  test('location asks for permission and answers what the host set', async () => {
    await tell({ type: 'location', latitude: 26.4, longitude: 117.8, name: '东门菜市场' })
    const located = page.evaluate(() => wx.getFuzzyLocation({ type: 'gcj02' }))
    await button('允许').click()
    expect(await located).toMatchObject({ latitude: 26.4, longitude: 117.8 })
    const chosen = page.evaluate(() => wx.chooseLocation({}))
    await button('确定').click()
    expect(await chosen).toMatchObject({ name: '东门菜市场', latitude: 26.4 })
    expect(await page.evaluate(() => wx.getSetting({}))).toMatchObject({
      authSetting: { 'scope.userFuzzyLocation': true },
    })
  })
})

describe('cloud', () => {
  test('functions are called as the person who holds the phone', async () => {
    stage.cloud.answers.call = () => ({ result: { ok: true }, requestId: 'r1' })
    const answer = await page.evaluate(() =>
      wx.cloud.callFunction({ name: 'resident', data: { group: wx.cloud.CloudID('77_x') } }),
    )
    expect(answer).toMatchObject({ result: { ok: true }, errMsg: 'cloud.callFunction:ok' })
    expect(stage.cloud.received).toEqual([
      {
        endpoint: 'call',
        body: { function: 'resident', data: { group: { $cloudId: '77_x' } }, openid: 'apis' },
      },
    ])
  })

  test('an error of the function comes with its code', async () => {
    stage.cloud.answers.call = () => ({
      error: { code: -504002, message: 'functions execute fail' },
    })
    const error = await page.evaluate(() =>
      wx.cloud.callFunction({ name: 'x' }).catch((reason: object) => ({ ...reason })),
    )
    expect(error).toEqual({
      errCode: -504002,
      errMsg: 'cloud.callFunction:fail Error: errCode: -504002 | errMsg: functions execute fail',
    })
  })

  test('without network calls fail as on a phone, and the mini program is told', async () => {
    await page.evaluate(() => {
      wx.onNetworkStatusChange(({ isConnected }) => {
        Object.assign(globalThis, { connected: isConnected })
      })
    })
    await tell({ type: 'network', isOnline: false })
    const call = () =>
      page.evaluate(() =>
        wx.cloud.callFunction({ name: 'x' }).then(
          () => 'ok',
          ({ errMsg }: { errMsg: string }) => errMsg,
        ),
      )
    stage.cloud.answers.call = () => ({ result: null })
    expect(await call()).toContain('ERR_INTERNET_DISCONNECTED')
    expect(stage.cloud.received).toHaveLength(0)
    expect(await page.evaluate(() => (globalThis as { connected?: boolean }).connected)).toBe(false)
    expect(await page.evaluate(() => wx.getNetworkType())).toMatchObject({ networkType: 'none' })
    await tell({ type: 'network', isOnline: true })
    expect(await call()).toBe('ok')
  })

  test('files go up with progress and can be broken off', async () => {
    stage.cloud.answers.upload = () => ({ fileID: 'cloud://env.bucket/a.txt', size: 3 })
    const result = await page.evaluate(async () => {
      const manager = wx.getFileSystemManager()
      const filePath = `${wx.env.USER_DATA_PATH}/a.txt`
      manager.writeFileSync(filePath, '一', 'utf8')
      const seen: number[] = []
      const uploaded = await new Promise((resolve, reject) => {
        const task = wx.cloud.uploadFile({
          cloudPath: 'p/a.txt',
          filePath,
          success: resolve,
          fail: reject,
        })
        task.onProgressUpdate(({ progress }) => seen.push(progress))
      })
      const aborted = await new Promise((resolve) => {
        const task = wx.cloud.uploadFile({
          cloudPath: 'p/b.txt',
          filePath,
          fail: ({ errMsg }) => resolve(errMsg),
        })
        task.abort()
      })
      return { uploaded, aborted, last: seen.at(-1) }
    })
    expect(result).toMatchObject({
      uploaded: { fileID: 'cloud://env.bucket/a.txt', statusCode: 200 },
      aborted: 'cloud.uploadFile:fail abort',
      last: 100,
    })
  })

  test('the group of a card is handed over sealed, and only from a group’s card', async () => {
    stage.cloud.answers['cloud-id'] = () => ({ cloudID: '77_group' })
    const ask = (target: Page) =>
      target.evaluate(
        () =>
          new Promise((resolve) => {
            wx.getGroupEnterInfo({ success: resolve, fail: resolve })
          }),
      )
    expect(await ask(page)).toMatchObject({ cloudID: '77_group' })
    expect(stage.cloud.received[0]?.body).toEqual({ openid: 'apis', data: { opengid: 'og-1' } })
    const alone = await stage.open('openid=apis')
    expect(await ask(alone)).toMatchObject({ errCode: 40097 })
    await alone.context().close()
    const left = await stage.open('openid=apis&group=og-1&scene=1044&leftGroup')
    expect(await ask(left)).toMatchObject({ errCode: 65206 })
    await left.context().close()
  })

  test('subscribe messages: one sheet, remembered on wish, granted to the cloud', async () => {
    stage.cloud.answers.grant = () => ({})
    const ask = () => page.evaluate(() => wx.requestSubscribeMessage({ tmplIds: ['done', 'late'] }))
    const first = ask()
    await page.getByText('late', { exact: true }).click()
    await page.getByText('总是保持以上选择').click()
    await shoot(page, 'apis-subscribe')
    await button('允许').click()
    expect(await first).toMatchObject({ done: 'accept', late: 'reject' })
    expect(await ask()).toMatchObject({ done: 'accept', late: 'reject' })
    const grants = stage.cloud.received.map(({ body }) => body)
    expect(grants).toEqual([1, 2].map(() => ({ openid: 'apis', templates: ['done'] })))
    const none = page.evaluate(() =>
      wx
        .requestSubscribeMessage({ tmplIds: [] })
        .catch(({ errCode }: { errCode: number }) => errCode),
    )
    expect(await none).toBe(10001)
  })
})
