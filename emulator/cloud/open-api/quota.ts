/** So many sends, until then. */
export interface Allowance {
  times: number
  /** Milliseconds since 1970; without it there is no end. */
  until: number
}

const oneTime: Allowance = { times: 1, until: Number.POSITIVE_INFINITY }

/** How many messages a person still allows: one per tap on "allow", spent one by one. */
export class QuotaLedger {
  private readonly allowances = new Map<string, Allowance>()

  constructor(private readonly now: () => number) {}

  /** Adds sends of a template to a person. */
  grant(openid: string, template: string, { times, until }: Allowance = oneTime): void {
    const left = this.remaining(openid, template)
    this.allowances.set(keyOf(openid, template), { times: left + times, until })
  }

  /** Sets how many sends are left, whatever was left before. */
  reset(openid: string, template: string, allowance: Allowance): void {
    this.allowances.set(keyOf(openid, template), allowance)
  }

  remaining(openid: string, template: string): number {
    const allowance = this.allowances.get(keyOf(openid, template))
    return allowance && allowance.until > this.now() ? allowance.times : 0
  }

  /** Takes one; false when none is left. */
  spend(openid: string, template: string): boolean {
    if (this.remaining(openid, template) === 0) return false
    const allowance = this.allowances.get(keyOf(openid, template)) as Allowance
    this.reset(openid, template, { ...allowance, times: allowance.times - 1 })
    return true
  }
}

function keyOf(openid: string, template: string): string {
  return `${openid}/${template}`
}
