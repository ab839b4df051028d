import { describeResult, runGates, staticGates, unitTestGate } from './check/gates'

const results = await runGates([...staticGates(), unitTestGate()], (result) =>
  console.log(describeResult(result)),
)
const failed = results.filter(({ ok }) => !ok)
if (failed.length > 0) {
  console.log(`${failed.length} failed: ${failed.map(({ name }) => name).join(', ')}`)
  process.exitCode = 1
}
