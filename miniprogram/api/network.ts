type Listener = (isOnline: boolean) => void

let online = true
const listeners = new Set<Listener>()

function settle(isOnline: boolean): void {
  if (isOnline === online) return
  online = isOnline
  listeners.forEach((listener) => {
    listener(isOnline)
  })
}

/** Starts watching the network; called once, at launch. */
export function followNetwork(): void {
  wx.getNetworkType({ success: ({ networkType }) => settle(networkType !== 'none') })
  wx.onNetworkStatusChange(({ isConnected }) => settle(isConnected))
}

export function isOnline(): boolean {
  return online
}

/** Tells `listener` of each change; returns how to stop. */
export function onNetworkChange(listener: Listener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
