import type { Fields } from '../engine/values'

/** How long WeChat lets one wait here for what takes it up to half an hour. */
const delay = 200

/** Events that WeChat pushes to the app by itself, a moment after what caused them. */
export class Pushes {
  private readonly timers = new Set<NodeJS.Timeout>()
  private running = 0

  /** `deliver`: calls the function that takes events; it never throws. */
  constructor(private readonly deliver: (event: Fields) => Promise<void>) {}

  /** Events not yet delivered. */
  get pending(): number {
    return this.timers.size + this.running
  }

  schedule(make: () => Promise<Fields>): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer)
      this.running += 1
      void make()
        .then((event) => this.deliver(event))
        .finally(() => (this.running -= 1))
    }, delay)
    this.timers.add(timer)
  }

  close(): void {
    for (const timer of this.timers) clearTimeout(timer)
    this.timers.clear()
  }
}
