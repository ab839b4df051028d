/** What a worker is started with. */
export interface WorkerData {
  /** Absolute path of the function's index.js. */
  entry: string
  clock: SharedArrayBuffer
}

/** One call, sent to a worker that is ready. */
export interface WorkerCall {
  /** The event as JSON. */
  event: string
  context: Record<string, unknown>
  /** Variables of this call: who calls, and where the gateway is. */
  environment: Record<string, string>
}

export type LogLevel = 'debug' | 'log' | 'info' | 'warn' | 'error'

export type WorkerMessage =
  | { kind: 'ready' }
  | { kind: 'result'; json: string }
  | { kind: 'failure'; message: string; stack: string }
  | { kind: 'log'; level: LogLevel; text: string }
