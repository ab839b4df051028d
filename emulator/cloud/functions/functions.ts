import { randomUUID } from 'node:crypto'
import type { Clock } from '../clock'
import { GatewayError } from '../errors'
import { newExplain } from '../explain'
import type { Bundle, Deployment } from './bundles'
import { findBundle, listBundles } from './bundles'
import { callContext, callEnvironment, fixedEnvironment } from './environment'
import type { Caller, CallOutcome, Invocation } from './invocation'
import { WorkerPool } from './pool'
import type { LogLevel } from './worker-protocol'

export interface FunctionsOptions {
  folder: string
  deployment: Deployment
  clock: Clock
  url: () => string
  log: (functionName: string, level: LogLevel, text: string) => void
  /** Most calls at once; by default twice the number of cores. */
  limit?: number
}

/** Largest answer of a function, in bytes. */
const maximumResultBytes = 6 * 1024 * 1024

function asError(error: unknown): { code: GatewayError['code']; message: string } {
  if (error instanceof GatewayError) return { code: error.code, message: error.message }
  return { code: 'SYS_ERR', message: error instanceof Error ? error.message : String(error) }
}

/** The deployed functions: finds their bundles and runs them in workers. */
export class Functions {
  private readonly pool: WorkerPool
  private readonly running = new Map<string, Invocation>()

  constructor(private readonly options: FunctionsOptions) {
    const { clock, deployment, log, limit } = options
    this.pool = new WorkerPool({
      settings: (bundle) => ({
        entry: bundle.entry,
        clock: clock.shared,
        environment: fixedEnvironment(bundle, deployment.environment),
        log: (level, text) => log(bundle.name, level, text),
      }),
      ...(limit !== undefined && { limit }),
    })
  }

  get load() {
    return this.pool.load
  }

  list(): Bundle[] {
    return listBundles(this.options.folder, this.options.deployment)
  }

  /** The function's bundle. Throws the platform's error when there is none. */
  require(name: string): Bundle {
    const bundle = findBundle(this.options.folder, name, this.options.deployment)
    if (bundle) return bundle
    throw new GatewayError(
      'FUNCTION_NOT_FOUND',
      `[FUNCTION_NOT_FOUND] FunctionName parameter could not be found: ${name}`,
    )
  }

  /** The run a request from inside a function belongs to. */
  invocation(id: string): Invocation | undefined {
    return this.running.get(id)
  }

  /** Runs a function for a caller; failures are part of the outcome, never thrown. */
  async call(name: string, event: unknown, caller: Caller): Promise<CallOutcome> {
    const explain = newExplain()
    try {
      const json = await this.run(name, event, { caller, explain })
      return { result: JSON.parse(json) as unknown, explain }
    } catch (error) {
      return { error: asError(error), explain }
    }
  }

  /** Runs a function for another one and gives its result as JSON. Throws GatewayError. */
  async callNested(name: string, event: unknown, parent: Invocation | undefined): Promise<string> {
    const source = parent ? `${parent.caller.source},scf` : 'scf'
    const openid = parent?.caller.openid
    const explain = newExplain()
    parent?.explain.nested.push({ functionName: name, explain })
    return this.run(name, event, {
      caller: { source, ...(openid !== undefined && { openid }) },
      explain,
      isNested: parent !== undefined,
    })
  }

  async close(): Promise<void> {
    await this.pool.close()
  }

  private async run(
    name: string,
    event: unknown,
    details: Pick<Invocation, 'caller' | 'explain'> & { isNested?: boolean },
  ): Promise<string> {
    const bundle = this.require(name)
    const invocation: Invocation = {
      id: randomUUID(),
      functionName: name,
      openTransactions: 0,
      isNested: false,
      ...details,
    }
    this.running.set(invocation.id, invocation)
    try {
      const json = await this.pool.withWorker(bundle, invocation.isNested, (worker) =>
        worker.run(this.callOf(bundle, invocation, event), bundle.timeout),
      )
      return checkSize(json)
    } finally {
      this.running.delete(invocation.id)
    }
  }

  private callOf(bundle: Bundle, invocation: Invocation, event: unknown) {
    const environment = callEnvironment(invocation, this.options.url())
    const fixed = fixedEnvironment(bundle, this.options.deployment.environment)
    return {
      event: JSON.stringify(event ?? {}),
      environment,
      context: callContext(bundle, invocation, { ...fixed, ...environment }),
    }
  }
}

function checkSize(json: string): string {
  const bytes = Buffer.byteLength(json)
  if (bytes <= maximumResultBytes) return json
  throw new GatewayError(
    'FUNCTIONS_EXECUTE_FAIL',
    `the function's result is ${bytes} bytes, the limit is ${maximumResultBytes}`,
  )
}
