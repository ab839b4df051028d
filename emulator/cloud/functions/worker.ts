/**
 * Runs inside a worker thread: loads one function's bundle and answers calls one at a time.
 * It is bundled on its own and imports nothing but Node.
 */
import { createRequire } from 'node:module'
import { format } from 'node:util'
import { parentPort, workerData } from 'node:worker_threads'
import type { WorkerCall, WorkerData, WorkerMessage } from './worker-protocol'

const { entry, clock } = workerData as WorkerData

function send(message: WorkerMessage): void {
  parentPort?.postMessage(message)
}

/** Makes `Date` follow the cloud's clock. */
function installClock(shared: SharedArrayBuffer): void {
  const offset = new Float64Array(shared)
  const RealDate = Date
  const now = () => RealDate.now() + (offset[0] as number)
  const ClockDate = new Proxy(RealDate, {
    construct: (target, args, newTarget) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget) as Date,
    apply: () => new RealDate(now()).toString(),
    get: (target, name, receiver) =>
      name === 'now' ? now : (Reflect.get(target, name, receiver) as unknown),
  })
  RealDate.prototype.constructor = ClockDate
  globalThis.Date = ClockDate
}

/** Sends what the function prints to the one who started the emulator. */
function captureConsole(): void {
  for (const level of ['debug', 'log', 'info', 'warn', 'error'] as const) {
    console[level] = (...parts: unknown[]) => send({ kind: 'log', level, text: format(...parts) })
  }
}

type Main = (event: unknown, context: unknown) => unknown

function load(): Main {
  const exports: unknown = createRequire(entry)(entry)
  const main = (exports as { main?: unknown }).main
  if (typeof main !== 'function') throw new Error('index.js does not export main')
  return main as Main
}

function describe(error: unknown): { message: string; stack: string } {
  if (
    error instanceof Error ||
    (typeof error === 'object' && error !== null && 'message' in error)
  ) {
    const { message, stack } = error as Error
    return { message: String(message), stack: String(stack ?? message) }
  }
  const message = typeof error === 'string' ? error : format(error)
  return { message, stack: message }
}

async function answer(main: Main, call: WorkerCall): Promise<void> {
  Object.assign(process.env, call.environment)
  try {
    const result = await main(JSON.parse(call.event), { ...call.context })
    send({ kind: 'result', json: JSON.stringify(result) ?? 'null' })
  } catch (error) {
    send({ kind: 'failure', ...describe(error) })
  }
}

installClock(clock)
captureConsole()
const main = load()
parentPort?.on('message', (call: WorkerCall) => void answer(main, call))
send({ kind: 'ready' })
