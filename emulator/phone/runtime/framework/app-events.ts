import { Listeners } from '../api/call'
import { callApp } from './definitions'

/** What the App and `wx.onX` are told about the life of the mini program. */
export const appEvents = {
  show: new Listeners<object>(),
  hide: new Listeners<void>(),
  error: new Listeners<string>(),
  rejection: new Listeners<{ reason: unknown }>(),
  pageNotFound: new Listeners<object>(),
}

export function raiseShow(options: object): void {
  callApp('onShow', options)
  appEvents.show.emit(options)
}

export function raiseHide(): void {
  callApp('onHide')
  appEvents.hide.emit()
}

export function raiseError(error: Error): void {
  const text = `${error.message}\n${error.stack ?? ''}`
  callApp('onError', text)
  appEvents.error.emit(text)
}

export function raiseRejection(reason: unknown): void {
  callApp('onUnhandledRejection', { reason })
  appEvents.rejection.emit({ reason })
}

/** True when somebody took care of the missing page. */
export function raisePageNotFound(target: object): boolean {
  const isHandled = callApp('onPageNotFound', target) || !appEvents.pageNotFound.isEmpty
  appEvents.pageNotFound.emit(target)
  return isHandled
}
