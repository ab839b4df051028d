import { readFileSync } from 'node:fs'
import type { Outcome } from './process'

export interface Totals {
  passed: number
  failed: number
}

/** The part of jest's JSON report that is counted. */
interface JestReport {
  numPassedTests: number
  numFailedTests: number
  /** Files that broke before their tests were known. */
  numRuntimeErrorTestSuites: number
}

/** What jest reported; a run that left no report counts as one failure. */
export function totalsOfReport(file: string): Totals {
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

/** Tests and gates counted alike: each gate is one that passed or failed. */
export function addGates(tests: Totals, gates: readonly Outcome[]): Totals {
  const failed = gates.filter(({ ok }) => !ok).length
  return { passed: tests.passed + gates.length - failed, failed: tests.failed + failed }
}

/** The last line of `npm test`. */
export function lastLine({ passed, failed }: Totals): string {
  return `${passed} passed, ${failed} failed`
}
