import { spawn } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { buildAdmin } from './build/admin'
import { buildFunctions } from './build/functions'
import { buildNpmComponents } from './build/npm-components'
import { type Gate, type GateResult, describeResult, runGates, staticGates } from './check/gates'
import type { Outcome } from './check/process'
import { addGates, lastLine, totalsOfReport } from './check/totals'
import { paths } from './paths'

const reportFile = join(paths.cache, 'jest-report.json')
const buildGate: Gate = { name: 'build', run: build }

const gates = await runGates(staticGates(), tell)
const built = await runGates([buildGate], tell)
await runJest()
const totals = addGates(totalsOfReport(reportFile), [...gates, ...built])
console.log(lastLine(totals))
process.exitCode = totals.failed > 0 ? 1 : 0

function tell(result: GateResult): void {
  console.log(describeResult(result))
}

function build(): Promise<Outcome> {
  return Promise.all([buildFunctions(), buildNpmComponents(), buildAdmin()]).then(
    () => ({ ok: true, output: '' }),
    (error: Error) => ({ ok: false, output: error.message }),
  )
}

/** Everything jest finds, in one run; its own words go to standard error. */
async function runJest(): Promise<void> {
  rmSync(reportFile, { force: true })
  mkdirSync(paths.cache, { recursive: true })
  const args = ['--maxWorkers=2', '--forceExit', '--json', `--outputFile=${reportFile}`]
  await new Promise((resolve) => {
    const jest = join(paths.nodeModules, '.bin/jest')
    const child = spawn(jest, args, { cwd: paths.root, stdio: ['ignore', 'ignore', 'inherit'] })
    child.on('close', resolve)
    child.on('error', resolve)
  })
}
