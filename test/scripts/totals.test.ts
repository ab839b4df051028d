import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describeResult, runGates } from '../../scripts/check/gates'
import { addGates, lastLine, totalsOfReport } from '../../scripts/check/totals'

function reportOf(content: string): string {
  const file = join(mkdtempSync(join(tmpdir(), 'totals-')), 'report.json')
  writeFileSync(file, content)
  return file
}

const report = { numPassedTests: 40, numFailedTests: 2, numRuntimeErrorTestSuites: 1 }
const passing = { ok: true, output: '' }
const failing = { ok: false, output: 'why' }

describe('the last line of npm test', () => {
  test('counts tests, files that broke, and gates', () => {
    const totals = totalsOfReport(reportOf(JSON.stringify(report)))
    expect(lastLine(addGates(totals, [passing, failing, passing]))).toBe('42 passed, 4 failed')
  })

  test.each([
    ['is not there', '/nowhere/report.json'],
    ['is cut short', reportOf('{"numPassedTests": 4')],
  ])('a report that %s is a failure', (_name, file) => {
    expect(totalsOfReport(file)).toEqual({ passed: 0, failed: 1 })
  })
})

describe('gates', () => {
  test('all run, and each is told of as it ends, with what a failure said', async () => {
    const told: string[] = []
    const results = await runGates(
      [passing, failing, passing].map((outcome, index) => ({
        name: `gate ${index}`,
        run: () => Promise.resolve(outcome),
      })),
      (result) => told.push(describeResult(result).replace(/[\d.]+ s/, '')),
    )
    expect(results.map(({ ok }) => ok).sort()).toEqual([false, true, true])
    expect(told).toHaveLength(3)
    expect(told.find((line) => line.startsWith('FAIL'))).toContain('why')
  })
})
