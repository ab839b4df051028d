import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDesk, type Desk } from '../../../emulator/desk'
import type { DeskRefusal, WorldView } from '../../../emulator/desk/types'

const place = {
  people: [
    { openid: 'ann', label: '居民 1', role: 'a', unit: '一', words: [], groups: ['group'] },
    { openid: 'ben', label: '网格长', role: 'b', unit: '一', words: [], groups: ['group'] },
    { openid: 'eve', label: '外人', role: 'a', unit: '二', words: [], groups: [] },
  ],
  groups: [{ id: 'group', name: '群', members: ['ann', 'ben'] }],
  posters: [{ label: '一号海报', text: '1', path: 'pages/join?scene=1' }],
}
const card = { title: '一件事', path: 'pages/one?id=1', imageUrl: '/phone/files/card.png' }

let folder: string
let desk: Desk
let server: Server
let url: string
const said: { openid: string; event: Record<string, unknown> }[] = []
let deliver: (event: { api: string; openid: string; data: Record<string, unknown> }) => void

async function open(): Promise<void> {
  desk = createDesk({
    title: '近邻',
    documents: ['people.json', 'missing.md'].map((label) => ({ label, file: join(folder, label) })),
    people: join(folder, 'people.json'),
    data: folder,
    page: folder,
  })
  server = createServer((request, response) => {
    const address = new URL(request.url ?? '/', 'http://desk')
    const route = desk.routes.find(({ prefix }) => address.pathname.startsWith(prefix))
    void route?.handle({ request, response, url: address })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

function connect(): void {
  desk.connect({
    clock: { now: () => 1000, set: () => undefined },
    timers: () => [],
    runTimer: async () => undefined,
    say: async (openid, event) => {
      said.push({ openid, event })
      return openid === 'ben' ? { error: { message: 'broken' } } : {}
    },
    onDelivery(listener) {
      deliver = listener
      return () => undefined
    },
  })
}

async function close(): Promise<void> {
  await desk.close()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'desk-'))
  writeFileSync(join(folder, 'people.json'), JSON.stringify(place))
  await open()
  connect()
})

afterEach(async () => {
  await close()
  rmSync(folder, { recursive: true, force: true })
})

const post = (body: unknown) =>
  fetch(`${url}/_desk/messages`, { method: 'POST', body: JSON.stringify(body) })

async function view(...openids: string[]): Promise<WorldView> {
  const query = new URLSearchParams(openids.map((openid): [string, string] => ['openid', openid]))
  return (await fetch(`${url}/_desk/world?${query}`)).json() as Promise<WorldView>
}

describe('the small WeChat of the desk', () => {
  it('shows a shared card to all members of the group and to nobody else', async () => {
    const content = { kind: 'card', card }
    expect((await post({ from: 'ann', group: 'group', content })).status).toBe(200)
    expect((await view('ben')).messages).toMatchObject([{ from: 'ann', at: 1000, content }])
    expect((await view('eve')).messages).toEqual([])
  })

  it.each([
    ['a stranger', { from: 'eve', group: 'group', content: { kind: 'card', card } }, 403],
    ['an unknown group', { from: 'ann', group: 'none', content: { kind: 'card', card } }, 404],
    ['an empty text', { from: 'ann', group: 'group', content: { kind: 'text', text: ' ' } }, 400],
    [
      'a picture by script',
      {
        from: 'ann',
        group: 'group',
        content: { kind: 'card', card: { ...card, imageUrl: 'javascript:alert(1)' } },
      },
      400,
    ],
  ])('refuses %s with a sentence and keeps nothing', async (_, body, status) => {
    const response = await post(body)
    expect(response.status).toBe(status)
    expect(((await response.json()) as DeskRefusal).error).toMatch(/。$/u)
    expect((await view('ann')).messages).toEqual([])
  })

  it('keeps the chats over a restart', async () => {
    await post({ from: 'ben', group: 'group', content: { kind: 'text', text: '收到' } })
    await close()
    await open()
    connect()
    expect((await view('ann')).messages).toMatchObject([{ from: 'ben' }])
  })

  it('puts a subscribe message into the notices of the person it is for', async () => {
    const data = {
      page: 'pages/one',
      data: { thing1: { value: '有人接手' }, time2: { value: '9点' } },
    }
    deliver({ api: 'subscribeMessage.send', openid: 'ann', data })
    const notice = { title: '有人接手', fields: ['9点'], path: 'pages/one' }
    expect((await view('ann')).messages).toMatchObject([{ content: { kind: 'notice', notice } }])
    expect((await view('ben')).messages).toEqual([])
  })

  it('has the codes that functions drew ready to be scanned, the latest first', async () => {
    const draw = (scene: string) => {
      const data = { scene, path: `pages/join?scene=${scene}` }
      deliver({ api: 'wxacode.getUnlimited', openid: 'ann', data })
    }
    for (const scene of ['1', '2', '1']) draw(scene)
    const codes = await (await fetch(`${url}/_desk/codes`)).json()
    expect(codes).toEqual([
      { label: '一号海报', text: '1', path: 'pages/join?scene=1' },
      { label: '小程序码 2', text: '2', path: 'pages/join?scene=2' },
    ])
  })

  it('pushes what is posted to the pages that are open', async () => {
    const events = await fetch(`${url}/_desk/events`)
    const reader = events.body!.pipeThrough(new TextDecoderStream()).getReader()
    await post({ from: 'ann', group: 'group', content: { kind: 'text', text: '在吗' } })
    let received = ''
    while (!received.includes('在吗')) received += (await reader.read()).value
    expect(received).toContain('"kind":"message"')
    await reader.cancel()
  })

  it('offers the documents that are there', async () => {
    const { links } = await view('ann')
    expect(links.map(({ label }) => label)).toEqual(['people.json'])
    expect(await (await fetch(url + links[0]!.href)).text()).toBe(JSON.stringify(place))
    expect((await fetch(`${url}/_desk/documents/1`)).status).toBe(404)
  })

  it('asks for patience until the cloud runs', async () => {
    await close()
    await open()
    const response = await fetch(`${url}/_desk/world`)
    expect(response.status).toBe(503)
    expect(((await response.json()) as DeskRefusal).error).toBe('正在启动，请稍候。')
  })
})

describe('the customer-service conversation', () => {
  const contact = (body: unknown) =>
    fetch(`${url}/_desk/contact`, { method: 'POST', body: JSON.stringify(body) })

  it('what a person does is pushed as WeChat pushes it, and what they write stands in the chat', async () => {
    said.length = 0
    await contact({ from: 'ann', content: { kind: 'enter', session: 'one:1' } })
    await contact({ from: 'ann', content: { kind: 'text', text: ' 你好 ' } })
    await contact({ from: 'ann', content: { kind: 'card', card } })
    await contact({ from: 'ann', content: { kind: 'image', imageUrl: 'data:image/png;base64,AA' } })
    expect(said.map(({ openid }) => openid)).toEqual(['ann', 'ann', 'ann', 'ann'])
    expect(said.map(({ event }) => event)).toMatchObject([
      { MsgType: 'event', Event: 'user_enter_tempsession', SessionFrom: 'one:1' },
      { MsgType: 'text', Content: '你好' },
      { MsgType: 'miniprogrampage', PagePath: card.path },
      { MsgType: 'image', PicUrl: 'data:image/png;base64,AA' },
    ])
    const ids = said.slice(1).map(({ event }) => event.MsgId)
    expect(new Set(ids).size).toBe(3)
    const { messages } = await view('ann')
    expect(messages.map(({ chat, from }) => [chat, from])).toEqual(
      Array(3).fill(['contact:ann', 'ann']),
    )
    expect((await view('eve')).messages).toEqual([])
  })

  it('an answer stands in the chat of whom it is for', async () => {
    const data = { touser: 'ann', msgtype: 'text', text: { content: '收到' } }
    deliver({ api: 'customerServiceMessage.send', openid: 'ann', data })
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect((await view('ann')).messages).toMatchObject([
      { chat: 'contact:ann', from: null, content: { kind: 'text', text: '收到' } },
    ])
  })

  it('a function that fails is named, an unknown person is none', async () => {
    const failed = await contact({ from: 'ben', content: { kind: 'text', text: '1' } })
    expect([failed.status, ((await failed.json()) as DeskRefusal).error]).toEqual([
      502,
      '客服消息没有送到：broken',
    ])
    expect((await contact({ from: 'nobody', content: { kind: 'text', text: '1' } })).status).toBe(
      404,
    )
    expect((await contact({ from: 'ann', content: { kind: 'text', text: '' } })).status).toBe(400)
  })
})
