import type { Locator } from 'playwright-core'

const patience = 10_000
const interval = 100

/** Waits until something read from the page is as wanted; fails with what it was last. */
export async function eventually<T>(read: () => Promise<T>, check: (value: T) => void) {
  const end = Date.now() + patience
  for (;;) {
    const value = await read()
    try {
      check(value)
      return
    } catch (error) {
      if (Date.now() > end) throw error
    }
    await new Promise((resolve) => setTimeout(resolve, interval))
  }
}

/** Waits until the element's attribute is that. */
export function expectAttribute(
  element: Locator,
  name: string,
  wanted: string | RegExp,
): Promise<void> {
  return eventually(
    () => element.first().getAttribute(name),
    (value) => {
      if (typeof wanted === 'string') expect(value).toBe(wanted)
      else expect(value).toMatch(wanted)
    },
  )
}

/** Waits until the element's text holds that. */
export function expectText(element: Locator, wanted: string | RegExp): Promise<void> {
  return eventually(
    () => element.first().innerText(),
    (text) => expect(text).toMatch(wanted),
  )
}

/** Waits until there are that many. */
export function expectCount(element: Locator, wanted: number): Promise<void> {
  return eventually(
    () => element.count(),
    (count) => expect(count).toBe(wanted),
  )
}
