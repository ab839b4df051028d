import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { paths } from '../paths'
import { type Outcome, runTool } from './process'
import { checkWxml } from './wxml'

/** One thing that must hold before anything is committed. */
export interface Gate {
  name: string
  run(): Promise<Outcome>
}

export interface GateResult extends Outcome {
  name: string
  seconds: number
}

const typedFolders = [
  '.',
  'core',
  'cloudfunctions',
  'emulator',
  'emulator/phone/runtime',
  'emulator/desk/page',
  'test/emulator/phone',
  'miniprogram',
  'admin',
] as const

/** Their single-file components are read by Vue's own compiler. */
const vueFolders: readonly string[] = ['emulator/desk/page', 'admin']

/** Format, lint with the import table, types of every folder, and the official WXML compilers. */
export function staticGates(): Gate[] {
  return [
    tool('lint and import table', 'eslint', ['.', '--max-warnings=0', ...cached('eslint/')]),
    ...typedFolders.filter((folder) => existsSync(configOf(folder))).map(typeGate),
    tool('format', 'prettier', [
      '.',
      '--check',
      '--log-level=warn',
      ...cached('prettier/.prettier-cache'),
    ]),
    { name: 'wxml and wxss', run: () => checkWxml() },
  ]
}

/** The tests that need no server and no browser. */
export function unitTestGate(): Gate {
  return tool('unit tests', 'jest', [
    'test/core',
    'test/place',
    'test/miniprogram/format',
    '--silent',
    '--maxWorkers=2',
  ])
}

/** Runs gates two at a time, telling of each as it ends. */
export async function runGates(
  gates: readonly Gate[],
  onResult: (result: GateResult) => void,
): Promise<GateResult[]> {
  const waiting = [...gates]
  const results: GateResult[] = []
  const work = async (): Promise<void> => {
    for (let gate = waiting.shift(); gate; gate = waiting.shift()) {
      const result = await timed(gate)
      results.push(result)
      onResult(result)
    }
  }
  await Promise.all([work(), work()])
  return results
}

/** "ok    3.2 s  types of core", and below a failure what its tool said. */
export function describeResult({ name, ok, seconds, output }: GateResult): string {
  const line = `${ok ? 'ok  ' : 'FAIL'} ${seconds.toFixed(1).padStart(5)} s  ${name}`
  return ok ? line : `${line}\n${output.trim()}\n`
}

async function timed({ name, run }: Gate): Promise<GateResult> {
  const started = performance.now()
  const outcome = await run()
  return { name, seconds: (performance.now() - started) / 1000, ...outcome }
}

function tool(name: string, program: string, args: readonly string[]): Gate {
  return { name, run: () => runTool(program, args) }
}

function typeGate(folder: string): Gate {
  const name = `types of ${folder === '.' ? 'scripts and tests' : folder}`
  const info = join(paths.cache, 'types', `${folder.replaceAll('/', '-')}.tsbuildinfo`)
  const args = [
    '--noEmit',
    '--pretty',
    'false',
    '--incremental',
    '--tsBuildInfoFile',
    info,
    '-p',
    configOf(folder),
  ]
  return tool(name, vueFolders.includes(folder) ? 'vue-tsc' : 'tsc', args)
}

function configOf(folder: string): string {
  return join(paths.root, folder, 'tsconfig.json')
}

function cached(place: string): string[] {
  return ['--cache', '--cache-location', join(paths.cache, place)]
}
