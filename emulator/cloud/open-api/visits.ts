/** When each person last opened the mini program: some open APIs ask for it. Forgotten at a restart. */
export class Visits {
  private readonly last = new Map<string, number>()

  constructor(private readonly now: () => number) {}

  note(openid: string): void {
    this.last.set(openid, this.now())
  }

  /** Whether the person was here within so many milliseconds. */
  isWithin(openid: string, span: number): boolean {
    const at = this.last.get(openid)
    return at !== undefined && this.now() - at <= span
  }
}

/** How often something was done in the present minute. */
export class Rates {
  private readonly counts = new Map<string, { minute: number; times: number }>()

  constructor(private readonly now: () => number) {}

  /** Takes one; false when the minute's limit is reached. */
  take(name: string, limit: number): boolean {
    const minute = Math.floor(this.now() / 60_000)
    const count = this.counts.get(name)
    const times = count?.minute === minute ? count.times : 0
    if (times >= limit) return false
    this.counts.set(name, { minute, times: times + 1 })
    return true
  }
}
