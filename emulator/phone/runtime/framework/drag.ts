/** How far a finger has come since it went down, in px. */
export interface DragOffset {
  x: number
  y: number
}

export interface DragHandlers {
  /** Decides, at the first few pixels, whether this drag is ours; others scroll as usual. */
  accepts?(offset: DragOffset, event: TouchEvent | MouseEvent): boolean
  start?(): void
  move(offset: DragOffset, event: TouchEvent | MouseEvent): void
  end(offset: DragOffset): void
}

const slop = 4

interface Point {
  x: number
  y: number
}

function pointOf(event: TouchEvent | MouseEvent): Point {
  const source = 'touches' in event ? (event.touches[0] ?? event.changedTouches[0]) : event
  return { x: source?.clientX ?? 0, y: source?.clientY ?? 0 }
}

/** Follows one finger (or the mouse) from an element and reports its way. */
class Drag {
  private origin: Point | null = null
  private offset: DragOffset = { x: 0, y: 0 }
  private isOurs: boolean | null = null
  private readonly handlers: DragHandlers

  constructor(element: HTMLElement, handlers: DragHandlers) {
    this.handlers = handlers
    element.addEventListener('touchstart', (event) => this.begin(event), { passive: true })
    element.addEventListener('touchmove', (event) => this.move(event), { passive: false })
    element.addEventListener('touchend', () => this.finish())
    element.addEventListener('touchcancel', () => this.finish())
    element.addEventListener('mousedown', (event) => this.followMouse(event))
  }

  private followMouse(event: MouseEvent): void {
    if (event.button !== 0) return
    this.begin(event)
    const move = (moved: MouseEvent): void => this.move(moved)
    const end = (): void => {
      removeEventListener('mousemove', move)
      this.finish()
    }
    addEventListener('mousemove', move)
    addEventListener('mouseup', end, { once: true })
  }

  private begin(event: TouchEvent | MouseEvent): void {
    this.origin = pointOf(event)
    this.offset = { x: 0, y: 0 }
    this.isOurs = null
  }

  private move(event: TouchEvent | MouseEvent): void {
    if (this.origin === null || this.isOurs === false) return
    const point = pointOf(event)
    this.offset = { x: point.x - this.origin.x, y: point.y - this.origin.y }
    if (this.isOurs === null && !this.decide(event)) return
    if (event.cancelable) event.preventDefault()
    this.handlers.move(this.offset, event)
  }

  private decide(event: TouchEvent | MouseEvent): boolean {
    if (Math.hypot(this.offset.x, this.offset.y) < slop) return false
    this.isOurs = this.handlers.accepts?.(this.offset, event) ?? true
    if (this.isOurs) this.handlers.start?.()
    return this.isOurs
  }

  private finish(): void {
    if (this.origin !== null && this.isOurs === true) this.handlers.end(this.offset)
    this.origin = null
  }
}

export function trackDrag(element: HTMLElement, handlers: DragHandlers): void {
  new Drag(element, handlers)
}
