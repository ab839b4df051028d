import { type ChildProcess, execFile, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const root = join(__dirname, '../..')
const data = mkdtempSync(join(tmpdir(), 'start-'))
const env = { ...process.env, LOCAL_DATA: data }
const patience = 120_000

let server: ChildProcess
let said = ''
let url = ''

const script = (name: string, ...args: string[]): string[] => [
  '--import',
  'tsx',
  join(root, `scripts/${name}.ts`),
  ...args,
]

/** The address it prints once it serves. */
function address(): Promise<string> {
  return new Promise((resolve, reject) => {
    server.stdout?.on('data', (chunk: Buffer) => {
      said += String(chunk)
      const printed = /http:\/\/127\.0\.0\.1:\d+\//.exec(said)
      if (printed) resolve(printed[0])
    })
    server.stderr?.on('data', (chunk: Buffer) => (said += String(chunk)))
    server.on('exit', () => reject(new Error(`it ended: ${said}`)))
  })
}

beforeAll(async () => {
  server = spawn(process.execPath, script('start', '--port', '0'), { cwd: root, env })
  url = await address()
}, patience)

afterAll(() => {
  server.kill('SIGKILL')
  rmSync(data, { recursive: true, force: true })
})

test('loads the place with its first day, and serves desk and phone', async () => {
  expect(said).toContain('90 requests of a first day')
  for (const path of ['', 'phone/']) {
    const response = await fetch(url + path)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toContain('text/html')
  }
})

test(
  'a call beside it goes through it',
  async () => {
    const args = script('call', 'resident', 'home.get', '{}', '--as', 'resident_luobu_07_1')
    const { stdout, stderr } = await promisify(execFile)(process.execPath, args, { cwd: root, env })
    expect(JSON.parse(stdout)).toMatchObject({
      ok: true,
      data: { profile: { grid: { name: '罗布社区 07 微网格' } } },
    })
    expect(stderr).toBe('')
  },
  patience,
)

test(
  'a second one on the same data stops with a sentence',
  () => {
    const { status, stderr } = spawnSync(process.execPath, script('start', '--port', '0'), {
      cwd: root,
      env,
      encoding: 'utf8',
    })
    expect(stderr).toContain(`It is running already: ${url}`)
    expect(status).toBe(1)
  },
  patience,
)

test(
  'loading again into it adds nothing',
  () => {
    const args = script('load-place')
    const { status, stdout } = spawnSync(process.execPath, args, {
      cwd: root,
      env,
      encoding: 'utf8',
    })
    expect(stdout).toMatch(/units: 0 inserted, 1332 kept/)
    expect(status).toBe(0)
  },
  patience,
)

test('closes cleanly on Ctrl-C', async () => {
  const ended = new Promise((resolve) => server.once('exit', resolve))
  server.kill('SIGINT')
  expect(await ended).toBe(0)
  expect(existsSync(join(data, 'server.json'))).toBe(false)
})

test.each([
  ['a port that is none', ['--port', 'many'], 'many is no port.'],
  ['an option that is none', ['--prot', '1'], "Unknown option '--prot'"],
])('bad usage, %s: a sentence', (_name, args, sentence) => {
  const { status, stderr } = spawnSync(process.execPath, script('start', ...args), {
    cwd: root,
    env,
    encoding: 'utf8',
  })
  expect(stderr).toContain(sentence)
  expect(status).toBe(2)
})
