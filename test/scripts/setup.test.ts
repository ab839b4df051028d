import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const lock = (version: string): string =>
  JSON.stringify({
    packages: {
      '': { name: 'project' },
      'node_modules/one': { version },
      'node_modules/only-elsewhere': { version: '1.0.0', optional: true },
    },
  })

/** A bare project whose npm only writes down how it was called. */
function bareProject(): string {
  const folder = mkdtempSync(join(tmpdir(), 'setup-'))
  for (const file of ['setup.mjs', 'browser.js']) {
    cpSync(join(__dirname, '../../scripts', file), join(folder, 'scripts', file))
  }
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
  writeFileSync(join(folder, 'package-lock.json'), lock('2.0.0'))
  mkdirSync(join(folder, 'bin'))
  writeFileSync(join(folder, 'bin/npm'), `#!/bin/sh\necho "$@" >> "${folder}/npm-calls"\n`)
  chmodSync(join(folder, 'bin/npm'), 0o755)
  return folder
}

function installed(folder: string, version: string): void {
  mkdirSync(join(folder, 'node_modules'), { recursive: true })
  writeFileSync(join(folder, 'node_modules/.package-lock.json'), lock(version))
}

function setup(folder: string, args: string[] = [], env: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(folder, 'scripts/setup.mjs'), ...args],
    { encoding: 'utf8', env: { PATH: `${folder}/bin:${process.env['PATH']}`, ...env } },
  )
  return { status, stdout, stderr }
}

function npmCalls(folder: string): string[] {
  try {
    return readFileSync(join(folder, 'npm-calls'), 'utf8').trim().split('\n')
  } catch {
    return []
  }
}

describe('set-up', () => {
  test('says and does nothing when the packages of the lock file are there', () => {
    const folder = bareProject()
    installed(folder, '2.0.0')
    expect(setup(folder)).toEqual({ status: 0, stdout: '', stderr: '' })
    expect(npmCalls(folder)).toEqual([])
  })

  test.each([
    ['there are none', null],
    ['one has another version', '1.9.9'],
  ])('installs the packages when %s', (_name, version) => {
    const folder = bareProject()
    if (version) installed(folder, version)
    const { status, stdout } = setup(folder)
    expect(npmCalls(folder)).toEqual([expect.stringMatching(/^install --no-save /)])
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' })
  })

  test('stops with a sentence when the packages cannot be installed', () => {
    const folder = bareProject()
    writeFileSync(join(folder, 'bin/npm'), '#!/bin/sh\nexit 1\n')
    const { status, stderr } = setup(folder)
    expect(status).toBe(1)
    expect(stderr).toContain('could not be installed')
  })

  test('stops with a sentence when the browser that was named is not there', () => {
    const folder = bareProject()
    installed(folder, '2.0.0')
    const { status, stderr } = setup(folder, ['--browser'], { CHROMIUM_PATH: '/nowhere/chromium' })
    expect(status).toBe(1)
    expect(stderr).toBe('CHROMIUM_PATH is /nowhere/chromium, which cannot be executed.\n')
  })

  test('takes the browser that was named', () => {
    const folder = bareProject()
    installed(folder, '2.0.0')
    const env = { CHROMIUM_PATH: process.execPath }
    expect(setup(folder, ['--browser'], env)).toEqual({ status: 0, stdout: '', stderr: '' })
  })
})
