import { onScopeDispose } from 'vue'

/**
 * Does something again and again, one after the other, while the component is there and somebody
 * looks at the page; at once when they come back to it.
 */
export function useEvery(milliseconds: number, run: () => Promise<unknown>): void {
  const parting = new AbortController()
  const { signal } = parting
  let timer: ReturnType<typeof setTimeout> | undefined
  let isRunning = false

  function rest(): void {
    clearTimeout(timer)
    if (!signal.aborted) timer = setTimeout(() => void beat(), milliseconds)
  }

  async function beat(): Promise<void> {
    if (isRunning || document.hidden) return
    isRunning = true
    await run()
    isRunning = false
    rest()
  }

  document.addEventListener('visibilitychange', () => void beat(), { signal })
  onScopeDispose(() => {
    parting.abort()
    clearTimeout(timer)
  })
  rest()
}
