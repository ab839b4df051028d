import type { Wording } from '../../typings/settings'

export type { Wording }

/** What stands until staff write their own. */
export const defaultWording: Wording = {
  replies: [
    { label: '我来看看', text: '我来看看，有进展告诉您。' },
    { label: '正在处理', text: '正在处理，有结果告诉您。' },
  ],
  declines: {
    emergency_line: '情况紧急，请直接拨打 110、119 或 120，不要等待本平台处理',
    court_matter: '已经进入诉讼、仲裁或复议程序，请向承办的法院、仲裁或复议机关反映',
    already_closed: '同一件事已经办结，没有新的情况；如有新的情况请补充说明后重新反映',
    outside_district: '不在沙县区范围内，请拨打当地的 12345',
    not_a_request: '内容里没有需要办理的事项；如有具体的时间、地点和事情，欢迎重新反映',
  },
}
