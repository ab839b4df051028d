import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { buildFunctions } from '../build/functions'
import { paths } from '../paths'
import { quantile, rounded } from './statistics'
import type { Bench, Figures } from './types'

const rounds = 9

/** Prints how long a fresh process takes to load one module. */
const program = `
  const started = process.hrtime.bigint()
  require(process.argv[1])
  console.log(Number(process.hrtime.bigint() - started) / 1e6)
  process.exit(0)
`

export const bundles: Bench = {
  name: 'bundles',
  about: 'size of each function bundle and its cold load against unbundled wx-server-sdk',
  async run(): Promise<Figures> {
    const built = await buildFunctions()
    const modules = new Map([['wx-server-sdk', 'wx-server-sdk']])
    for (const { name } of built) modules.set(name, join(paths.builtFunctions, name))
    const loads = loadTimes(modules)
    const reference = loads.get('wx-server-sdk') ?? Number.NaN
    const figures: Figures = { 'unbundled_sdk.cold_load_ms': rounded(reference) }
    for (const { name, bytes } of built) {
      const load = loads.get(name) ?? Number.NaN
      figures[`${name}.kilobytes`] = rounded(bytes / 1000)
      figures[`${name}.cold_load_ms`] = rounded(load)
      figures[`${name}.cold_load_ratio`] = rounded(load / reference)
    }
    return figures
  },
}

/** The median of each; the modules take turns, so that a busy moment meets all of them. */
function loadTimes(modules: ReadonlyMap<string, string>): Map<string, number> {
  const samples = new Map([...modules.keys()].map((name) => [name, [] as number[]]))
  for (let round = 0; round < rounds; round++) {
    for (const [name, module] of modules) samples.get(name)?.push(loadOnce(module))
  }
  return new Map([...samples].map(([name, times]) => [name, quantile(times, 0.5)]))
}

function loadOnce(module: string): number {
  const env = {
    PATH: process.env['PATH'],
    TENCENTCLOUD_RUNENV: 'SCF',
    TENCENTCLOUD_REGION: 'ap-shanghai',
    TENCENTCLOUD_SECRETID: 'x',
    TENCENTCLOUD_SECRETKEY: 'x',
    TCB_ENV: 'bench',
    SCF_NAMESPACE: 'bench',
  }
  const said = execFileSync(process.execPath, ['-e', program, module], {
    cwd: paths.root,
    env,
    encoding: 'utf8',
  })
  return Number(said)
}
