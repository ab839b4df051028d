import { trackDrag } from '../framework/drag'
import type { Builtin, BuiltinDefinition } from './builtin'

const refreshResistance = 0.5

function nodeInside(builtin: Builtin, id: string): Element | null {
  const scope = builtin.component.ownerShadowRoot?.querySelector(`#${CSS.escape(id)}`)
  return (scope?.getBackendElement() as unknown as Element | undefined) ?? null
}

function scrollTo(builtin: Builtin, position: ScrollToOptions): void {
  const behavior = builtin.flag('scrollWithAnimation') ? 'smooth' : 'instant'
  builtin.node.scrollTo({ ...position, behavior })
}

function scrollIntoView(builtin: Builtin): void {
  const target = nodeInside(builtin, builtin.text('scrollIntoView'))
  if (target === null) return
  const { node } = builtin
  const [inner, outer] = [target.getBoundingClientRect(), node.getBoundingClientRect()]
  scrollTo(builtin, {
    top: node.scrollTop + (builtin.flag('scrollY') ? inner.top - outer.top : 0),
    left: node.scrollLeft + (builtin.flag('scrollX') ? inner.left - outer.left : 0),
  })
}

function followProperties(builtin: Builtin): void {
  const { node } = builtin
  builtin.watch(['scrollX', 'scrollY', 'type'], () => {
    node.style.overflowX = builtin.flag('scrollX') ? 'auto' : 'hidden'
    node.style.overflowY = builtin.flag('scrollY') ? 'auto' : 'hidden'
    node.tabIndex = builtin.flag('scrollX') || builtin.flag('scrollY') ? 0 : -1
  })
  builtin.watch(['enableFlex', 'showScrollbar', 'pagingEnabled'], () => {
    node.classList.toggle('phone-is-flex', builtin.flag('enableFlex'))
    node.classList.toggle('is-paging', builtin.flag('pagingEnabled'))
  })
  builtin.watch(['scrollTop'], () => {
    if (builtin.text('scrollTop') !== '') scrollTo(builtin, { top: toPixels(builtin, 'scrollTop') })
  })
  builtin.watch(['scrollLeft'], () => {
    if (builtin.text('scrollLeft') !== '')
      scrollTo(builtin, { left: toPixels(builtin, 'scrollLeft') })
  })
  builtin.watch(['scrollIntoView'], () => {
    if (builtin.text('scrollIntoView') !== '') setTimeout(() => scrollIntoView(builtin))
  })
}

/** Positions are numbers of px, or text with a unit. */
function toPixels(builtin: Builtin, name: string): number {
  const text = builtin.text(name)
  const amount = Number.parseFloat(text) || 0
  return text.endsWith('rpx')
    ? (amount * builtin.node.ownerDocument.body.clientWidth) / 750
    : amount
}

/** Raises scroll, and the edges once each time they are reached. */
function watchScroll(builtin: Builtin): void {
  const { node } = builtin
  let last = { top: 0, left: 0 }
  let edge: 'upper' | 'lower' | null = 'upper'
  node.addEventListener('scroll', () => {
    const { scrollTop, scrollLeft, scrollHeight, scrollWidth } = node
    const delta = { deltaX: last.left - scrollLeft, deltaY: last.top - scrollTop }
    builtin.emit('scroll', { scrollTop, scrollLeft, scrollHeight, scrollWidth, ...delta })
    last = { top: scrollTop, left: scrollLeft }
    const reached = edgeOf(builtin)
    if (reached !== edge && reached !== null) raiseEdge(builtin, reached)
    edge = reached
  })
}

function edgeOf(builtin: Builtin): 'upper' | 'lower' | null {
  const { node } = builtin
  const isHorizontal = builtin.flag('scrollX')
  const [offset, size, whole] = isHorizontal
    ? [node.scrollLeft, node.clientWidth, node.scrollWidth]
    : [node.scrollTop, node.clientHeight, node.scrollHeight]
  if (offset + size >= whole - builtin.number('lowerThreshold')) return 'lower'
  return offset <= builtin.number('upperThreshold') ? 'upper' : null
}

function raiseEdge(builtin: Builtin, edge: 'upper' | 'lower'): void {
  const isHorizontal = builtin.flag('scrollX')
  const direction = { upper: ['left', 'top'], lower: ['right', 'bottom'] }[edge]
  builtin.emit(`scrollto${edge}`, { direction: direction[isHorizontal ? 0 : 1] })
}

/** Pull down inside a scroll-view. */
function setupRefresher(builtin: Builtin): void {
  const { node } = builtin
  const indicator = document.createElement('div')
  indicator.className = 'phone-pull-down'
  indicator.innerHTML = '<i></i><i></i><i></i>'
  node.prepend(indicator)
  const open = (height: number): void => {
    indicator.style.height = `${height}px`
  }
  builtin.watch(['refresherTriggered'], () => {
    const isTriggered = builtin.flag('refresherTriggered')
    if (!isTriggered && indicator.offsetHeight > 0) builtin.emit('refresherrestore', {})
    indicator.classList.toggle('phone-pull-down--active', isTriggered)
    open(isTriggered ? builtin.number('refresherThreshold') : 0)
  })
  trackDrag(node, {
    accepts: ({ y }) => builtin.flag('refresherEnabled') && y > 0 && node.scrollTop <= 0,
    move: ({ y }) => {
      open(Math.max(0, y * refreshResistance))
      builtin.emit('refresherpulling', { dy: y })
    },
    end: ({ y }) => {
      const isFarEnough = y * refreshResistance >= builtin.number('refresherThreshold')
      if (isFarEnough) builtin.set('refresherTriggered', true)
      else open(0)
      builtin.emit(isFarEnough ? 'refresherrefresh' : 'refresherabort', {})
    },
  })
}

export const scrollView: BuiltinDefinition = {
  tag: 'scroll-view',
  properties: {
    scrollX: 'boolean',
    scrollY: 'boolean',
    upperThreshold: ['number', 50],
    lowerThreshold: ['number', 50],
    scrollTop: 'any',
    scrollLeft: 'any',
    scrollIntoView: 'string',
    scrollIntoViewOffset: 'number',
    scrollWithAnimation: 'boolean',
    enableBackToTop: 'boolean',
    enablePassive: 'any',
    refresherEnabled: 'boolean',
    refresherThreshold: ['number', 45],
    refresherDefaultStyle: ['string', 'black'],
    refresherBackground: 'string',
    refresherTriggered: 'boolean',
    enableFlex: 'boolean',
    scrollAnchoring: 'boolean',
    enhanced: 'boolean',
    bounces: ['boolean', true],
    showScrollbar: ['boolean', true],
    pagingEnabled: 'boolean',
    fastDeceleration: 'boolean',
    throttle: 'any',
    usingSticky: 'boolean',
    type: ['string', 'list'],
    associativeContainer: 'string',
    reverse: 'boolean',
  },
  setup(builtin) {
    followProperties(builtin)
    watchScroll(builtin)
    setupRefresher(builtin)
  },
}
