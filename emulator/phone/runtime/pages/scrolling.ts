import type { Page } from './page'

const defaultReachDistance = 50

/** Raises onPageScroll and, once per arrival at the end, onReachBottom. */
export function watchScrolling(page: Page): void {
  const { scroller, config } = page
  const distance = config.onReachBottomDistance ?? defaultReachDistance
  let reachedHeight = -1
  scroller.addEventListener(
    'scroll',
    () => {
      const { scrollTop, scrollHeight, clientHeight } = scroller
      page.call('onPageScroll', { scrollTop })
      const isAtEnd = scrollTop + clientHeight >= scrollHeight - distance
      if (isAtEnd && reachedHeight !== scrollHeight) {
        reachedHeight = scrollHeight
        page.call('onReachBottom')
      }
      if (!isAtEnd) reachedHeight = -1
    },
    { passive: true },
  )
}

/** Scrolls a page to a height or to the first element a selector finds. */
export function scrollPage(
  page: Page,
  {
    scrollTop,
    selector,
    duration = 300,
  }: { scrollTop?: number; selector?: string; duration?: number },
): void {
  const found = selector === undefined ? null : findNode(page, selector)
  const top = found === null ? (scrollTop ?? 0) : offsetIn(page.scroller, found)
  page.scroller.scrollTo({ top, behavior: duration === 0 ? 'instant' : 'smooth' })
}

function offsetIn(scroller: HTMLElement, node: HTMLElement): number {
  const distance = node.getBoundingClientRect().top - scroller.getBoundingClientRect().top
  return distance + scroller.scrollTop
}

function findNode(page: Page, selector: string): HTMLElement | null {
  const element = page.component.getShadowRoot()?.querySelector(selector)
  return (element?.getBackendElement() as unknown as HTMLElement | undefined) ?? null
}
