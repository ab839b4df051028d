import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { build } from 'esbuild'
import { buildFunctions, functionNames } from '../../scripts/build/functions'
import { buildNpmComponents } from '../../scripts/build/npm-components'
import { slimMimeDb } from '../../scripts/build/slim-mime-db'
import { paths } from '../../scripts/paths'

const megabyte = 1_000_000

describe('function bundles', () => {
  test('one for each function, with what a deployment takes, within 1.3 MB', async () => {
    const built = await buildFunctions()
    expect(built.map(({ name }) => name)).toEqual(functionNames())
    expect(functionNames()).toEqual(expect.arrayContaining(['handler', 'resident']))
    for (const { name, bytes } of built) {
      const folder = join(paths.builtFunctions, name)
      const bundle = readFileSync(join(folder, 'index.js'), 'utf8')
      expect(bundle).toMatch(/\bmain:\(\)=>/)
      expect(bytes).toBeLessThan(1.3 * megabyte)
      expect(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))).toMatchObject({ name })
      expect(JSON.parse(readFileSync(join(folder, 'config.json'), 'utf8'))).toHaveProperty(
        'permissions',
      )
    }
  })

  test('every function that is deployed is built', () => {
    const { functions } = JSON.parse(readFileSync(paths.deployment, 'utf8')) as {
      functions: { name: string }[]
    }
    const known = [...functionNames(), 'console', 'channels']
    expect(functions.map(({ name }) => name).filter((name) => !known.includes(name))).toEqual([])
  })

  test('an unchanged bundle is not written again', async () => {
    await buildFunctions()
    const bundle = join(paths.builtFunctions, 'resident/index.js')
    const before = statSync(bundle).mtimeMs
    await buildFunctions()
    expect(statSync(bundle).mtimeMs).toBe(before)
  })
})

test('the slimmer mime-db gives the same answer to every extension', async () => {
  const { outputFiles } = await build({
    stdin: {
      contents: "module.exports = require('mime-types')",
      resolveDir: paths.root,
    },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    plugins: [slimMimeDb],
    write: false,
    outdir: tmpdir(),
  })
  const slim = load(outputFiles[0]?.text ?? '')
  const whole = createRequire(join(paths.root, 'package.json'))('mime-types') as MimeTypes
  expect(slim.types).toEqual(whole.types)
  for (const type of Object.values(whole.types)) {
    expect(slim.extension(type)).toBe(whole.extension(type))
    expect(slim.contentType(type)).toBe(whole.contentType(type))
  }
})

describe('miniprogram_npm', () => {
  const root = join(paths.miniprogram, 'miniprogram_npm')
  const library = join(root, 'tdesign-miniprogram')

  test('holds what the mini program uses of TDesign, whole, and no more', async () => {
    const { bytes } = await buildNpmComponents()
    expect(bytes).toBeLessThan(0.5 * megabyte)
    expect(usedByMiniprogram().filter((path) => !existsSync(`${join(root, path)}.json`))).toEqual(
      [],
    )
    expect(missingBelow(library)).toEqual([])
    expect(existsSync(join(library, 'chat-list'))).toBe(false)
  })

  test('holds dayjs as one file that loads', () => {
    const dayjs = load(readFileSync(join(root, 'dayjs/index.js'), 'utf8')) as unknown as (
      at: string,
    ) => { format(words: string): string }
    expect(dayjs('2026-10-01').format('YYYY')).toBe('2026')
  })

  function usedByMiniprogram(): string[] {
    return jsonFiles(paths.miniprogram)
      .filter((file) => !file.startsWith(root))
      .flatMap((file) => Object.values(componentsOf(file)))
      .filter((path) => path.startsWith('tdesign-miniprogram/'))
  }

  /** Components that a component names and that are not there. */
  function missingBelow(folder: string): string[] {
    return jsonFiles(folder).flatMap((file) =>
      Object.values(componentsOf(file))
        .map((path) => join(dirname(file), path))
        .filter((path) => !existsSync(`${path}.json`) || !existsSync(`${path}.wxml`)),
    )
  }
})

interface MimeTypes {
  types: Record<string, string>
  extension(type: string): string | false
  contentType(type: string): string | false
}

function load(code: string): MimeTypes {
  const module = { exports: {} as MimeTypes }
  const run = new Function('module', 'exports', 'require', code)
  run(module, module.exports, createRequire(join(paths.root, 'package.json')))
  return module.exports
}

function jsonFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
    .map((entry) => join(entry.parentPath, entry.name))
}

function componentsOf(file: string): Record<string, string> {
  const { usingComponents = {} } = JSON.parse(readFileSync(file, 'utf8')) as {
    usingComponents?: Record<string, string>
  }
  return usingComponents
}
