import * as glassEasel from 'glass-easel'
import { describeTarget, type Caller } from './descriptor'

export interface EventOptions {
  bubbles?: boolean
  composed?: boolean
  originalEvent?: Event
  /** Fields beside `detail`, e.g. `touches`. */
  fields?: Record<string, unknown>
}

/** Raises an event on an element; true when a `catch` listener or the like kept it. */
export function dispatch(
  element: glassEasel.Element,
  type: string,
  content: { detail: unknown } & EventOptions,
): boolean {
  const { detail, bubbles = false, composed = false, originalEvent, fields } = content
  const event = new glassEasel.Event(type, detail, {
    bubbles,
    composed,
    capturePhase: true,
    originalEvent,
    ...(fields === undefined ? {} : { extraFields: fields }),
  })
  glassEasel.Event.dispatchEvent(element, event)
  return event.defaultPrevented()
}

type WrapParameters = [target: Caller, mark: Record<string, unknown> | null, current: Caller]

/** Handlers of the mini program see WeChat's event object: plain targets with id and dataset. */
function shapeEvent(
  event: glassEasel.Event<unknown>,
  [target, mark, currentTarget]: WrapParameters,
): object {
  const { type, timeStamp, detail, extraFields } = event
  return Object.assign(Object.create(event) as object, {
    type,
    timeStamp,
    detail,
    ...extraFields,
    mark: mark ?? {},
    target: describeTarget(target),
    currentTarget: describeTarget(currentTarget),
  })
}

export function installEventShape(): void {
  Object.defineProperty(glassEasel.Event.prototype, 'wrapShadowedEvent', {
    value(this: glassEasel.Event<unknown>, ...parameters: WrapParameters) {
      return shapeEvent(this, parameters)
    },
  })
}
