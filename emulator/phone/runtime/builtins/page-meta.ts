import { pageStack } from '../pages/stack'
import type { Page } from '../pages/page'
import { scrollPage } from '../pages/scrolling'
import { onSettingChange, settings } from '../settings'
import type { Builtin, BuiltinDefinition } from './builtin'

function pageOf(builtin: Builtin): Page | undefined {
  return pageStack().all.find((page) => page.element.contains(builtin.node))
}

function rootFontSize(text: string): string {
  return text === 'system' ? `${settings.fontSize}px` : text
}

/** Style, font size and scrolling of the page itself. */
const pageMetaElement: BuiltinDefinition = {
  tag: 'page-meta',
  properties: {
    backgroundTextStyle: 'string',
    backgroundColor: 'string',
    backgroundColorTop: 'string',
    backgroundColorBottom: 'string',
    rootBackgroundColor: 'string',
    pageFontSize: 'string',
    pageStyle: 'string',
    rootFontSize: 'string',
    pageOrientation: 'string',
    scrollTop: 'string',
    scrollDuration: ['number', 300],
  },
  setup(builtin) {
    const root = builtin.node.closest<HTMLElement>('wx-page')
    builtin.watch(['pageStyle', 'pageFontSize'], () => {
      if (root === null) return
      root.style.cssText = builtin.text('pageStyle')
      const size = rootFontSize(builtin.text('pageFontSize'))
      if (size !== '') root.style.fontSize = size
      const isLocked = root.style.overflow === 'hidden'
      root.closest('.phone-page-scroll')?.classList.toggle('phone-page-scroll--locked', isLocked)
    })
    const applyRootSize = (): void => {
      document.documentElement.style.fontSize = rootFontSize(builtin.text('rootFontSize'))
    }
    builtin.watch(['rootFontSize'], applyRootSize)
    onSettingChange((name) => {
      if (name === 'fontSize' && builtin.node.isConnected) applyRootSize()
    })
    builtin.watch(['backgroundColor'], () => {
      const page = pageOf(builtin)
      const colour = builtin.text('backgroundColor')
      if (page !== undefined && colour !== '') page.view.style.backgroundColor = colour
    })
    builtin.watch(['scrollTop'], () => {
      const page = pageOf(builtin)
      const scrollTop = Number.parseFloat(builtin.text('scrollTop'))
      if (page === undefined || Number.isNaN(scrollTop)) return
      scrollPage(page, { scrollTop, duration: builtin.number('scrollDuration') })
    })
  },
}

const navigationBarElement: BuiltinDefinition = {
  tag: 'navigation-bar',
  properties: {
    title: 'string',
    loading: 'boolean',
    frontColor: 'string',
    backgroundColor: 'string',
    colorAnimationDuration: 'number',
    colorAnimationTimingFunc: 'string',
  },
  setup(builtin) {
    builtin.watch(['title', 'loading', 'frontColor', 'backgroundColor'], () => {
      const bar = pageOf(builtin)?.navigationBar
      if (bar === undefined) return
      const [front, background] = [builtin.text('frontColor'), builtin.text('backgroundColor')]
      if (builtin.text('title') !== '') bar.title = builtin.text('title')
      bar.isLoading = builtin.flag('loading')
      bar.setColours({
        ...(front === '' ? {} : { front }),
        ...(background === '' ? {} : { background }),
      })
    })
  },
}

export const pageMeta: readonly BuiltinDefinition[] = [pageMetaElement, navigationBarElement]
