import * as glassEasel from 'glass-easel'
import { builtinTags } from '../../compiler/builtin-tags'
import { effectiveTheme } from '../settings'
import { createPortal } from './portal'

type BackendElement = glassEasel.domlikeBackend.Element

const builtins = new Set<string>(builtinTags)
/** Taken from the DOM as they are; gestures and the built-in components raise all others. */
const domEvents = new Set(['transitionend', 'animationstart', 'animationiteration', 'animationend'])

/** Screen units in inline styles follow the phone, not the window. */
export function convertInlineStyle(style: string): string {
  return style
    .replace(/(-?(?:\d*\.)?\d+)rpx\b/g, 'calc(var(--phone-rpx) * $1)')
    .replace(/(-?(?:\d*\.)?\d+)(vh|vw)\b/g, 'calc(var(--phone-$2) * $1)')
}

/** glass-easel's DOM interface is a narrow view of the browser's own elements. */
function toBackend(element: HTMLElement): BackendElement {
  return element as unknown as BackendElement
}

function createElement(tag: string): HTMLElement {
  if (tag === 'root-portal') return createPortal()
  const element = document.createElement(builtins.has(tag) ? `wx-${tag}` : tag)
  const setAttribute = element.setAttribute.bind(element)
  element.setAttribute = (name: string, value: string) => {
    setAttribute(name, name === 'style' ? convertInlineStyle(String(value)) : value)
  }
  return element
}

/** Where pages are measured: the visible page area, set by the page stack. */
export const viewport: { element: HTMLElement } = { element: document.body }

/** Elements that want to know of a long press. */
export const longPressTargets = new WeakSet<object>()

/** glass-easel on the DOM, with WeChat's tags, units and sizes. */
export class PhoneBackend extends glassEasel.CurrentWindowBackendContext {
  constructor() {
    super()
    const { createTextNode, createDocumentFragment } = this.document
    this.document = {
      createElement: (tag) => toBackend(createElement(tag)),
      createTextNode: createTextNode.bind(document),
      createDocumentFragment: createDocumentFragment.bind(document),
    }
  }

  override getWindowWidth(): number {
    return viewport.element.clientWidth
  }

  override getWindowHeight(): number {
    return viewport.element.clientHeight
  }

  override getTheme(): string {
    return effectiveTheme()
  }

  /** The compiler has put all styles into one file. */
  override appendStyleSheetPath(): number {
    return 0
  }

  override setListenerStats(...listener: Parameters<ListenerStats>): void {
    if (listener[1] === 'longpress') longPressTargets.add(listener[0])
    if (domEvents.has(listener[1])) super.setListenerStats(...listener)
  }
}

type ListenerStats = glassEasel.CurrentWindowBackendContext['setListenerStats']
