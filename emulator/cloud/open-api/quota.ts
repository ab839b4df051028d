/** How many messages a person still allows: one per tap on "allow", spent one by one. */
export class QuotaLedger {
  private readonly left = new Map<string, number>()

  grant(openid: string, template: string, times = 1): void {
    this.left.set(this.key(openid, template), this.remaining(openid, template) + times)
  }

  remaining(openid: string, template: string): number {
    return this.left.get(this.key(openid, template)) ?? 0
  }

  /** Takes one; false when none is left. */
  spend(openid: string, template: string): boolean {
    const remaining = this.remaining(openid, template)
    if (remaining === 0) return false
    this.left.set(this.key(openid, template), remaining - 1)
    return true
  }

  private key(openid: string, template: string): string {
    return `${openid}/${template}`
  }
}
