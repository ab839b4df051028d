import type { ChatCardView } from '../../../typings/chat-tool'

/** What only works inside a group that the chat tool was opened in. */

export function isInRoom(): boolean {
  return wx.canIUse('getApiCategory') && wx.getApiCategory() === 'chatTool'
}

/** The group as a CloudID that only the server can read; undefined when WeChat does not tell. */
export function readRoom(): Promise<string | undefined> {
  return new Promise((resolve) => {
    wx.getChatToolInfo({
      success: ({ cloudID }) => resolve(cloudID),
      fail: () => resolve(undefined),
    })
  })
}

/** Only those named complete it; the others are told that they need not. */
const namedOnly = 1

/** Posts the card that the group sees change; false when the person did not, or WeChat would not. */
export async function postCard(card: ChatCardView): Promise<boolean> {
  try {
    await wx.updateShareMenu({
      withShareTicket: true,
      isUpdatableMessage: true,
      activityId: card.activityId,
      useForChatTool: true,
      chooseType: namedOnly,
      participant: [card.memberId],
      templateInfo: { templateId: card.templateId, parameterList: [] },
    } as WechatMiniprogram.UpdateShareMenuOption)
    await wx.shareAppMessageToGroup({ title: card.title, path: card.path })
    return true
  } catch {
    return false
  }
}

/** Lets the person choose whom to remind; empty when they chose nobody. */
export function chooseMembers(): Promise<string[]> {
  return new Promise((resolve) => {
    wx.selectGroupMembers({
      maxSelectCount: 10,
      success: (result) => resolve(result.members),
      fail: () => resolve([]),
    })
  })
}

/** "@… 请参与：…"; to be called in a tap. */
export async function remind(card: ChatCardView, members: string[]): Promise<boolean> {
  try {
    const link = { title: card.noticeTitle, entrancePath: card.path.slice(1) }
    await wx.notifyGroupMembers({ ...link, members, type: 'participate' })
    return true
  } catch {
    return false
  }
}
