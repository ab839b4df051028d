import { trackDrag } from '../framework/drag'

const settleTime = 120

interface WheelOptions {
  /** Height of one item in px, read when needed because styles may change it. */
  itemHeight(): number
  onPick(index: number): void
  onStart?(): void
}

/** A column that snaps to its items: picks the one in the middle. */
export class Wheel {
  private timer: ReturnType<typeof setTimeout> | undefined
  private picked = 0
  /** The item a tap has sent the column to; what it passes on the way is not picked. */
  private destination: number | null = null
  private readonly column: HTMLElement
  private readonly options: WheelOptions

  constructor(column: HTMLElement, options: WheelOptions) {
    this.column = column
    this.options = options
    column.classList.add('phone-wheel')
    column.addEventListener('scroll', () => this.settle())
    column.addEventListener('pointerdown', () => {
      this.destination = null
    })
    this.dragByMouse()
  }

  private settle(): void {
    if (this.timer === undefined) this.options.onStart?.()
    clearTimeout(this.timer)
    this.timer = setTimeout(() => {
      this.timer = undefined
      this.report()
    }, settleTime)
  }

  private report(): void {
    const index = Math.round(this.column.scrollTop / this.options.itemHeight())
    const isOnItsWay = this.destination !== null && index !== this.destination
    if (index === this.picked || isOnItsWay) return
    this.destination = null
    this.picked = index
    this.options.onPick(index)
  }

  /** A mouse has no finger to fling with. */
  private dragByMouse(): void {
    let from = 0
    trackDrag(this.column, {
      accepts: (_, event) => event instanceof MouseEvent,
      start: () => {
        from = this.column.scrollTop
        this.column.style.scrollSnapType = 'none'
      },
      move: ({ y }) => {
        this.column.scrollTop = from - y
      },
      end: () => {
        this.column.style.scrollSnapType = ''
      },
    })
  }

  /** Shows an item in the middle without reporting it. */
  show(index: number): void {
    this.picked = index
    this.column.scrollTop = index * this.options.itemHeight()
  }

  /** Picks an item at once and moves there. */
  turnTo(index: number): void {
    if (index < 0) return
    this.destination = index
    if (index !== this.picked) {
      this.picked = index
      this.options.onPick(index)
    }
    this.column.scrollTo({ top: index * this.options.itemHeight(), behavior: 'smooth' })
  }
}
