import { trackDrag } from '../framework/drag'

const triggerDistance = 60
const resistance = 0.45

interface PullDownOptions {
  isEnabled: boolean
  onRefresh(): void
}

/** Pull-down refresh of a whole page: three dots above the content. */
export class PullDown {
  private readonly indicator = document.createElement('div')
  private readonly scroller: HTMLElement
  private readonly options: PullDownOptions
  private isRefreshing = false
  private height = 0

  constructor(scroller: HTMLElement, options: PullDownOptions) {
    this.scroller = scroller
    this.options = options
    this.indicator.className = 'phone-pull-down'
    this.indicator.innerHTML = '<i></i><i></i><i></i>'
    scroller.append(this.indicator)
    if (options.isEnabled) this.listen()
  }

  private listen(): void {
    trackDrag(this.scroller, {
      accepts: ({ y }) => y > 0 && this.scroller.scrollTop <= 0 && !this.isRefreshing,
      move: ({ y }) => this.open(Math.max(0, y * resistance)),
      end: () => this.release(),
    })
  }

  private open(height: number): void {
    this.height = height
    this.indicator.style.height = `${height}px`
  }

  private release(): void {
    if (this.height >= triggerDistance) this.start()
    else this.stop()
  }

  start(): void {
    this.isRefreshing = true
    this.indicator.classList.add('phone-pull-down--active')
    this.open(triggerDistance)
    this.options.onRefresh()
  }

  stop(): void {
    this.isRefreshing = false
    this.indicator.classList.remove('phone-pull-down--active')
    this.open(0)
  }
}
