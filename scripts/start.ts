import { type App, startApp } from './start/app'
import { readStartOptions, startUsage } from './start/options'

const options = readStartOptions(process.argv.slice(2))
if (typeof options === 'string') {
  console.error(`${options}\n${startUsage}`)
  process.exit(2)
}

try {
  const app = await startApp(options, (line) => console.log(line))
  console.log(`近邻e家  ${app.url}`)
  console.log(`Data is kept in ${app.data} (npm start -- --fresh starts over). Ctrl-C stops.`)
  closeOnSignal(app)
} catch (error) {
  console.error((error as Error).message)
  process.exit(1)
}

function closeOnSignal(app: App): void {
  let isClosing = false
  const close = (): void => {
    if (isClosing) return
    isClosing = true
    void app.close().then(() => process.exit(0))
  }
  process.on('SIGINT', close)
  process.on('SIGTERM', close)
}
