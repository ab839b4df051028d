import { callHandler } from '../../api/client'
import { say } from '../../api/pages'
import { config } from '../../config'

const ordinaryGroup = 3

/** Whether this account and this phone have the chat tool at all. */
export function hasChatTool(): boolean {
  return config.hasChatTool && wx.canIUse('openChatTool')
}

/** The group to open it in; null where none is bound to the request's micro-grid, or none may be. */
export async function findChatRoom(id: string): Promise<string | null> {
  const found = await callHandler('chatCards.room', { id }, { isQuiet: true })
  return found.ok ? found.data.roomId : null
}

export function openChatTool(id: string, roomid: string): void {
  wx.openChatTool({
    url: `packages/chat-tool/tool?id=${id}`,
    roomid,
    chatType: ordinaryGroup,
    fail: () => say('没有打开，可以点“发到群里”'),
  })
}
