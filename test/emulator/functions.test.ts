import { utimesSync } from 'node:fs'
import path from 'node:path'
import type { Cloud } from '../../emulator'
import type { Project } from './support/project'
import { createProject, environment } from './support/project'
import { addRunner, nodeSdk, runInside } from './support/sdk'

const timerConfig = { triggers: [{ name: 'sweep', type: 'timer', config: '0 */5 * * * * *' }] }

let project: Project
let cloud: Cloud
const printed: string[] = []

beforeAll(async () => {
  project = createProject([
    { name: 'slow', timeout: 1 },
    { name: 'busy', timeout: 1 },
    { name: 'settings', timeout: 3, envVariables: { TEMPLATE: 'abc' } },
  ])
  addRunner(project)
  const plain = (body: string) => `exports.main = async (event, context) => { ${body} }`
  project.addFunction('echo', plain('return event'))
  project.addFunction(
    'throws',
    plain(
      `console.error('about to fail'); process.stdout.write('raw words'); throw new Error('broken inside')`,
    ),
  )
  project.addFunction(
    'rejects',
    plain(`Promise.reject(new Error('nobody listens')); await new Promise(() => undefined)`),
  )
  project.addFunction('exits', plain(`process.exit(3)`))
  project.addFunction('slow', plain(`await new Promise((done) => setTimeout(done, event.wait))`))
  project.addFunction('busy', plain(`for (;;) {}`))
  project.addFunction('huge', plain(`return 'x'.repeat(event.size)`))
  project.addFunction('nothing', plain(``))
  project.addFunction('circular', plain(`const a = {}; a.a = a; return a`))
  project.addFunction(
    'settings',
    plain(
      `return { template: process.env.TEMPLATE, limit: context.time_limit_in_ms, name: context.function_name, id: context.request_id }`,
    ),
  )
  project.addFunction('broken', `throw new Error('does not load')`)
  project.addFunction('empty', `exports.other = 1`)
  project.addFunction(
    'clock',
    plain(`return { ...event, source: process.env.TRIGGER_SRC }`),
    timerConfig,
  )
  project.addFunction(
    'web',
    plain(`
    if (event.path === '/plain') return { path: event.path }
    if (event.path === '/text') return 'hello'
    const body = JSON.stringify({ method: event.httpMethod, query: event.queryStringParameters, body: event.body, type: event.headers['content-type'] })
    return { statusCode: 201, headers: { 'Content-Type': 'application/json', 'X-Own': 'yes' }, body }`),
  )
  project.addFunction(
    'outer',
    `
    const cloud = require('wx-server-sdk')
    cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV })
    exports.main = async ({ name, data }) => {
      const { OPENID, SOURCE } = cloud.getWXContext()
      try { return { OPENID, SOURCE, inner: (await cloud.callFunction({ name, data })).result } }
      catch (error) { return { errCode: error.errCode, message: error.errMsg } }
    }`,
  )
  cloud = await project.start({ workers: 2, log: (line) => printed.push(line) })
})
afterAll(async () => {
  await cloud.close()
  project.remove()
})

const call = (name: string, data: unknown = {}) => cloud.call(name, data, { openid: 'oCaller' })
const errorOf = async (name: string, data: unknown = {}) => {
  const outcome = await call(name, data)
  return 'error' in outcome ? outcome.error : undefined
}

test('the caller is who getWXContext says, call by call, also when many call at once', async () => {
  const people = Array.from({ length: 12 }, (_, at) => `oPerson${at}`)
  const seen = await Promise.all(
    people.map(async (openid) => {
      const code = `await new Promise((r) => setTimeout(r, Math.random() * 20)); return cloud.getWXContext()`
      return (await runInside(cloud, code, { openid })).value as { OPENID: string }
    }),
  )
  expect(seen.map(({ OPENID }) => OPENID)).toEqual(people)
  expect(seen[0]).toMatchObject({
    SOURCE: 'wx_client',
    ENV: environment,
    APPID: 'wx0000000000000000',
  })
})

test('a function that throws fails the call with its stack and prints under its name', async () => {
  const error = await errorOf('throws')
  expect(error).toMatchObject({ code: 'FUNCTIONS_EXECUTE_FAIL' })
  expect(error?.message).toContain('Error: broken inside')
  expect(printed).toContain('[throws] about to fail')
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(printed).toContain('[throws] raw words')
  const { value } = await runInside(
    cloud,
    `return cloud.callFunction({ name: 'throws' }).catch((e) => ({ errCode: e.errCode, message: e.errMsg }))`,
  )
  expect(value).toMatchObject({ errCode: -1 })
  expect((value as { message: string }).message).toContain('broken inside')
})

test('an unhandled rejection, an exit and a bundle that does not load fail the call only', async () => {
  expect((await errorOf('rejects'))?.message).toContain('nobody listens')
  expect((await errorOf('exits'))?.message).toContain('exit status 3')
  expect((await errorOf('broken'))?.message).toContain('does not load')
  expect((await errorOf('empty'))?.message).toContain('does not export main')
  expect((await errorOf('circular'))?.message).toContain('circular')
  expect(await call('echo', { still: 'here' })).toMatchObject({ result: { still: 'here' } })
})

test('a function has its own time limit, also when it never yields', async () => {
  expect(await errorOf('slow', { wait: 100 })).toBeUndefined()
  expect(await errorOf('slow', { wait: 4000 })).toEqual({
    code: 'FUNCTIONS_TIME_LIMIT_EXCEEDED',
    message: 'Invoking task timed out after 1 seconds',
  })
  expect((await errorOf('busy'))?.message).toBe('Invoking task timed out after 1 seconds')
  expect(await errorOf('slow', { wait: 1 })).toBeUndefined()
}, 15_000)

test('an answer has at most six megabytes', async () => {
  expect(await errorOf('huge', { size: 5_000_000 })).toBeUndefined()
  const error = await errorOf('huge', { size: 7_000_000 })
  expect(error).toMatchObject({ code: 'FUNCTIONS_EXECUTE_FAIL' })
  expect(error?.message).toContain('the limit is 6291456')
})

test('nothing returned is null; a function that is not there says so', async () => {
  expect(await call('nothing')).toMatchObject({ result: null })
  expect(await errorOf('absent')).toMatchObject({ code: 'FUNCTION_NOT_FOUND' })
  expect(await errorOf('../secret')).toMatchObject({ code: 'FUNCTION_NOT_FOUND' })
})

test('settings of cloudbaserc.json reach the function', async () => {
  expect(await call('settings')).toMatchObject({
    result: { template: 'abc', limit: 3000, name: 'settings', id: expect.any(String) as string },
  })
})

test('a function calls another for the same person, and each counts its own work', async () => {
  const outcome = await call('outer', { name: 'outer', data: { name: 'echo', data: { deep: 1 } } })
  expect(outcome).toMatchObject({
    result: {
      OPENID: 'oCaller',
      SOURCE: 'wx_client',
      inner: { OPENID: 'oCaller', SOURCE: 'wx_client,scf', inner: { deep: 1 } },
    },
  })
  const code = `return db.collection('things').where({ ownerId: 'x' }).count()`
  const counted = await call('outer', { name: 'run', data: { code } })
  const [inner] = counted.explain.nested
  expect(counted.explain.calls).toBe(0)
  expect(inner?.explain).toMatchObject({ calls: 1, operations: [{ index: 'owner_rank' }] })
  const viaNode = await nodeSdk(cloud).callFunction({ name: 'echo', data: { a: 1 } })
  expect(viaNode.result).toEqual({ a: 1 })
})

test('more callers than workers wait their turn', async () => {
  const started = performance.now()
  const all = await Promise.all(Array.from({ length: 6 }, () => call('slow', { wait: 200 })))
  expect(all.every((outcome) => 'result' in outcome)).toBe(true)
  expect(performance.now() - started).toBeGreaterThan(550)
})

test('a changed bundle is loaded anew', async () => {
  project.addFunction('version', `exports.main = async () => 1`)
  expect(await call('version')).toMatchObject({ result: 1 })
  project.addFunction('version', `exports.main = async () => 2`)
  const later = new Date(Date.now() + 5000)
  utimesSync(path.join(project.root, 'functions', 'version', 'index.js'), later, later)
  expect(await call('version')).toMatchObject({ result: 2 })
})

test('HTTP access: an integrated answer, a plain one, a text', async () => {
  const posted = await fetch(`${cloud.url}/http/web/api/items?q=近邻&n=1`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"a":1}',
  })
  expect(posted.status).toBe(201)
  expect(posted.headers.get('x-own')).toBe('yes')
  expect(await posted.json()).toEqual({
    method: 'POST',
    query: { q: '近邻', n: '1' },
    body: '{"a":1}',
    type: 'application/json',
  })
  const plain = await fetch(`${cloud.url}/http/web/plain`)
  expect(await plain.json()).toEqual({ path: '/plain' })
  const text = await cloud.http('web', { path: '/text' })
  expect([text.status, text.body.toString(), text.headers['content-type']]).toEqual([
    200,
    'hello',
    'text/html; charset=utf-8',
  ])
  expect((await fetch(`${cloud.url}/http/absent/`)).status).toBe(404)
  expect((await fetch(`${cloud.url}/http/throws/`)).status).toBe(500)
})

test('a timer is fired by name', async () => {
  expect(await cloud.runTimer('sweep')).toMatchObject({
    result: { Type: 'Timer', TriggerName: 'sweep', source: 'timer' },
  })
  expect(await cloud.runTimer('nothing')).toMatchObject({ error: { code: 'FUNCTION_NOT_FOUND' } })
})

test('the local endpoint calls as a person and explains', async () => {
  const body = {
    function: 'run',
    openid: 'oLocal',
    group: 'g7',
    data: { code: 'return [event.group.data.opengid, cloud.getWXContext().OPENID]' },
  }
  const response = await fetch(`${cloud.url}/_emulator/call`, {
    method: 'POST',
    body: JSON.stringify(body),
  })
  expect(await response.json()).toMatchObject({
    result: { value: ['g7', 'oLocal'] },
    explain: { calls: 0 },
  })
  const status = await fetch(`${cloud.url}/_emulator/status`)
  expect(await status.json()).toMatchObject({ environment, pid: process.pid })
})
