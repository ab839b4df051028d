import * as glassEasel from 'glass-easel'

/** What one page has cost so far. */
export interface PageStats {
  route: string
  setDataCalls: number
  setDataBytes: number
  cloudCalls: number
}

const largestSetData = 256 * 1024

function emptyStats(route: string): PageStats {
  return { route, setDataCalls: 0, setDataBytes: 0, cloudCalls: 0 }
}

function countNodes(): number {
  const page = document.querySelector('.phone-page:not([hidden]) wx-page')
  const all = page?.querySelectorAll('*') ?? []
  return Array.from(all).filter((node) => '__wxElement' in node).length
}

/** Costs of the journey: sums since the start (or the last reset) and a line per page visit. */
class Stats {
  /** Milliseconds from the start of loading until the first page was there. */
  readyAfter = 0
  readonly pages: PageStats[] = []
  private total = emptyStats('')

  get setDataCalls(): number {
    return this.total.setDataCalls
  }

  get setDataBytes(): number {
    return this.total.setDataBytes
  }

  get cloudCalls(): number {
    return this.total.cloudCalls
  }

  /** Elements of the visible page, counted now. */
  get nodes(): number {
    return countNodes()
  }

  reset(): void {
    this.pages.length = 0
    this.total = emptyStats('')
  }

  startPage(route: string): void {
    this.pages.push(emptyStats(route))
  }

  countSetData(data: unknown): void {
    const bytes = new TextEncoder().encode(JSON.stringify(data)).length
    if (bytes > largestSetData) console.warn(`setData of ${bytes} bytes: WeChat warns above 256 KB`)
    for (const entry of this.current()) {
      entry.setDataCalls += 1
      entry.setDataBytes += bytes
    }
  }

  countCloudCall(): void {
    for (const entry of this.current()) entry.cloudCalls += 1
  }

  private current(): PageStats[] {
    const page = this.pages.at(-1)
    return page === undefined ? [this.total] : [this.total, page]
  }
}

export const stats = new Stats()

/** Counts the setData calls of the mini program's own code, not those of the built-in tags. */
export function countSetData(isCounted: (component: glassEasel.GeneralComponent) => boolean): void {
  const { setData } = glassEasel.Component.prototype
  glassEasel.Component.prototype.setData = function (data) {
    if (isCounted(this)) stats.countSetData(data)
    setData.call(this, data)
  }
}
