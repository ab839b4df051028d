/** @jest-environment jsdom */
import type { RequestLine } from '../../../typings/api'
import { page, render, text, tick } from './simulate'

const inTwoHours = new Date(Date.now() + 2 * 3_600_000).toISOString()

const line: RequestLine = {
  id: 'r1',
  number: '4827 1930',
  state: 'accepted',
  text: '3 号楼的楼道灯不亮了',
  type: 'help',
  topic: 'municipal',
  urgency: 'normal',
  unit: { id: 'g7', name: '罗布社区 07 微网格', level: 'micro_grid' },
  handler: { label: '罗布社区 07 微网格长', isMe: false },
  due: {
    light: 'red',
    next: { clock: 'handle', at: inTwoHours },
    acceptBy: null,
    handleBy: inTwoHours,
    finalBy: null,
  },
  submittedAt: new Date().toISOString(),
  updatedAt: new Date().toISOString(),
  urgeCount: 1,
  meTooCount: 0,
  photo: null,
}

afterEach(() => {
  page.document.body.innerHTML = ''
})

test('a request card tells a resident what, who and until when', () => {
  const words = text(render('request-card', { line }))
  expect(words).toContain('已有人接手')
  expect(words).toContain('3 号楼的楼道灯不亮了')
  expect(words).toContain('罗布社区 07 微网格长')
  expect(words).toMatch(/点.*前会有答复/)
  expect(words).not.toContain('办理中')
})

test('the same card tells the handler the clock and the urging', () => {
  const words = text(render('request-card', { line, audience: 'staff' }))
  expect(words).toContain('办理中')
  expect(words).toContain('还剩 2 小时 · 快到时间')
  expect(words).toContain('居民催过 1 次')
})

test('a tap on a card opens its request', async () => {
  const card = render('request-card', { line })
  const opened: unknown[] = []
  card.addEventListener('open', ({ detail }) => opened.push(detail))
  card.querySelector('.request')?.dispatchEvent('tap')
  await tick()
  expect(opened).toEqual([{ id: 'r1' }])
})

test('the emergency lines dial the number that was tapped', async () => {
  const called: string[] = []
  const makePhoneCall = ({ phoneNumber }: { phoneNumber: string }) => called.push(phoneNumber)
  const lines = [
    { number: '119', label: '火警救援' },
    { number: '120', label: '急救' },
  ]
  const component = render('emergency-lines', { lines }, { makePhoneCall })
  component.querySelectorAll('.emergency-line')[1]?.dispatchEvent('tap')
  await tick()
  expect(called).toEqual(['120'])
})

test('without danger there is no emergency box', () => {
  expect(text(render('emergency-lines', { lines: [] }))).toBe('')
})

test('a state view says what to do and passes the tap on', async () => {
  const view = render('state-view', { kind: 'offline', detail: '写的都在', action: '再试一次' })
  expect(text(view)).toContain('没有连上网')
  expect(text(view)).toContain('写的都在')
})

test('the timeline shows each step with its reason and what was said', () => {
  const steps = [
    {
      key: '1',
      when: '刚刚',
      sentence: '片区网格长接过来办',
      reason: '4 小时内没有人接手',
      text: '',
      photos: [],
      icon: 'arrow-up',
    },
    {
      key: '0',
      when: '今天 08:00',
      sentence: '您反映了这件事',
      reason: '',
      text: '',
      photos: [],
      icon: 'edit-1',
    },
  ]
  const timeline = render('timeline', { steps })
  expect(timeline.querySelectorAll('.step')).toHaveLength(2)
  expect(text(timeline.querySelectorAll('.step-now')[0]!)).toContain('4 小时内没有人接手')
})

test('a switch row is one large switch with a name and a state', async () => {
  const row = render('switch-row', { label: '匿名', hint: '办理的人也看不到您是谁', value: false })
  const changes: unknown[] = []
  row.addEventListener('change', ({ detail }) => changes.push(detail))
  row.querySelector('.switch-row')?.dispatchEvent('tap')
  await tick()
  expect(changes).toEqual([{ value: true }])
  expect(text(row)).toContain('匿名')
})

test('the words of a request leave its reporter out where they asked for it', () => {
  const request = {
    ...line,
    channel: 'wechat_group',
    photos: [],
    place: { name: '3 号楼一单元' },
    isMine: false,
    isAnonymous: true,
    reporter: null,
    onBehalfOf: { name: '李**', phone: '138****1234' },
  }
  const words = text(render('request-words', { request }))
  expect(words).toContain('反映的人不愿留名')
  expect(words).toContain('帮：李** 138****1234')
  expect(words).toContain('编号 4827 1930')
})

describe('the photo picker', () => {
  const failing = {
    chooseMedia: () => Promise.resolve({ tempFiles: [{ tempFilePath: 'wxfile://a' }] }),
    getImageInfo: () => Promise.reject(new Error('unreadable')),
    showToast: () => undefined,
  }

  test('drops a picture that the phone cannot read, and says so', async () => {
    const said: string[] = []
    const showToast = ({ title }: { title: string }) => said.push(title)
    const picker = render('photo-picker', {}, { ...failing, showToast })
    picker.querySelector('.add')?.dispatchEvent('tap')
    await tick()
    expect(said).toEqual(['这张照片打不开，请换一张'])
    expect(picker.querySelectorAll('.picked')).toHaveLength(0)
  })

  test('shows the photos of a draft again and lets one be taken out', async () => {
    const initial = [
      { id: 'a', path: 'wxfile://a', fileId: 'cloud://a' },
      { id: 'b', path: 'wxfile://b', fileId: 'cloud://b' },
    ]
    const picker = render('photo-picker', { initial })
    const changes: unknown[] = []
    picker.addEventListener('change', ({ detail }) => changes.push(detail))
    picker.querySelectorAll('.picked-remove')[0]?.dispatchEvent('tap')
    await tick()
    expect(changes).toEqual([{ photos: [initial[1]], isBusy: false, failed: 0 }])
  })
})
