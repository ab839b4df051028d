import { ref } from 'vue'

/**
 * Where calls wait while the person signs in again: the session ended in the middle of work, a
 * dialog asks over the page, and nothing that was typed is lost.
 */
export const isAskingAgain = ref(false)

let waiting: { promise: Promise<boolean>; resolve: (isIn: boolean) => void } | undefined
let isOpen = false

/** Calls wait at the gate only once somebody has been in: before, the sign-in page is shown. */
export function openGate(): void {
  isOpen = true
}

/** Resolves when the person is in again; with false when there was nobody or they left. */
export function signInAgain(): Promise<boolean> {
  if (!isOpen) return Promise.resolve(false)
  if (!waiting) {
    let resolve: (isIn: boolean) => void = () => undefined
    const promise = new Promise<boolean>((done) => (resolve = done))
    waiting = { promise, resolve }
    isAskingAgain.value = true
  }
  return waiting.promise
}

/** Lets the waiting calls go on, or fail when the person left. */
export function passGate(isIn: boolean): void {
  isAskingAgain.value = false
  isOpen = isIn
  waiting?.resolve(isIn)
  waiting = undefined
}
