import { statSync } from 'node:fs'
import os from 'node:os'
import type { Bundle } from './bundles'
import { FunctionWorker } from './function-worker'
import type { WorkerOptions } from './function-worker'

const defaultBusyLimit = os.cpus().length * 2
const idleLimit = 16

interface PooledWorker {
  worker: FunctionWorker
  /** Name and modification time of the bundle it has loaded. */
  version: string
}

export interface PoolOptions {
  /** Makes a worker's fixed settings for a function. */
  settings: (bundle: Bundle) => WorkerOptions
  /** Most calls that run at once; others wait their turn. */
  limit?: number
}

function versionOf(bundle: Bundle): string {
  return `${bundle.name}@${statSync(bundle.entry).mtimeMs}`
}

/**
 * Workers kept warm between calls. A worker runs one call at a time, because the SDK reads who
 * calls from the process environment; a changed bundle gets fresh workers.
 */
export class WorkerPool {
  private readonly idle: PooledWorker[] = []
  private readonly busy = new Set<PooledWorker>()
  private readonly waiting: (() => void)[] = []
  private readonly limit: number
  private running = 0

  constructor(private readonly options: PoolOptions) {
    this.limit = options.limit ?? defaultBusyLimit
  }

  /** Calls running now, those that functions made of each other included, and calls waiting. */
  get load(): { running: number; waiting: number; idle: number } {
    return { running: this.busy.size, waiting: this.waiting.length, idle: this.idle.length }
  }

  /** Runs `use` with a worker of its own. Nested calls start at once: their caller holds a turn. */
  async withWorker<T>(
    bundle: Bundle,
    isNested: boolean,
    use: (worker: FunctionWorker) => Promise<T>,
  ): Promise<T> {
    if (!isNested) await this.takeTurn()
    try {
      return await this.lend(bundle, use)
    } finally {
      if (!isNested) this.endTurn()
    }
  }

  async close(): Promise<void> {
    const all = [...this.idle, ...this.busy]
    this.idle.length = 0
    await Promise.all(all.map(({ worker }) => worker.stop()))
  }

  private async lend<T>(bundle: Bundle, use: (worker: FunctionWorker) => Promise<T>): Promise<T> {
    const pooled = this.take(bundle)
    this.busy.add(pooled)
    try {
      return await use(pooled.worker)
    } finally {
      this.busy.delete(pooled)
      this.giveBack(pooled)
    }
  }

  private async takeTurn(): Promise<void> {
    if (this.running < this.limit) {
      this.running += 1
      return
    }
    await new Promise<void>((resolve) => this.waiting.push(resolve))
  }

  /** Hands the turn on, so that the one who waited longest is next. */
  private endTurn(): void {
    const next = this.waiting.shift()
    if (next) next()
    else this.running -= 1
  }

  private take(bundle: Bundle): PooledWorker {
    const version = versionOf(bundle)
    this.retire(bundle, version)
    const at = this.idle.findLastIndex((pooled) => pooled.version === version)
    const warm = at < 0 ? undefined : this.idle.splice(at, 1)[0]
    return warm ?? { worker: new FunctionWorker(this.options.settings(bundle)), version }
  }

  /** Stops workers that are dead or hold an older bundle of the function. */
  private retire(bundle: Bundle, version: string): void {
    const isStale = (pooled: PooledWorker) =>
      pooled.worker.isDead ||
      (pooled.version.startsWith(`${bundle.name}@`) && pooled.version !== version)
    for (const stale of this.idle.filter(isStale)) this.discard(stale)
  }

  private discard(pooled: PooledWorker): void {
    this.idle.splice(this.idle.indexOf(pooled), 1)
    void pooled.worker.stop()
  }

  private giveBack(pooled: PooledWorker): void {
    if (pooled.worker.isDead) return
    this.idle.push(pooled)
    if (this.idle.length > idleLimit) this.discard(this.idle[0] as PooledWorker)
  }
}
