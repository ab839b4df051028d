import { trackDrag } from '../framework/drag'
import type { Builtin, BuiltinDefinition } from './builtin'

const turnShare = 0.2

/** Slides side by side; moves by finger, by `current`, or by itself. */
class Swiper {
  private current = 0
  private timer: ReturnType<typeof setInterval> | undefined
  private readonly dots = document.createElement('div')
  private readonly builtin: Builtin

  constructor(builtin: Builtin) {
    this.builtin = builtin
    this.dots.className = 'phone-swiper-dots'
    builtin.node.append(this.dots)
    new MutationObserver(() => this.place(0)).observe(builtin.node, { childList: true })
    this.follow()
    this.listen()
    setTimeout(() => this.place(0))
  }

  private get slides(): HTMLElement[] {
    return [...this.builtin.node.querySelectorAll<HTMLElement>(':scope > wx-swiper-item')]
  }

  private get isVertical(): boolean {
    return this.builtin.flag('vertical')
  }

  private get extent(): number {
    const { node } = this.builtin
    const shown = Math.max(1, this.builtin.number('displayMultipleItems'))
    const margins = this.margin('previousMargin') + this.margin('nextMargin')
    return ((this.isVertical ? node.clientHeight : node.clientWidth) - margins) / shown
  }

  private margin(name: string): number {
    const text = this.builtin.text(name)
    const amount = Number.parseFloat(text) || 0
    return text.endsWith('rpx') ? (amount * document.body.clientWidth) / 750 : amount
  }

  private follow(): void {
    const { builtin } = this
    builtin.watch(['current'], () => this.go(builtin.number('current'), ''))
    builtin.watch(['vertical', 'previousMargin', 'nextMargin', 'displayMultipleItems'], () =>
      this.place(0),
    )
    builtin.watch(['indicatorDots', 'indicatorColor', 'indicatorActiveColor'], () => this.draw())
    builtin.watch(['autoplay', 'interval'], () => this.schedule())
  }

  private schedule(): void {
    clearInterval(this.timer)
    if (!this.builtin.flag('autoplay')) return
    this.timer = setInterval(() => this.turn(1, 'autoplay'), this.builtin.number('interval'))
  }

  private listen(): void {
    trackDrag(this.builtin.node, {
      accepts: ({ x, y }) => Math.abs(x) > Math.abs(y) !== this.isVertical,
      start: () => clearInterval(this.timer),
      move: ({ x, y }) => this.place(this.isVertical ? y : x),
      end: ({ x, y }) => {
        const way = this.isVertical ? y : x
        const steps = Math.abs(way) > this.extent * turnShare ? -Math.sign(way) : 0
        this.turn(steps, 'touch')
        this.schedule()
      },
    })
  }

  private turn(steps: number, source: string): void {
    const count = this.slides.length
    const wanted = this.current + steps
    const isCircular = this.builtin.flag('circular')
    const next = isCircular ? (wanted + count) % count : Math.min(count - 1, Math.max(0, wanted))
    this.go(next, source)
  }

  private go(index: number, source: string): void {
    const isSame = index === this.current
    this.current = index
    this.place(0, this.builtin.number('duration'))
    if (isSame) return
    this.builtin.set('current', index)
    this.builtin.emit('change', { current: index, currentItemId: '', source })
    setTimeout(
      () => this.builtin.emit('animationfinish', { current: index, currentItemId: '', source }),
      this.builtin.number('duration'),
    )
  }

  private place(dragged: number, duration = 0): void {
    const { extent, isVertical } = this
    const start = this.margin('previousMargin')
    for (const [index, slide] of this.slides.entries()) {
      const way = start + (index - this.current) * extent + dragged
      slide.style[isVertical ? 'height' : 'width'] = `${extent}px`
      slide.style.transition = duration === 0 ? 'none' : `transform ${duration}ms`
      slide.style.transform = isVertical ? `translateY(${way}px)` : `translateX(${way}px)`
      slide.toggleAttribute('inert', index !== this.current && start === 0)
    }
    this.draw()
  }

  private draw(): void {
    const isShown = this.builtin.flag('indicatorDots')
    const dots = isShown ? this.slides.map((_, index) => this.dot(index === this.current)) : []
    this.dots.replaceChildren(...dots)
  }

  private dot(isActive: boolean): HTMLElement {
    const dot = document.createElement('i')
    dot.style.background = this.builtin.text(isActive ? 'indicatorActiveColor' : 'indicatorColor')
    return dot
  }
}

export const swiper: readonly BuiltinDefinition[] = [
  {
    tag: 'swiper',
    properties: {
      indicatorDots: 'boolean',
      indicatorColor: ['string', 'rgba(0, 0, 0, .3)'],
      indicatorActiveColor: ['string', '#000000'],
      autoplay: 'boolean',
      current: 'number',
      currentItemId: 'string',
      interval: ['number', 5000],
      duration: ['number', 500],
      circular: 'boolean',
      vertical: 'boolean',
      previousMargin: ['string', '0px'],
      nextMargin: ['string', '0px'],
      snapToEdge: 'boolean',
      displayMultipleItems: ['number', 1],
      easingFunction: 'string',
    },
    setup: (builtin) => void new Swiper(builtin),
  },
  { tag: 'swiper-item', properties: { itemId: 'string', skipHiddenItemLayout: 'boolean' } },
]
