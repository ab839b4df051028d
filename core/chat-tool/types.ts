/** How far the card in the group is: being handled, near its deadline, at an end. */
export type CardStep = 'open' | 'closing' | 'over'

/** The dynamic card of a request in a group; the newest one, if there ever was one. */
export interface ChatCard {
  activityId: string
  /** The group's openGId. */
  groupId: string
  /** Who has to complete it, as this group knows them. */
  memberId: string
  userId: string
  expiresAt: number
  /** What WeChat was last told. */
  step: CardStep
  isDone: boolean
  /** How often WeChat refused the present news. */
  tries: number
  /** When the clock must look at it; null when never. */
  dueAt: number | null
  rev: number
}

/** One chattoolmsg.send, in wx-server-sdk's spelling. */
export interface CardMessage {
  activityId: string
  targetState: 1 | 2 | 3
  participatorInfoList?: { groupOpenid: string; state: 1 }[]
}
