import { parseArgs } from 'node:util'
import { benches } from './bench/registry'
import type { Figures } from './bench/types'

const { values, positionals } = parseArgs({
  options: { json: { type: 'boolean', default: process.env['npm_config_json'] === 'true' } },
  allowPositionals: true,
})
const unknown = positionals.filter((name) => !benches.some((bench) => bench.name === name))
if (unknown.length > 0) {
  console.error(`No bench is called ${unknown.join(', ')}. There are:`)
  for (const { name, about } of benches) console.error(`  ${name}: ${about}`)
  process.exit(2)
}

const chosen = benches.filter(({ name, isLong }) =>
  positionals.length === 0 ? !isLong : positionals.includes(name),
)
const results: Record<string, Figures> = {}
for (const { name, about, run } of chosen) {
  console.error(`${name}: ${about}`)
  const figures = await run((sentence) => console.error(`  ${sentence}`))
  results[name] = figures
  if (!values.json) console.table(figures)
}
if (values.json) console.log(JSON.stringify(results, null, 2))
process.exit(0)
