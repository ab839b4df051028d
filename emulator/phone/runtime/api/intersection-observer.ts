import * as glassEasel from 'glass-easel'
import { elementOf, nodeOf, rectangleOf, type Caller } from '../framework/descriptor'
import { viewport } from '../framework/backend'
import { topPage } from '../pages/stack'

interface ObserverOptions {
  thresholds?: number[]
  initialRatio?: number
  observeAll?: boolean
}

interface Margins {
  left?: number
  top?: number
  right?: number
  bottom?: number
}

/** wx.createIntersectionObserver on the browser's own observer. */
export class PhoneIntersectionObserver {
  private root: Element | null = null
  private margins: Margins = {}
  private observer: IntersectionObserver | null = null
  private readonly scope: Caller | null
  private readonly options: ObserverOptions

  constructor(scope: Caller | null, options: ObserverOptions = {}) {
    this.scope = scope
    this.options = options
  }

  relativeTo(selector: string, margins: Margins = {}): this {
    this.root = this.find(selector)[0] ?? null
    this.margins = margins
    return this
  }

  relativeToViewport(margins: Margins = {}): this {
    this.root = viewport.element
    this.margins = margins
    return this
  }

  observe(selector: string, listener: (result: object) => void): void {
    const { top = 0, right = 0, bottom = 0, left = 0 } = this.margins
    this.observer = new IntersectionObserver(
      (entries) => entries.forEach((entry) => listener(describe(entry))),
      {
        root: this.root,
        rootMargin: `${top}px ${right}px ${bottom}px ${left}px`,
        threshold: this.options.thresholds ?? [0],
      },
    )
    const found = this.find(selector)
    const watched = this.options.observeAll ? found : found.slice(0, 1)
    for (const node of watched) this.observer.observe(node)
  }

  disconnect(): void {
    this.observer?.disconnect()
  }

  private find(selector: string): HTMLElement[] {
    const element = this.scope === null ? topPage().component : elementOf(this.scope)
    if (!glassEasel.Component.isComponent(element)) return []
    const found = element.getShadowRoot()?.querySelectorAll(selector) ?? []
    return found.map(nodeOf).filter((node) => node !== null)
  }
}

function describe(entry: IntersectionObserverEntry): object {
  return {
    id: entry.target.id,
    dataset: { ...(entry.target as HTMLElement).dataset },
    intersectionRatio: entry.intersectionRatio,
    boundingClientRect: rectangleOf(entry.target),
    intersectionRect: entry.intersectionRect,
    relativeRect: entry.rootBounds,
    time: entry.time,
  }
}
