import { buildAdmin } from './build/admin'
import { buildFunctions } from './build/functions'
import { buildNpmComponents } from './build/npm-components'

const started = performance.now()
const [functions, npm] = await Promise.all([buildFunctions(), buildNpmComponents(), buildAdmin()])
for (const { name, bytes } of functions)
  console.log(`dist/cloudfunctions/${name}  ${kilobytes(bytes)}`)
console.log(`miniprogram/miniprogram_npm  ${npm.files} files, ${kilobytes(npm.bytes)}`)
console.log('dist/admin')
console.log(`built in ${Math.round(performance.now() - started)} ms`)

function kilobytes(bytes: number): string {
  return `${Math.round(bytes / 1000)} kB`
}
