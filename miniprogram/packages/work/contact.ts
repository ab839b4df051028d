import type { RequestView } from '../../../typings/api'
import { callHandler } from '../../api/client'
import { explain } from '../../api/pages'

/** Whether somebody left a phone number that a handler could ask for. */
export function hasPhone({ reporter, onBehalfOf }: RequestView): boolean {
  return Boolean(reporter?.phone || onBehalfOf?.phone)
}

/** Shows the name and the whole number, and dials it when asked to. The look is logged. */
export async function showPhone(id: string): Promise<void> {
  const result = await callHandler('requests.revealContact', { id }, { busy: '正在查看' })
  if (!result.ok) {
    explain(result.failure.message)
    return
  }
  const { name = '居民', phone = '' } = result.data
  const answer = await wx.showModal({
    title: name,
    content: phone,
    confirmText: '打电话',
    cancelText: '先不',
  })
  if (answer.confirm) void wx.makePhoneCall({ phoneNumber: phone.replace(/\s/g, '') })
}
