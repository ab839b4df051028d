import type { Cloud } from '../../emulator'
import { Rates } from '../../emulator/cloud/open-api/visits'
import type { Project } from './support/project'
import { createProject } from './support/project'
import { addRunner, runInside } from './support/sdk'

let project: Project
let cloud: Cloud
const printed: string[] = []

beforeAll(async () => {
  project = createProject()
  addRunner(project, ['security.msgSecCheck', 'security.mediaCheckAsync'])
  project.addFunction(
    'inbox',
    `
    const cloud = require('wx-server-sdk')
    cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV })
    exports.main = (event) => cloud.database().collection('things').add({ data: { event, code: event.trace_id } })`,
  )
  project.config.messagePush = 'inbox'
  cloud = await project.start({ log: (line) => printed.push(line) })
})
afterAll(async () => {
  await cloud.close()
  project.remove()
})

const wx = (code: string, event = {}) => runInside(cloud, code, { openid: 'oA', ...event })

const checkText = (content: string, more: object = {}) =>
  wx(`return cloud.openapi.security.msgSecCheck({ version: 2, ...event.input })`, {
    input: { content, scene: 2, openid: 'oA', ...more },
  })

/** Uploads a picture, has it checked and waits for what is pushed. */
async function checkPicture(name: string, bytes: string) {
  const { value } = await wx(
    `
    const { fileID } = await cloud.uploadFile({ cloudPath: event.name, fileContent: Buffer.from(event.bytes) })
    const { fileList } = await cloud.getTempFileURL({ fileList: [fileID] })
    const input = { version: 2, mediaType: 2, scene: 3, openid: 'oA', mediaUrl: fileList[0].tempFileURL }
    return cloud.openapi.security.mediaCheckAsync(input)`,
    { name, bytes },
  )
  const { traceId } = value as { traceId: string }
  return pushed(traceId)
}

async function pushed(traceId: string) {
  for (let tries = 0; tries < 100; tries++) {
    const found = cloud.database.find('things').map(({ event }) => event as { trace_id: string })
    const event = found.find(({ trace_id }) => trace_id === traceId)
    if (event) return event
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error(`nothing was pushed for ${traceId}`)
}

test.each([
  ['路灯不亮', 'pass'],
  ['有人违规停车', 'pass'],
  ['这是疑似示例', 'review'],
  ['这是违规示例', 'risky'],
])('%s: %s', async (content, suggest) => {
  expect((await checkText(content)).value).toMatchObject({ result: { suggest } })
})

test.each([
  ['a.png', '普通的照片', 'pass'],
  ['b.png', '字节里有违规示例', 'risky'],
  ['c.png', '字节里有疑似示例', 'review'],
  ['名字里有违规示例.png', '普通的照片', 'risky'],
])('the picture %s of %s: %s, pushed later', async (name, bytes, suggest) => {
  expect(await checkPicture(name, bytes)).toMatchObject({
    MsgType: 'event',
    Event: 'wxa_media_check',
    version: 2,
    errcode: 0,
    result: { suggest },
    detail: [{ suggest }],
  })
})

test.each<[string, object, number]>([
  ['no words', { content: '' }, 44004],
  ['more than 2500 characters', { content: '长'.repeat(2501) }, 45002],
  ['nobody', { openid: '' }, 40003],
  ['a scene there is not', { scene: 5 }, 40129],
  ['somebody who was never here', { openid: 'oStranger' }, 61010],
])('refused: %s', async (_name, input, errCode) => {
  expect((await checkText('路灯不亮', input)).thrown).toMatchObject({ errCode })
})

test('61010 once the last visit is more than two hours ago', async () => {
  await cloud.call('run', { code: 'return 1' }, { openid: 'oB' })
  const check = () => checkText('路灯不亮', { openid: 'oB' })
  expect((await check()).thrown).toBeUndefined()
  cloud.clock.advance(121 * 60_000)
  expect((await check()).thrown).toMatchObject({ errCode: 61010 })
  cloud.clock.advance(-121 * 60_000)
})

test('so many in a minute, and again in the next', () => {
  let now = 0
  const rates = new Rates(() => now)
  const take = () => rates.take('content text', 2)
  expect([take(), take(), take()]).toEqual([true, true, false])
  now += 60_000
  expect([take(), rates.take('content media', 2)]).toEqual([true, true])
})

test('an open API may be made to fail, and to work again', async () => {
  const set = (errcode: number | null) =>
    fetch(`${cloud.url}/_emulator/open-api`, {
      method: 'POST',
      body: JSON.stringify({ api: 'security.msgSecCheck', errcode }),
    })
  await set(-1)
  expect((await checkText('路灯不亮')).thrown).toMatchObject({ errCode: -1 })
  await set(null)
  expect((await checkText('路灯不亮')).thrown).toBeUndefined()
})
