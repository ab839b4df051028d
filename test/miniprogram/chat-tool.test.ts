import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { config } from '../../miniprogram/config'
import { cloudEnvironment } from '../../miniprogram/packages/chat-tool/config'

const root = 'miniprogram/packages/chat-tool'
const app = JSON.parse(readFileSync('miniprogram/app.json', 'utf8')) as {
  subPackages: { root: string }[]
  chatTools: { root: string; entryPagePath: string }[]
}

describe('the subpackage', () => {
  const files = readdirSync(root).map((name) => join(root, name))

  test('is far below the 500 KB a chat tool may have', () => {
    const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0)
    expect(bytes).toBeLessThan(60 * 1024)
  })

  test('stands by itself: nothing from outside but types', () => {
    for (const file of files.filter((name) => name.endsWith('.ts'))) {
      const imports = readFileSync(file, 'utf8').match(/^import .*$/gmu) ?? []
      for (const line of imports.filter((one) => !one.startsWith('import type')))
        expect(line).toMatch(/from '\.\/\w+'$/u)
    }
    expect(readFileSync(`${root}/tool.wxml`, 'utf8')).not.toMatch(/<(import|include|t-)/u)
  })

  test('is declared as WeChat wants it, and off until it is approved', () => {
    expect(app.subPackages.find((one) => one.root === 'packages/chat-tool')).toEqual({
      root: 'packages/chat-tool',
      name: 'chat-tool',
      pages: ['tool'],
      entry: 'entry.js',
      independent: true,
      componentFramework: 'glass-easel',
      renderer: 'skyline',
    })
    expect(app.chatTools).toMatchObject([{ root: 'packages/chat-tool', entryPagePath: 'tool' }])
    expect(config.hasChatTool).toBe(false)
    expect(cloudEnvironment).toBe(config.cloudEnvironment)
  })
})

const request = {
  id: 'r1',
  number: '4827 1930',
  state: 'accepted',
  text: '路灯坏了',
  handler: { label: '网格长', isMe: true },
  unit: { id: 'u', name: '07 微网格' },
  allowed: ['reply', 'resolve'],
  isPrivate: false,
}
const card = {
  activityId: 'a1',
  templateId: 't1',
  memberId: 'm1',
  title: '市政设施 · 编号 4827 1930',
  noticeTitle: '市政设施 4827 1930',
  path: '/packages/chat-tool/tool?id=r1',
  expiresAt: '2099-01-01T00:00:00.000Z',
}

interface Tool {
  data: Record<string, unknown>
  setData(changes: object): void
  [handler: string]: unknown
}
type Call = { name: string; data: { operation: string; group?: unknown; key?: string } }
type Answers = Record<string, unknown>

/** A phone in a group, or out of it, whose server answers as told; and the page on it. */
async function openTool({ isInRoom = true, answers = {} as Answers, refuses = '' } = {}) {
  const done: [string, unknown][] = []
  const calls: Call['data'][] = []
  const given: Answers = {
    'requests.get': { ok: true, data: request },
    'chatCards.prepare': { ok: true, data: card },
    ...answers,
  }
  const act = (name: string) => (input: unknown) => {
    done.push([name, input])
    return name === refuses ? Promise.reject(new Error('refused')) : Promise.resolve()
  }
  let page: Tool | undefined
  Object.assign(globalThis, {
    Page: (options: Tool) => {
      page = Object.assign(options, {
        setData(this: Tool, changes: object) {
          Object.assign(this.data, changes)
        },
      })
    },
    wx: {
      canIUse: () => true,
      getAppBaseInfo: () => ({ theme: 'light' }),
      getApiCategory: () => (isInRoom ? 'chatTool' : 'default'),
      getWindowInfo: () => ({ statusBarHeight: 20 }),
      getChatToolInfo: ({ success }: { success: (result: object) => void }) =>
        success({ cloudID: 'c1' }),
      selectGroupMembers: ({ success }: { success: (result: object) => void }) =>
        success({ members: ['m2', 'm3'] }),
      updateShareMenu: act('updateShareMenu'),
      shareAppMessageToGroup: act('shareAppMessageToGroup'),
      notifyGroupMembers: act('notifyGroupMembers'),
      redirectTo: act('redirectTo'),
      showToast: ({ title }: { title: string }) => done.push(['say', title]),
      cloud: {
        CloudID: (id: string) => ({ cloudId: id }),
        callFunction: ({ data }: Call) => {
          calls.push(data)
          const result = given[data.operation]
          return result ? Promise.resolve({ result }) : Promise.reject(new Error('lost'))
        },
      },
    },
  })
  jest.resetModules()
  jest.requireActual(join(process.cwd(), root, 'tool'))
  const tool = page as Tool
  const run = async (name: string, event?: unknown) => {
    await (tool[name] as (event?: unknown) => Promise<void>).call(tool, event)
    await new Promise((resolve) => setImmediate(resolve))
  }
  await run('onLoad', { id: 'r1' })
  return { tool, run, done, calls, said: () => done.filter(([name]) => name === 'say').at(-1)?.[1] }
}

const notMine = { ok: false, error: { code: 'NO_APPOINTMENT', message: '您目前没有网格岗位。' } }

test('the card is ready before the tap, made for the group the tool was opened in', async () => {
  const { tool, run, done, calls, said } = await openTool()
  expect(calls).toMatchObject([
    { operation: 'requests.get' },
    { operation: 'chatCards.prepare', group: { cloudId: 'c1' } },
  ])
  expect(tool.data.card).toEqual(card)
  await run('onPost')
  expect(done.slice(0, 2)).toEqual([
    [
      'updateShareMenu',
      {
        withShareTicket: true,
        isUpdatableMessage: true,
        activityId: 'a1',
        useForChatTool: true,
        chooseType: 1,
        participant: ['m1'],
        templateInfo: { templateId: 't1', parameterList: [] },
      },
    ],
    ['shareAppMessageToGroup', { title: card.title, path: card.path }],
  ])
  expect(said()).toContain('发到群里了')
})

test('a card that is a day old is made anew, and nothing is posted by that tap', async () => {
  const old = { ...card, expiresAt: '2020-01-01T00:00:00.000Z' }
  const { run, done, calls } = await openTool({
    answers: { 'chatCards.prepare': { ok: true, data: old } },
  })
  await run('onPost')
  expect(calls.filter(({ operation }) => operation === 'chatCards.prepare')).toHaveLength(2)
  expect(done.map(([name]) => name)).toEqual(['say'])
})

test.each(['updateShareMenu', 'shareAppMessageToGroup'])(
  '%s refused: the person is told',
  async (refuses) => {
    const { run, said } = await openTool({ refuses })
    await run('onPost')
    expect(said()).toContain('没有发出去')
  },
)

test('people are chosen in one tap and reminded in the next', async () => {
  const { tool, run, done } = await openTool()
  await run('onChoose')
  expect(tool.data.members).toEqual(['m2', 'm3'])
  await run('onRemind')
  expect(done[0]).toEqual([
    'notifyGroupMembers',
    {
      title: card.noticeTitle,
      entrancePath: 'packages/chat-tool/tool?id=r1',
      members: ['m2', 'm3'],
      type: 'participate',
    },
  ])
  expect(tool.data.members).toEqual([])
})

test('words sent into the group are the reply too, once; lost on the way they keep their key', async () => {
  const { tool, run, calls, said } = await openTool()
  await run('onSubmitToGroup')
  expect(said()).toBe('请先写一句')
  await run('onText', { detail: { value: ' 今晚就换 ' } })
  await run('onSubmitToGroup')
  await run('onSubmitToGroup')
  const sent = calls.filter(({ operation }) => operation === 'requests.reply')
  expect(sent).toMatchObject([{ input: { id: 'r1', text: '今晚就换' } }, {}])
  expect(sent[0]?.key).toBe(sent[1]?.key)
  expect(tool.data.text).toBe(' 今晚就换 ')
})

test('done: resolved with its words, and the page shows it', async () => {
  const resolved = { ...request, state: 'resolved', allowed: [] }
  const { tool, run } = await openTool({
    answers: { 'requests.resolve': { ok: true, data: resolved } },
  })
  await run('onText', { detail: { value: '换好了' } })
  await run('onResolve')
  expect(tool.data).toMatchObject({ text: '', shown: { canReply: false, canResolve: false } })
})

test('a private request has no card; a wrong group is told why', async () => {
  const secret = { ok: true, data: { ...request, isPrivate: true } }
  const { calls } = await openTool({ answers: { 'requests.get': secret } })
  expect(calls).toHaveLength(1)
  const wrong = { ok: false, error: { code: 'FORBIDDEN', message: '不是这个群的。' } }
  const { tool } = await openTool({ answers: { 'chatCards.prepare': wrong } })
  expect(tool.data).toMatchObject({ card: null, cardFailure: '不是这个群的。' })
})

test('a neighbour in the group reads along; outside of it everybody gets the ordinary page', async () => {
  const line = { ...request, allowed: ['follow'], handler: { label: '网格长' } }
  const peek = { ok: true, data: { page: 'follow', request: line } }
  const answers = { 'requests.get': notMine, 'requests.peek': peek }
  const { tool, calls } = await openTool({ answers })
  expect(calls.at(-1)).toMatchObject({ operation: 'requests.peek', group: { cloudId: 'c1' } })
  expect(tool.data.shown).toMatchObject({ canPost: false, canReply: false })
  const outside = await openTool({ answers, isInRoom: false })
  expect(outside.done).toEqual([['redirectTo', { url: '/packages/request/follow?id=r1' }]])
  const handler = await openTool({ isInRoom: false })
  expect(handler.done).toEqual([['redirectTo', { url: '/packages/work/answer?id=r1' }]])
})

test('no network: a sentence, and one tap to try again', async () => {
  const { tool, run } = await openTool({ answers: { 'requests.get': undefined } })
  expect(tool.data.failure).toContain('网络')
  await run('load')
  expect(tool.data.shown).toBeNull()
})

test('the answer page offers it where the account and the phone have it, in the bound group', async () => {
  const opened: unknown[] = []
  const door = jest.requireActual<{
    hasChatTool: () => boolean
    findChatRoom: (id: string) => Promise<string | null>
    openChatTool: (id: string, room: string) => void
  }>(join(process.cwd(), 'miniprogram/packages/work/chat-tool'))
  const { config: settings } = jest.requireActual<{ config: { hasChatTool: boolean } }>(
    join(process.cwd(), 'miniprogram/config'),
  )
  const phone = (canIUse: boolean) =>
    Object.assign(globalThis, {
      wx: {
        canIUse: () => canIUse,
        openChatTool: ({ url, roomid, chatType }: Record<string, unknown>) =>
          opened.push({ url, roomid, chatType }),
        getNetworkType: () => undefined,
        onNetworkStatusChange: () => undefined,
        cloud: {
          callFunction: () => Promise.resolve({ result: { ok: true, data: { roomId: 'g1' } } }),
        },
        showNavigationBarLoading: () => undefined,
        hideNavigationBarLoading: () => undefined,
      },
    })
  const offered = [
    [false, true],
    [true, false],
    [true, true],
  ] as const
  const seen = offered.map(([isApproved, canIUse]) => {
    jest.replaceProperty(settings, 'hasChatTool', isApproved)
    phone(canIUse)
    return door.hasChatTool()
  })
  jest.restoreAllMocks()
  expect(seen).toEqual([false, false, true])
  expect(await door.findChatRoom('r1')).toBe('g1')
  door.openChatTool('r1', 'g1')
  expect(opened).toEqual([{ url: 'packages/chat-tool/tool?id=r1', roomid: 'g1', chatType: 3 }])
})
