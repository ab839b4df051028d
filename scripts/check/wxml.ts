import { chmodSync, existsSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { paths } from '../paths'
import { type Outcome, runProgram } from './process'

/** Compiles every WXML and WXSS of a mini program with WeChat's own compilers, wcc and wcsc. */
export async function checkWxml(root: string = paths.miniprogram): Promise<Outcome> {
  const files = sourcesOf(root)
  const compile = compileIn(root)
  const templates = [...files('.wxml'), ...files('.wxs')]
  const [wxml, wxss] = await Promise.all([
    compile('wcc', ['-d', ...templates, '-gn', '$gwx'], templates.length),
    compile('wcsc', ['-db', '-pc', '0', ...files('.wxss')], files('.wxss').length),
  ])
  return { ok: wxml.ok && wxss.ok, output: wxml.output + wxss.output }
}

/** Both print the compiled code on success: only what they say of a failure is kept. */
function compileIn(root: string) {
  return async (name: 'wcc' | 'wcsc', args: string[], count: number): Promise<Outcome> => {
    if (count === 0) return { ok: true, output: '' }
    const { ok, output } = await runProgram(compilerPath(name), args, root)
    return { ok, output: ok ? '' : output }
  }
}

function compilerPath(name: 'wcc' | 'wcsc'): string {
  const folder = dirname(
    createRequire(join(paths.root, 'package.json')).resolve('miniprogram-compiler'),
  )
  const system = { darwin: 'mac', win32: 'windows' }[process.platform as string] ?? 'linux'
  const path = join(folder, 'bin', system, process.platform === 'win32' ? `${name}.exe` : name)
  // The package ships them without the right to be run.
  chmodSync(path, 0o755)
  return path
}

function sourcesOf(root: string): (ending: string) => string[] {
  if (!existsSync(root)) return () => []
  const all = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((file) => !file.startsWith('miniprogram_npm'))
    .sort()
  return (ending) => all.filter((file) => file.endsWith(ending))
}
