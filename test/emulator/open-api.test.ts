import type { Cloud, OpenApiEvent } from '../../emulator'
import type { Project } from './support/project'
import { createProject } from './support/project'
import { addRunner, runInside } from './support/sdk'

let project: Project
let cloud: Cloud
const printed: string[] = []
const delivered: OpenApiEvent[] = []

const permissions = [
  'subscribeMessage.send',
  'customerServiceMessage.send',
  'security.msgSecCheck',
  'security.mediaCheckAsync',
  'wxacode.getUnlimited',
  'updatableMessage.createActivityId',
  'own.api',
]

beforeAll(async () => {
  project = createProject()
  addRunner(project, permissions)
  cloud = await project.start({
    log: (line) => printed.push(line),
    openApi: { 'own.api': (data) => ({ errcode: 0, echoed_value: data.some_value }) },
  })
  cloud.onDelivery((event) => delivered.push(event))
})
afterAll(async () => {
  await cloud.close()
  project.remove()
})
beforeEach(() => delivered.splice(0))

const wx = (code: string, event = {}) => runInside(cloud, code, event)

const message = (fields: object) => `return cloud.openapi.subscribeMessage.send({
  touser: 'oA', templateId: 'T1', page: 'pages/home', data: ${JSON.stringify(fields)} })`

test('a subscribe message needs a granted send and spends it', async () => {
  const code = message({ thing1: { value: '路灯不亮' }, phrase2: { value: '办理中' } })
  expect((await wx(code)).thrown).toMatchObject({ errCode: 43101 })
  const grant = { openid: 'oA', templates: ['T1'] }
  await fetch(`${cloud.url}/_emulator/grant`, { method: 'POST', body: JSON.stringify(grant) })
  const sent = await wx(code)
  expect(sent.value).toMatchObject({ errMsg: 'openapi.subscribeMessage.send:ok' })
  expect(sent.explain.openApi).toMatchObject([{ api: 'subscribeMessage.send', errorCode: 0 }])
  expect(delivered).toMatchObject([
    { api: 'subscribeMessage.send', openid: 'oA', data: { template_id: 'T1', page: 'pages/home' } },
  ])
  expect((await wx(code)).thrown).toMatchObject({ errCode: 43101 })
})

test.each<[string, object]>([
  ['a thing of more than twenty characters', { thing1: { value: '一'.repeat(21) } }],
  ['a phrase that is not Chinese', { phrase1: { value: 'done' } }],
  ['a character string that is Chinese', { character_string1: { value: '编号' } }],
  ['an empty value', { thing1: { value: '' } }],
  ['a kind there is not', { story1: { value: 'x' } }],
])('47003 for %s', async (_name, fields) => {
  cloud.quota.grant('oA', 'T1')
  expect((await wx(message(fields))).thrown).toMatchObject({ errCode: 47003 })
})

test('a person who writes to customer service may be answered five times in two days', async () => {
  const answer = () =>
    wx(
      `return cloud.openapi.customerServiceMessage.send({ touser: 'oA', msgtype: 'text', text: { content: '好' } })`,
    )
  const write = () =>
    fetch(`${cloud.url}/_emulator/push`, {
      method: 'POST',
      body: JSON.stringify({
        function: 'run',
        openid: 'oA',
        event: { MsgType: 'text', Content: '在吗', code: 'return cloud.getWXContext().OPENID' },
      }),
    })
  expect((await answer()).thrown).toMatchObject({ errCode: 45015 })
  expect(await (await write()).json()).toMatchObject({ result: { value: 'oA' } })
  for (let sent = 0; sent < 5; sent += 1) expect((await answer()).thrown).toBeUndefined()
  expect((await answer()).thrown).toMatchObject({ errCode: 45047 })
  expect(delivered).toHaveLength(5)
  expect(delivered[0]).toMatchObject({ openid: 'oA', data: { text: { content: '好' } } })
  await write()
  cloud.clock.advance(49 * 60 * 60_000)
  expect((await answer()).thrown).toMatchObject({ errCode: 45015 })
  cloud.clock.advance(-49 * 60 * 60_000)
})

test('who only came into the conversation may be answered twice in a minute', async () => {
  const answer = (msgtype: string, content: object) =>
    wx(
      `return cloud.openapi.customerServiceMessage.send({ touser: 'oB', ...event.message })`.replace(
        '...event.message',
        `msgtype: '${msgtype}', ${msgtype}: ${JSON.stringify(content)}`,
      ),
    )
  const enter = { MsgType: 'event', Event: 'user_enter_tempsession', code: 'return 1' }
  await cloud.push('run', enter, 'oB')
  const refused = [
    ['text', { content: '' }, 44004],
    ['text', { content: '长'.repeat(700) }, 45002],
    ['music', { content: '好' }, 40008],
  ] as const
  for (const [msgtype, content, errCode] of refused)
    expect((await answer(msgtype, content)).thrown).toMatchObject({ errCode })
  const good = { content: '好' }
  expect((await answer('text', good)).thrown).toBeUndefined()
  expect((await answer('text', good)).thrown).toBeUndefined()
  expect((await answer('text', good)).thrown).toMatchObject({ errCode: 45047 })
  await cloud.push('run', enter, 'oB')
  cloud.clock.advance(60_000)
  expect((await answer('text', good)).thrown).toMatchObject({ errCode: 45015 })
})

test('a mini-program code is a picture of page and scene; its scene has at most 32 visible characters', async () => {
  const { value } = await wx(`
    const { contentType, buffer } = await cloud.openapi.wxacode.getUnlimited({ scene: 'g=12', page: 'pages/home' })
    return { contentType, isImage: buffer.subarray(1, 4).toString() }`)
  expect(value).toEqual({ contentType: 'image/png', isImage: 'PNG' })
  expect(delivered.at(-1)).toMatchObject({
    api: 'wxacode.getUnlimited',
    data: { scene: 'g=12', path: 'pages/home?scene=g%3D12' },
  })
  const { thrown } = await wx(
    `return cloud.openapi.wxacode.getUnlimited({ scene: 'x'.repeat(33) })`,
  )
  expect(thrown).toMatchObject({ errCode: 40169 })
  const absolute = await wx(
    `return cloud.openapi.wxacode.getUnlimited({ scene: 'a', page: '/pages/home' })`,
  )
  expect(absolute.thrown).toMatchObject({ errCode: 41030 })
})

test('an activity id lives for a day', async () => {
  const { value } = await wx(`return cloud.openapi.updatableMessage.createActivityId({})`)
  const { activityId, expirationTime } = value as { activityId: string; expirationTime: number }
  expect(activityId).toMatch(/^[\w-]{20,}$/)
  expect(expirationTime - cloud.clock.now() / 1000).toBeCloseTo(86_400, -1)
})

test('an API the function may not call, and one that is not emulated', async () => {
  project.addFunction(
    'poor',
    `
    const cloud = require('wx-server-sdk')
    cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV })
    exports.main = ({ api }) => api.split('.').reduce((at, name) => at[name], cloud.openapi)({ content: 'x' }).catch((e) => e.errCode)`,
  )
  const call = (api: string) => cloud.call('poor', { api }, { openid: 'oA' })
  expect(await call('security.msgSecCheck')).toMatchObject({ result: -604101 })
  expect(await call('cloudbase.dance')).toMatchObject({ result: -604100 })
  expect(printed.join('\n')).toContain('poor may not call security.msgSecCheck')
  expect(printed.join('\n')).toContain('the open API cloudbase.dance is not emulated')
})

test('a project adds open APIs of its own', async () => {
  const { value } = await wx(`return cloud.openapi.own.api({ someValue: { a: 1 } })`)
  expect(value).toMatchObject({ echoedValue: { a: 1 } })
})

describe('cloud ids', () => {
  const opened = `return { group: event.group, open: (await cloud.getOpenData({ list: [event.group.cloudID] })).list[0] }`
  const run = (data: object, openid = 'oA') =>
    cloud.call('run', { code: opened, ...data }, { openid })

  test('a call from a group card carries the group, and the server can verify it', async () => {
    const outcome = await cloud.call('run', { code: opened }, { openid: 'oA', group: 'group-7' })
    const expected = { cloudID: expect.any(String) as string, data: { opengid: 'group-7' } }
    expect(outcome).toMatchObject({ result: { value: { group: expected, open: expected } } })
  })

  test('an issued id is exchanged for its owner only, and only for five minutes', async () => {
    const id = cloud.issueCloudId('oA', { opengid: 'g' })
    const mark = { group: { $cloudId: id } }
    expect(await run(mark)).toMatchObject({
      result: { value: { group: { data: { opengid: 'g' } } } },
    })
    expect(await run(mark, 'oB')).toMatchObject({
      result: { value: { group: { errCode: -601007 } } },
    })
    cloud.clock.advance(6 * 60_000)
    expect(await run(mark)).toMatchObject({ result: { value: { group: { errCode: -601006 } } } })
    cloud.clock.advance(-6 * 60_000)
    const made = { group: { $cloudId: 'made-up' } }
    expect(await run(made)).toMatchObject({ result: { value: { group: { errCode: -601005 } } } })
  })

  test('a plain object that looks like one passes as it is, and does not verify', async () => {
    const forged = { group: { cloudID: 'forged', data: { opengid: 'not-mine' } } }
    expect(await run(forged)).toMatchObject({
      result: { value: { ...forged, open: { errCode: -601005 } } },
    })
  })
})
