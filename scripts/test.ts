import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { buildFunctions } from './build/functions'
import { buildNpmComponents } from './build/npm-components'
import { type GateResult, describeResult, runGates, staticGates } from './check/gates'
import { paths } from './paths'

interface Totals {
  passed: number
  failed: number
}

/** The part of jest's JSON report that is counted. */
interface JestReport {
  numPassedTests: number
  numFailedTests: number
  numRuntimeErrorTestSuites: number
}

const reportFile = join(paths.cache, 'jest-report.json')

const gates = await runGates(staticGates(), (result) => console.log(describeResult(result)))
const built = await build()
const tests = await runJest()
const failures = [...gates, built].filter(({ ok }) => !ok).length
const passed = gates.length + 1 - failures + tests.passed
const failed = failures + tests.failed
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0

async function build(): Promise<GateResult> {
  const started = performance.now()
  const outcome = await Promise.all([buildFunctions(), buildNpmComponents()]).then(
    () => ({ ok: true, output: '' }),
    (error: Error) => ({ ok: false, output: error.message }),
  )
  const result = { name: 'build', seconds: (performance.now() - started) / 1000, ...outcome }
  console.log(describeResult(result))
  return result
}

/** Everything jest finds, in one run; a run that leaves no report counts as one failure. */
async function runJest(): Promise<Totals> {
  rmSync(reportFile, { force: true })
  mkdirSync(paths.cache, { recursive: true })
  const args = ['--maxWorkers=2', '--forceExit', '--json', `--outputFile=${reportFile}`]
  await new Promise((resolve) => {
    const jest = join(paths.nodeModules, '.bin/jest')
    const child = spawn(jest, args, { cwd: paths.root, stdio: ['ignore', 'ignore', 'inherit'] })
    child.on('close', resolve)
    child.on('error', resolve)
  })
  return totalsOf(reportFile)
}

function totalsOf(file: string): Totals {
  try {
    const report = JSON.parse(readFileSync(file, 'utf8')) as JestReport
    return {
      passed: report.numPassedTests,
      failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
    }
  } catch {
    return { passed: 0, failed: 1 }
  }
}
