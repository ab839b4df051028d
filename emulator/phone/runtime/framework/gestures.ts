import type * as glassEasel from 'glass-easel'
import { longPressTargets, viewport } from './backend'
import { dispatch } from './events'

/** A finger, or the mouse with its button down. */
interface Contact {
  identifier: number
  pageX: number
  pageY: number
  clientX: number
  clientY: number
  force: number
}

interface OwnedNode extends Node {
  __wxElement?: glassEasel.Element
}

const tapDistance = 10
const longPressAfter = 350
/** Browsers repeat a touch as mouse events; those are not another tap. */
const mouseEchoTime = 800
const mouseIdentifier = 0
const nativeControls = 'input,textarea,select,button,a,video,[contenteditable],.phone-shell'

export function owningElement(node: EventTarget | null): glassEasel.Element | undefined {
  let current = node as OwnedNode | null
  while (current !== null && current.__wxElement === undefined) current = current.parentNode
  return current?.__wxElement
}

type Point = Pick<Touch, 'identifier' | 'clientX' | 'clientY'>

function toContact({ identifier, clientX, clientY }: Point): Contact {
  const origin = viewport.element.getBoundingClientRect()
  const scroller = viewport.element.querySelector('.phone-page-scroll')
  const x = clientX - origin.left
  const y = clientY - origin.top
  const pageY = y + (scroller?.scrollTop ?? 0)
  return { identifier, clientX: x, clientY: y, pageX: x, pageY, force: 1 }
}

/** Turns touches and the mouse into touchstart … tap, longpress, as WeChat names them. */
class GestureRecogniser {
  private start: Contact | null = null
  private target: EventTarget | null = null
  private longPressTimer: ReturnType<typeof setTimeout> | undefined
  private lastTouchAt = -mouseEchoTime
  private isMouseDown = false

  listen(): void {
    const active = { capture: true, passive: false }
    document.addEventListener('touchstart', (event) => this.onTouch('touchstart', event), active)
    document.addEventListener('touchmove', (event) => this.onTouch('touchmove', event), active)
    document.addEventListener('touchend', (event) => this.onTouch('touchend', event), active)
    document.addEventListener('touchcancel', (event) => this.onTouch('touchcancel', event), active)
    window.addEventListener('mousedown', (event) => this.onMouse('touchstart', event), true)
    window.addEventListener('mousemove', (event) => this.onMouse('touchmove', event), true)
    window.addEventListener('mouseup', (event) => this.onMouse('touchend', event), true)
    document.addEventListener('click', (event) => this.onClick(event), true)
  }

  private onTouch(type: string, event: TouchEvent): void {
    this.lastTouchAt = performance.now()
    const changed = Array.from(event.changedTouches, toContact)
    this.handle(type, event, { changed, all: Array.from(event.touches, toContact) })
  }

  private onMouse(type: string, event: MouseEvent): void {
    if (performance.now() - this.lastTouchAt < mouseEchoTime || event.button !== 0) return
    if (type === 'touchstart') this.isMouseDown = true
    if (!this.isMouseDown) return
    if (type === 'touchend') this.isMouseDown = false
    const { clientX, clientY } = event
    const contact = toContact({ identifier: mouseIdentifier, clientX, clientY })
    this.handle(type, event, { changed: [contact], all: type === 'touchend' ? [] : [contact] })
  }

  /** Keyboards and screen readers click without touching; such clicks count no presses. */
  private onClick(event: MouseEvent): void {
    if (event.detail > 0) return
    const element = owningElement(event.target)
    if (element !== undefined) this.raise(element, 'tap', { event, detail: { x: 0, y: 0 } })
  }

  private handle(
    type: string,
    event: Event,
    contacts: { changed: Contact[]; all: Contact[] },
  ): void {
    const [first] = contacts.changed
    if (first === undefined) return
    if (type === 'touchstart') this.begin(first, event.target)
    const element = owningElement(this.target)
    if (element === undefined) return
    const isKept = this.raise(element, type, { event, contacts, detail: pointOf(first) })
    if (isKept && type === 'touchmove' && event.cancelable) event.preventDefault()
    if (type === 'touchmove') this.move(first)
    if (type === 'touchend') this.end(element, event, first)
    if (type === 'touchcancel') this.cancel()
  }

  private begin(contact: Contact, target: EventTarget | null): void {
    this.start = contact
    this.target = target
    clearTimeout(this.longPressTimer)
    this.longPressTimer = setTimeout(() => this.longPress(contact), longPressAfter)
  }

  private longPress(contact: Contact): void {
    const element = owningElement(this.target)
    if (element === undefined || this.start === null) return
    const contacts = { changed: [contact], all: [contact] }
    const isKept = this.raise(element, 'longpress', { contacts, detail: pointOf(contact) })
    this.raise(element, 'longtap', { contacts, detail: pointOf(contact) })
    if (isKept || isLongPressTarget(this.target)) this.start = null
  }

  private move(contact: Contact): void {
    if (this.start === null) return
    const x = Math.abs(contact.clientX - this.start.clientX)
    const y = Math.abs(contact.clientY - this.start.clientY)
    if (x > tapDistance || y > tapDistance) this.cancel()
  }

  private end(element: glassEasel.Element, event: Event, contact: Contact): void {
    const isTap = this.start !== null
    this.cancel()
    if (!isTap) return
    this.keepFromClicking(event)
    this.raise(element, 'tap', {
      event,
      contacts: { changed: [contact], all: [] },
      detail: pointOf(contact),
    })
  }

  /** The click that follows a touch must not hit what the tap has just opened. */
  private keepFromClicking(event: Event): void {
    const node = event.target instanceof Element ? event.target : null
    if (node !== null && node.closest(nativeControls) !== null) return
    if (event.type === 'touchend' && event.cancelable) event.preventDefault()
    const focused = document.activeElement
    if (focused instanceof HTMLElement && event.type === 'touchend') focused.blur()
  }

  private cancel(): void {
    this.start = null
    clearTimeout(this.longPressTimer)
  }

  private raise(
    element: glassEasel.Element,
    type: string,
    content: {
      detail: unknown
      event?: Event
      contacts?: { changed: Contact[]; all: Contact[] }
    },
  ): boolean {
    const { detail, event, contacts } = content
    return dispatch(element, type, {
      detail,
      bubbles: true,
      composed: true,
      ...(event === undefined ? {} : { originalEvent: event }),
      fields: { touches: contacts?.all ?? [], changedTouches: contacts?.changed ?? [] },
    })
  }
}

function pointOf({ pageX, pageY }: Contact): { x: number; y: number } {
  return { x: pageX, y: pageY }
}

/** A long press takes the place of the tap only where somebody listens to it. */
function isLongPressTarget(node: EventTarget | null): boolean {
  let current = node as Node | null
  while (current !== null && !longPressTargets.has(current)) current = current.parentNode
  return current !== null
}

export function installGestures(): void {
  new GestureRecogniser().listen()
}
