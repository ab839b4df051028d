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
