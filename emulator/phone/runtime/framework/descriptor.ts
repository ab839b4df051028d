import type * as glassEasel from 'glass-easel'
import { viewport } from './backend'

/** What an event says of an element, plus a hidden way back for WXS. */
export interface EventTarget {
  id: string
  dataset: Record<string, unknown>
  offsetLeft: number
  offsetTop: number
}

const elements = new WeakMap<EventTarget, glassEasel.Element>()

/** A method caller, i.e. the `this` of component code, or the element itself. */
export type Caller = glassEasel.Element | { _$: glassEasel.Element }

export function elementOf(caller: Caller): glassEasel.Element {
  return '_$' in caller ? caller._$ : caller
}

export function nodeOf(element: glassEasel.Element): HTMLElement | null {
  return element.getBackendElement() as unknown as HTMLElement | null
}

export function describeTarget(caller: Caller): EventTarget {
  const element = elementOf(caller)
  const node = nodeOf(element)
  const target = {
    id: element.id,
    dataset: element.dataset,
    offsetLeft: node?.offsetLeft ?? 0,
    offsetTop: node?.offsetTop ?? 0,
  }
  elements.set(target, element)
  return target
}

export function targetElement(target: EventTarget): glassEasel.Element | undefined {
  return elements.get(target)
}

export interface Rectangle {
  left: number
  top: number
  right: number
  bottom: number
  width: number
  height: number
}

/** Where an element is, measured from the top left corner of the page area. */
export function rectangleOf(node: Element): Rectangle {
  const origin = viewport.element.getBoundingClientRect()
  const { left, top, right, bottom, width, height } = node.getBoundingClientRect()
  return {
    left: left - origin.left,
    top: top - origin.top,
    right: right - origin.left,
    bottom: bottom - origin.top,
    width,
    height,
  }
}
