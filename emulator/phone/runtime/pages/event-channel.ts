type Listener = (...parameters: unknown[]) => void

/** The channel between a page and the page it opened. */
export class EventChannel {
  private readonly listeners = new Map<string, Set<Listener>>()

  constructor(events: Record<string, Listener> = {}) {
    for (const [name, listener] of Object.entries(events)) this.on(name, listener)
  }

  on(name: string, listener: Listener): void {
    const known = this.listeners.get(name) ?? new Set()
    this.listeners.set(name, known.add(listener))
  }

  once(name: string, listener: Listener): void {
    const once: Listener = (...parameters) => {
      this.off(name, once)
      listener(...parameters)
    }
    this.on(name, once)
  }

  off(name: string, listener?: Listener): void {
    if (listener === undefined) this.listeners.delete(name)
    else this.listeners.get(name)?.delete(listener)
  }

  emit(name: string, ...parameters: unknown[]): void {
    for (const listener of [...(this.listeners.get(name) ?? [])]) listener(...parameters)
  }
}
