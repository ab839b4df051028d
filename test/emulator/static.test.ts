import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Cloud, staticRoutes } from '../../emulator'
import type { Project } from './support/project'
import { createProject, environment } from './support/project'

let project: Project
let cloud: Cloud

beforeAll(async () => {
  project = createProject()
  const folder = join(project.root, 'site')
  mkdirSync(join(folder, 'assets'), { recursive: true })
  writeFileSync(join(folder, 'index.html'), '<h1>shop</h1>')
  writeFileSync(join(folder, 'assets', 'main.js'), 'export {}')
  writeFileSync(join(project.root, 'secret.txt'), 'secret')
  const headers = { 'x-frame-options': 'DENY' }
  cloud = await project.start({ routes: staticRoutes({ prefix: '/admin/', folder, headers }) })
})
afterAll(async () => {
  await cloud.close()
  project.remove()
})

const ask = (path: string, init?: RequestInit) => fetch(`${cloud.url}${path}`, init)

test("a folder's own address is answered by its index, with the site's headers", async () => {
  const response = await ask('/admin/')
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(response.headers.get('x-frame-options')).toBe('DENY')
  expect(await response.text()).toBe('<h1>shop</h1>')
})

test('a script is served as one', async () => {
  const response = await ask('/admin/assets/main.js')
  expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
})

test('without its slash the address leads on', async () => {
  const response = await ask('/admin', { redirect: 'manual' })
  expect([response.status, response.headers.get('location')]).toEqual([301, '/admin/'])
})

test("the SDKs' own address below the same name still answers", async () => {
  const response = await ask(`/admin?env=${environment}`, { method: 'POST', body: '{}' })
  expect(await response.json()).toMatchObject({ code: 'INVALID_PARAM' })
})

test.each(['/admin/..%2fsecret.txt', '/admin/%2e%2e/secret.txt', '/admin/nothing', '/admin/%'])(
  '%s is not there',
  async (path) => {
    expect((await ask(path)).status).toBe(404)
  },
)

test('nothing is written to a static site', async () => {
  expect((await ask('/admin/', { method: 'POST' })).status).toBe(405)
})
