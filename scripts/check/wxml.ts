import { existsSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { paths } from '../paths'
import { type Outcome, runProgram } from './process'

/** Compiles every WXML and WXSS of the mini program with WeChat's own compilers, wcc and wcsc. */
export async function checkWxml(): Promise<Outcome> {
  const files = sources()
  const templates = [...files('.wxml'), ...files('.wxs')]
  const [wxml, wxss] = await Promise.all([
    compile('wcc', ['-d', ...templates, '-gn', '$gwx'], templates.length),
    compile('wcsc', ['-db', '-pc', '0', ...files('.wxss')], files('.wxss').length),
  ])
  return { ok: wxml.ok && wxss.ok, output: wxml.output + wxss.output }
}

/** Both print the compiled code on success: only what they say of a failure is kept. */
async function compile(name: 'wcc' | 'wcsc', args: string[], count: number): Promise<Outcome> {
  if (count === 0) return { ok: true, output: '' }
  const { ok, output } = await runProgram(compilerPath(name), args, paths.miniprogram)
  return { ok, output: ok ? '' : output }
}

function compilerPath(name: 'wcc' | 'wcsc'): string {
  const folder = dirname(createRequire(import.meta.url).resolve('miniprogram-compiler'))
  const system = { darwin: 'mac', win32: 'windows' }[process.platform as string] ?? 'linux'
  return join(folder, 'bin', system, process.platform === 'win32' ? `${name}.exe` : name)
}

function sources(): (ending: string) => string[] {
  if (!existsSync(paths.miniprogram)) return () => []
  const all = readdirSync(paths.miniprogram, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(paths.miniprogram, join(entry.parentPath, entry.name)))
    .filter((file) => !file.startsWith('miniprogram_npm'))
    .sort()
  return (ending) => all.filter((file) => file.endsWith(ending))
}
