import type { Cloud, OpenApiEvent } from '../../emulator'
import type { Desk, ServiceNotice } from '../../emulator/desk'

/** Puts each subscribe message into its receiver's service notices. Returns how to stop. */
export function showDeliveries(cloud: Cloud, desk: Desk): () => void {
  return cloud.onDelivery((event) => {
    if (event.api !== 'subscribeMessage.send' || !event.openid) return
    void desk.notify(event.openid, noticeOf(event.data))
  })
}

function noticeOf({ page, data }: OpenApiEvent['data']): ServiceNotice {
  const values = (data ?? {}) as Record<string, { value?: unknown }>
  const fields = Object.entries(values).map(([name, { value }]) => ({ name, text: String(value) }))
  return { title: '近邻e家', fields, path: typeof page === 'string' ? page : '' }
}
