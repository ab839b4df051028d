import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Answer, Page, RequestLine, RequestView } from '../../typings/api'

const root = join(__dirname, '../..')
const data = mkdtempSync(join(tmpdir(), 'call-'))

afterAll(() => rmSync(data, { recursive: true, force: true }))

/** As a person types it: `npm run call -- …`. */
function call(...args: string[]) {
  const { status, stdout, stderr } = spawnSync('npm', ['run', 'call', '--', ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, LOCAL_DATA: data },
  })
  return { status, stdout, stderr }
}

function answer<T>(...args: string[]): T {
  const { stdout } = call(...args)
  return JSON.parse(stdout) as T
}

test('people are found by role and unit, and printed as JSON alone', () => {
  const people = answer<unknown[]>('--people', '罗布社区', '07', '微网格长')
  expect(people).toEqual([
    {
      openid: 'leader_luobu_07',
      label: '罗布社区 07 微网格长',
      role: 'micro_grid_leader',
      unit: '罗布社区 07 微网格',
      groups: ['group_luobu_07'],
    },
  ])
})

test('without a running server it loads the place, calls, and keeps what it wrote', () => {
  const text = '楼道的灯不亮了，晚上看不见。'
  const submitted = call(
    'resident',
    'requests.submit',
    JSON.stringify({ text }),
    '--as',
    'resident_luobu_07_1',
    '--group',
    'group_luobu_07',
    '--key',
    'call-test-1',
    '--explain',
  )
  const view = JSON.parse(submitted.stdout) as Answer<RequestView> as { data: RequestView }
  expect(view).toMatchObject({ ok: true, data: { state: 'assigned', dispatch: { rule: 'group' } } })
  expect(submitted.status).toBe(0)
  expect(submitted.stderr).toContain('Loaded 沙县')
  expect(submitted.stderr).toContain('"documentsExamined"')

  const queue = answer<{ data: Page<RequestLine> }>(
    'handler',
    'queue.list',
    '{}',
    '--as',
    'leader_luobu_07',
  )
  expect(queue.data.items.map(({ id }) => id)).toContain(view.data.id)
}, 120_000)

test('the staff page is called by signing in as its people do', () => {
  const of = (openid: string) => answer('console', 'sessions.current', '{}', '--as', openid)
  expect(of('worker_luobu_1')).toMatchObject({ ok: true, data: { label: '罗布社区 社区工作者 1' } })
  expect(of('leader_luobu_07')).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } })
}, 60_000)

test('a refusal is an answer', () => {
  const { status, stdout } = call('resident', 'no.such', '{}', '--as', 'resident_luobu_07_1')
  expect(JSON.parse(stdout)).toMatchObject({ ok: false, error: { code: 'UNKNOWN_OPERATION' } })
  expect(status).toBe(0)
}, 60_000)

test('a function that is not there fails', () => {
  const { status, stdout } = call('nobody', 'home.get', '{}', '--as', 'resident_luobu_07_1')
  expect(JSON.parse(stdout)).toMatchObject({ ok: false, error: { code: 'FUNCTION_NOT_FOUND' } })
  expect(status).toBe(1)
}, 60_000)

test.each([
  ['no operation', ['resident'], 'A function and an operation are needed.'],
  ['nobody to call as', ['resident', 'home.get', '{}'], 'Who calls is needed: --as <openid>.'],
  [
    'an input that is no JSON',
    ['resident', 'home.get', '{', '--as', 'a'],
    'The input is not JSON: {',
  ],
  ['an option that is none', ['resident', 'home.get', '--of', 'a'], "Unknown option '--of'"],
  ['no words', ['--people'], '--people needs words to look for.'],
])('bad usage, %s: a sentence, and nothing on standard output', (_name, args, sentence) => {
  const { status, stdout, stderr } = call(...args)
  expect(stderr).toContain(sentence)
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
})
