/** What WeChat answers when a call fails. */
export interface Failure {
  errMsg: string
  errno?: number
  errCode?: number
}

/** Thrown inside an API: becomes `<api>:fail <message>` for the caller. */
export class ApiError extends Error {
  readonly codes: { errno?: number; errCode?: number }

  constructor(message: string, codes: { errno?: number; errCode?: number } = {}) {
    super(message)
    this.codes = codes
  }
}

export const cancelled = new ApiError('cancel')

interface Callbacks {
  success?(result: unknown): void
  fail?(failure: Failure): void
  complete?(result: unknown): void
}

type Options = Record<string, unknown> & Callbacks
export type AsyncApi = (options?: Options) => Promise<unknown> | undefined
export type ApiTable = Record<string, unknown>

function toFailure(name: string, error: unknown): Failure {
  const message = error instanceof Error ? error.message : String(error)
  const codes = error instanceof ApiError ? error.codes : {}
  return { errMsg: `${name}:fail ${message}`, ...codes }
}

/**
 * Gives a function WeChat's calling convention: a promise, or callbacks where the caller passes
 * `success`, `fail` or `complete`.
 */
export function asyncApi<Input>(
  name: string,
  run: (input: Input) => object | void | Promise<object | void>,
): AsyncApi {
  return (options = {}) => {
    const outcome = Promise.resolve()
      .then(() => run(options as Input))
      .then((result) => ({ errMsg: `${name}:ok`, ...result }))
    const failing = outcome.catch((error: unknown) => {
      throw toFailure(name, error)
    })
    const hasCallbacks = options.success ?? options.fail ?? options.complete
    if (hasCallbacks === undefined) return failing
    failing.then(
      (result) => {
        options.success?.(result)
        options.complete?.(result)
      },
      (failure: Failure) => {
        options.fail?.(failure)
        options.complete?.(failure)
      },
    )
    return undefined
  }
}

type Run = (input: never) => object | void | Promise<object | void>

/** A table of asynchronous APIs, each under its own name. */
export function asyncApis(table: Record<string, Run>): ApiTable {
  const entries = Object.entries(table).map(([name, run]) => [name, asyncApi(name, run)] as const)
  return Object.fromEntries(entries)
}

type Listener<Value> = (value: Value) => void

/** An `onX` / `offX` pair. */
export class Listeners<Value> {
  private readonly all = new Set<Listener<Value>>()

  readonly on = (listener: Listener<Value>): void => {
    this.all.add(listener)
  }

  readonly off = (listener?: Listener<Value>): void => {
    if (listener === undefined) this.all.clear()
    else this.all.delete(listener)
  }

  emit(value: Value): void {
    for (const listener of [...this.all]) listener(value)
  }

  get isEmpty(): boolean {
    return this.all.size === 0
  }
}
