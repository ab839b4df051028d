import { execFileSync, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { open } from 'lmdb'
import { StartError, findServer, startCloud } from '../../emulator'
import type { Project } from './support/project'
import { createProject } from './support/project'

let project: Project
beforeEach(() => {
  project = createProject()
})
afterEach(() => project.remove())

const dataFolder = () => path.join(project.root, 'data')

/** A program of its own that serves the project until it is killed. */
const server = `
  import { startCloud } from ${JSON.stringify(path.resolve(import.meta.dirname, '../../emulator/index.ts'))}
  const cloud = await startCloud(JSON.parse(process.env.CONFIG), { log: () => undefined })
  console.log(cloud.url)
`

async function serve(): Promise<{ url: string; kill: () => Promise<void> }> {
  const file = path.join(project.root, 'serve.mts')
  writeFileSync(file, server)
  const child = spawn(process.execPath, ['--import', 'tsx', file], {
    cwd: path.resolve(import.meta.dirname, '../..'),
    env: { ...process.env, CONFIG: JSON.stringify(project.config) },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await new Promise<string>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => resolve(chunk.toString().trim()))
  })
  const ended = new Promise<void>((resolve) => child.on('exit', () => resolve()))
  return {
    url,
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}

async function insert(url: string, id: string): Promise<boolean> {
  const body = JSON.stringify({
    action: 'database.insertDocument',
    collectionName: 'things',
    data: [
      JSON.stringify({ _id: id, ownerId: id.slice(0, 2), rank: 1, code: id, tags: ['x', id] }),
    ],
  })
  try {
    const response = await fetch(`${url}/admin`, { method: 'POST', body })
    return !('code' in ((await response.json()) as object))
  } catch {
    return false
  }
}

/** Writes as fast as the server answers and notes what it acknowledged. */
async function load(url: string, lane: number, acknowledged: string[]): Promise<void> {
  for (let at = 0; ; at += 1) {
    const id = `${lane}-${at}`
    if (!(await insert(url, id))) return
    acknowledged.push(id)
  }
}

test('kill -9 under load loses nothing that was acknowledged', async () => {
  const acknowledged: string[] = []
  for (const round of [0, 1]) {
    const running = await serve()
    const lanes = Array.from({ length: 16 }, (_, lane) =>
      load(running.url, round * 100 + lane, acknowledged),
    )
    const enough = acknowledged.length + 200
    while (acknowledged.length < enough) await new Promise((resolve) => setTimeout(resolve, 20))
    await running.kill()
    await Promise.all(lanes)
  }
  const cloud = await project.start()
  const stored = new Set(cloud.database.find('things').map((document) => document._id))
  expect(acknowledged.filter((id) => !stored.has(id))).toEqual([])
  for (const id of [...stored].slice(0, 200)) {
    expect(cloud.database.examine('things', { code: id }).documents).toHaveLength(1)
    expect(cloud.database.examine('things', { tags: id }).documents).toHaveLength(1)
  }
  await cloud.close()
}, 60_000)

test('data and files are there after a restart; indexes follow a changed declaration', async () => {
  const first = await project.start()
  await first.database.insertMany('people', [
    { _id: 'a', team: 't', name: 'one' },
    { _id: 'b', team: 't', name: 'two' },
  ])
  const upload = await fetch(`${first.url}/_emulator/upload?openid=oA&path=photos/a.txt`, {
    method: 'POST',
    body: 'content',
  })
  const { fileID } = (await upload.json()) as { fileID: string }
  await first.close()
  const file = path.join(project.root, 'database.json')
  const schema = JSON.parse(readFileSync(file, 'utf8')) as {
    collections: { people: { indexes: object[] } }
  }
  schema.collections.people.indexes = [{ name: 'name', keys: { name: 1 } }]
  writeFileSync(file, JSON.stringify(schema))
  const second = await project.start()
  expect(second.database.examine('people', { name: 'two' })).toMatchObject({
    documents: [{ _id: 'b' }],
    tally: { keysExamined: 1 },
  })
  expect(() => second.database.examine('people', { team: 't' })).toThrow('no index serves')
  expect(second.file(fileID)).toMatchObject({ owner: 'oA', size: 7, path: 'photos/a.txt' })
  await second.close()
})

test('a unique index is not built over values that are there twice', async () => {
  const first = await project.start()
  await first.database.insertMany('counters', [
    { _id: 'a', n: 1 },
    { _id: 'b', n: 1 },
  ])
  await first.close()
  const file = path.join(project.root, 'database.json')
  const indexes = [{ name: 'n', keys: { n: 1 }, unique: true }]
  writeFileSync(file, JSON.stringify({ collections: { counters: { indexes } } }))
  expect(await startFailure()).toContain("counters.n: the index can't be built: it is unique")
})

async function startFailure(options = {}): Promise<string> {
  try {
    const cloud = await startCloud(project.config, options)
    await cloud.close()
    return 'started'
  } catch (error) {
    expect(error).toBeInstanceOf(StartError)
    return (error as Error).message
  }
}

test('data of an unknown version is refused in one sentence, and stays as it is', async () => {
  await (await project.start()).close()
  const root = open({ path: path.join(dataFolder(), 'database') })
  await root.openDB({ name: 'notes', encoding: 'json' }).put('version', 99)
  await root.close()
  expect(await startFailure()).toMatch(/是版本 99 的数据.*version this emulator does not know/)
  expect(await startFailure()).toMatch(/是版本 99/)
})

test('one emulator at a time has a data folder; one that was killed does not count', async () => {
  const cloud = await project.start()
  expect(findServer(dataFolder())).toEqual({ url: cloud.url, pid: process.pid })
  expect(await startFailure()).toContain('Another emulator is using this data folder')
  await cloud.close()
  expect(existsSync(path.join(dataFolder(), 'server.json'))).toBe(false)
  const running = await serve()
  expect(findServer(dataFolder())?.url).toBe(running.url)
  expect(await startFailure()).toContain('另一个模拟器')
  await running.kill()
  expect(findServer(dataFolder())).toBeUndefined()
  await (await project.start()).close()
}, 20_000)

test('a folder that can not be written to is refused in one sentence', async () => {
  const folder = path.join(project.root, 'sealed')
  mkdirSync(folder)
  chmodSync(folder, 0o500)
  const script = `
    import { startCloud } from ${JSON.stringify(path.resolve(import.meta.dirname, '../../emulator/index.ts'))}
    if (process.getuid?.() === 0) { process.setegid?.(65534); process.seteuid?.(65534) }
    await startCloud(JSON.parse(process.env.CONFIG), { data: ${JSON.stringify(folder)} }).catch((error) => console.log(error.message))`
  const file = path.join(project.root, 'sealed.mts')
  writeFileSync(file, script)
  chmodSync(project.root, 0o755)
  const printed = execFileSync(process.execPath, ['--import', 'tsx', file], {
    cwd: path.resolve(import.meta.dirname, '../..'),
    env: { ...process.env, CONFIG: JSON.stringify(project.config) },
  }).toString()
  expect(printed).toMatch(/数据文件夹不可写：.*sealed。The data folder can't be written to\.\n$/)
})

test.each<[string, (root: string) => void, string]>([
  [
    'a data folder that is a file',
    (root) => writeFileSync(path.join(root, 'data'), ''),
    '不是文件夹',
  ],
  [
    'no database file',
    (root) => writeFileSync(path.join(root, 'database.json'), '{'),
    'is not valid JSON',
  ],
  [
    'a database file without collections',
    (root) => writeFileSync(path.join(root, 'database.json'), '{}'),
    'needs { "collections"',
  ],
  [
    'an index without direction',
    (root) =>
      writeFileSync(
        path.join(root, 'database.json'),
        JSON.stringify({ collections: { a: { indexes: [{ name: 'i', keys: { b: 'up' } }] } } }),
      ),
    'a.i: an index direction must be 1 or -1',
  ],
  [
    'no environment',
    (root) => writeFileSync(path.join(root, 'cloudbaserc.json'), '{}'),
    'name an environment',
  ],
])('%s is refused with a reason', async (_name, spoil, reason) => {
  spoil(project.root)
  expect(await startFailure()).toContain(reason)
})
