import cloud from 'wx-server-sdk'
import type { CardMessage } from '../../../core/chat-tool/types'
import type { Room } from '../chat-card'

/** The part of wx-server-sdk that its own typings leave out. */
interface ChatTool {
  openapi: { chattoolmsg: { send(message: object): Promise<unknown> } }
  getOpenData(options: { list: string[] }): Promise<{
    list: { data?: { opengid?: string; group_openid?: string } }[]
  }>
}

const wx = cloud as unknown as ChatTool

/** The published version of the mini program opens from the system's line in the group. */
const published = 0

/** Tells a dynamic card's state; WeChat's error code, 0 when it took it. */
export async function sendCardMessage(message: CardMessage): Promise<{ code: number }> {
  try {
    await wx.openapi.chattoolmsg.send({ ...message, versionType: published })
    return { code: 0 }
  } catch (error) {
    const { errCode = -1 } = error as { errCode?: number }
    console.error('a card in a group was not updated:', error)
    return { code: errCode }
  }
}

/** The group a chat tool was opened in, and who opened it there, asked of WeChat by the cloudID. */
export async function readRoom(cloudId: string): Promise<Room | null> {
  try {
    const { list } = await wx.getOpenData({ list: [cloudId] })
    const { opengid, group_openid: memberId } = list[0]?.data ?? {}
    return opengid && memberId ? { groupId: opengid, memberId } : null
  } catch {
    return null
  }
}
