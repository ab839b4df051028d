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

type Wrap = (
  this: glassEasel.Event<unknown>,
  target: Caller,
  mark: Record<string, unknown> | null,
  currentTarget: Caller,
) => object

/** Handlers of the mini program see WeChat's event object: plain targets with id and dataset. */
const wrapEvent: Wrap = function (target, mark, currentTarget) {
  const { type, timeStamp, detail, extraFields } = this
  return Object.assign(Object.create(this) as object, {
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
  Object.defineProperty(glassEasel.Event.prototype, 'wrapShadowedEvent', { value: wrapEvent })
}
