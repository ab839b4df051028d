import * as glassEasel from 'glass-easel'
import { isBuiltin } from '../builtins/builtin'
import { convertInlineStyle } from './backend'
import { elementOf, nodeOf, rectangleOf, targetElement, type Caller } from './descriptor'
import type { EventTarget } from './descriptor'

type WxsFunction = ((...parameters: unknown[]) => unknown) & { isWxs?: true }
type MethodTable = Record<string, ((...parameters: unknown[]) => unknown) | undefined>

/** The style segment that templates leave alone (glass-easel's TEMP_EXTRA). */
const temporarySegment = 3

function toStyleText(style: string | Record<string, unknown>): string {
  if (typeof style === 'string') return convertInlineStyle(style)
  const kebab = (name: string): string => name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)
  const text = Object.entries(style).map(([name, value]) => `${kebab(name)}:${String(value)}`)
  return convertInlineStyle(text.join(';'))
}

/** What WXS code knows of an element (ComponentDescriptor). */
class ComponentDescriptor {
  private readonly state: Record<string, unknown> = {}
  private readonly element: glassEasel.Element

  constructor(element: glassEasel.Element) {
    this.element = element
  }

  /** The component this element is, or stands in when it is a plain or built-in one. */
  private component(): glassEasel.GeneralComponent | undefined {
    const isOwn = glassEasel.Component.isComponent(this.element) && !isBuiltin(this.element)
    if (isOwn) return this.element as glassEasel.GeneralComponent
    return this.element.ownerShadowRoot?.getHostNode()
  }

  private find(selector: string): glassEasel.Element[] {
    return this.component()?.getShadowRoot()?.querySelectorAll(selector) ?? []
  }

  selectComponent(selector: string): ComponentDescriptor | null {
    const [first] = this.find(selector)
    return first === undefined ? null : descriptorOf(first)
  }

  selectAllComponents(selector: string): ComponentDescriptor[] {
    return this.find(selector).map(descriptorOf)
  }

  setStyle(style: string | Record<string, unknown>): this {
    this.element.setNodeStyle(toStyleText(style), temporarySegment)
    return this
  }

  addClass(name: string): this {
    this.element.classList?.toggle(name, true)
    return this
  }

  removeClass(name: string): this {
    this.element.classList?.toggle(name, false)
    return this
  }

  hasClass(name: string): boolean {
    return this.element.classList?.contains(name) ?? false
  }

  getDataset(): Record<string, unknown> {
    return this.element.dataset
  }

  getState(): Record<string, unknown> {
    return this.state
  }

  callMethod(name: string, parameter?: unknown): void {
    const methods = this.component()?.getMethodCaller() as MethodTable | undefined
    methods?.[name]?.(parameter)
  }

  triggerEvent(name: string, detail?: unknown): void {
    this.element.triggerEvent(name, detail)
  }

  requestAnimationFrame(callback: () => void): void {
    window.requestAnimationFrame(callback)
  }

  setTimeout(callback: () => void, milliseconds: number): number {
    return window.setTimeout(callback, milliseconds)
  }

  clearTimeout(timer: number): void {
    window.clearTimeout(timer)
  }

  getComputedStyle(names: string[]): Record<string, string> {
    const node = nodeOf(this.element)
    const style = node === null ? null : getComputedStyle(node)
    return Object.fromEntries(names.map((name) => [name, style?.getPropertyValue(name) ?? '']))
  }

  getBoundingClientRect(): object {
    const node = nodeOf(this.element)
    return node === null ? {} : rectangleOf(node)
  }
}

const descriptors = new WeakMap<glassEasel.Element, ComponentDescriptor>()

function descriptorOf(element: glassEasel.Element): ComponentDescriptor {
  const known = descriptors.get(element) ?? new ComponentDescriptor(element)
  descriptors.set(element, known)
  return known
}

interface TemplateEvent {
  currentTarget: EventTarget
}

type ChangeParameters = [
  value: unknown,
  old: unknown,
  host: glassEasel.Element,
  element: glassEasel.Element,
]

type Receiver = Caller & object

/** What compiled templates call; see the compiler's wxml.ts. */
export const wxs = {
  /** Marks the functions a WXS module exports, so that handlers can tell them from methods. */
  mark(exported: Record<string, unknown>): Record<string, unknown> {
    for (const value of Object.values(exported)) {
      if (typeof value === 'function') (value as WxsFunction).isWxs = true
    }
    return exported
  },

  /** A listener of an event in a template that uses WXS. */
  callHandler(receiver: Receiver, event: TemplateEvent, handler: WxsFunction): unknown {
    if (!handler.isWxs) return handler.call(receiver, event)
    const element = targetElement(event.currentTarget)
    const instance = element === undefined ? null : descriptorOf(element)
    return handler(Object.assign(event, { instance }), descriptorOf(elementOf(receiver)))
  },

  /** A `change:property` listener: runs when the element has been built. */
  changeListener(listener: WxsFunction) {
    return (...[value, old, host, element]: ChangeParameters) => {
      queueMicrotask(() => listener(value, old, descriptorOf(host), descriptorOf(element)))
    }
  },
}

/** `x.constructor` in WXS is the name of the type. */
function wxsConstructor(value: unknown): string | undefined {
  if (value === null || value === undefined) return undefined
  if (Array.isArray(value)) return 'Array'
  const { constructor } = Object(value) as { constructor?: { name?: string } }
  return constructor?.name ?? 'Object'
}

export const wxsGlobals = {
  __wxsConstructor: wxsConstructor,
  getRegExp: (pattern: string, flags?: string) => new RegExp(pattern, flags),
  getDate: (
    ...parts: [] | [number | string] | [number, number, number?, number?, number?, number?]
  ) => Reflect.construct(Date, parts) as Date,
}
