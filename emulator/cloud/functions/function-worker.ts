import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { buildSync } from 'esbuild'
import { GatewayError } from '../errors'
import type { LogLevel, WorkerCall, WorkerData, WorkerMessage } from './worker-protocol'

export interface WorkerOptions extends WorkerData {
  environment: Record<string, string>
  log: (level: LogLevel, text: string) => void
}

/** How long a bundle may take to load, in milliseconds. */
const loadTimeout = 15_000

let program: string | undefined

/** The worker's program as one script, so that a thread needs no TypeScript loader. */
function workerProgram(): string {
  if (program !== undefined) return program
  const built = buildSync({
    entryPoints: [path.join(import.meta.dirname, 'worker.ts')],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    write: false,
  })
  program = built.outputFiles[0]?.text ?? ''
  return program
}

function textOf(chunk: Buffer): string {
  return chunk.toString('utf8').trimEnd()
}

function executionFailed(message: string): GatewayError {
  return new GatewayError('FUNCTIONS_EXECUTE_FAIL', message)
}

interface Settle {
  resolve: (json: string) => void
  reject: (error: Error) => void
}

/** One thread with one function loaded; runs one call at a time. */
export class FunctionWorker {
  readonly ready: Promise<void>
  private readonly worker: Worker
  private current: Settle | undefined
  private failure: Error | undefined

  constructor(private readonly options: WorkerOptions) {
    const { entry, clock, environment } = options
    const workerData: WorkerData = { entry, clock }
    this.worker = new Worker(workerProgram(), {
      eval: true,
      workerData,
      env: environment,
      execArgv: [],
      stdout: true,
      stderr: true,
    })
    this.worker.stdout.on('data', (chunk: Buffer) => options.log('log', textOf(chunk)))
    this.worker.stderr.on('data', (chunk: Buffer) => options.log('error', textOf(chunk)))
    this.ready = this.listen()
    this.ready.catch(() => undefined)
  }

  get isDead(): boolean {
    return this.failure !== undefined
  }

  /**
   * Runs one call and gives its result as JSON.
   * Throws GatewayError when the function throws, ends its process, or takes longer than `timeout`
   * milliseconds; the worker is then of no further use.
   */
  async run(call: WorkerCall, timeout: number): Promise<string> {
    let timer = setTimeout(() => this.expire(loadTimeout), loadTimeout)
    try {
      return await new Promise<string>((resolve, reject) => {
        this.current = { resolve, reject }
        const begin = () => {
          clearTimeout(timer)
          timer = setTimeout(() => this.expire(timeout), timeout)
          this.worker.postMessage(call)
        }
        this.ready.then(begin, reject)
      })
    } finally {
      clearTimeout(timer)
      this.current = undefined
    }
  }

  async stop(): Promise<void> {
    this.failure ??= executionFailed('the worker was stopped')
    await this.worker.terminate()
  }

  private listen(): Promise<void> {
    return new Promise((resolve, reject) => {
      const fail = (error: Error) => {
        this.failure ??= error
        reject(error)
        this.current?.reject(error)
      }
      this.worker.on('message', (message: WorkerMessage) => this.receive(message, resolve))
      this.worker.on('error', (error: Error) => fail(executionFailed(errorText(error))))
      this.worker.on('exit', (code) =>
        fail(executionFailed(`Runtime exited with error: exit status ${code}`)),
      )
    })
  }

  private receive(message: WorkerMessage, markReady: () => void): void {
    switch (message.kind) {
      case 'ready':
        return markReady()
      case 'log':
        return this.options.log(message.level, message.text)
      case 'result':
        return this.current?.resolve(message.json)
      case 'failure':
        return this.current?.reject(executionFailed(message.stack))
    }
  }

  private expire(timeout: number): void {
    this.current?.reject(
      new GatewayError(
        'FUNCTIONS_TIME_LIMIT_EXCEEDED',
        `Invoking task timed out after ${timeout / 1000} seconds`,
      ),
    )
    void this.stop()
  }
}

function errorText(error: unknown): string {
  if (error instanceof Error || (typeof error === 'object' && error !== null && 'stack' in error)) {
    return String((error as Error).stack)
  }
  return String(error)
}
