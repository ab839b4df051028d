import type { NoGroup } from '../format/no-group'

/** Scenes in which the mini program is opened from a card in a chat. */
const chatScenes = [1007, 1008, 1036, 1044, 1158, 1160]

let scene = 0

/** Remembers how the mini program was opened this time. */
export function noteEntrance(entranceScene: number): void {
  scene = entranceScene
}

export function isFromChat(): boolean {
  return chatScenes.includes(scene)
}

type Entrance = { cloudId: unknown } | { none: NoGroup }

const reasons: Record<number, NoGroup> = { 40097: 'other_way', 65206: 'left' }

/** The group whose card was opened, as a CloudID that only the server can read, or why there is none. */
export function readEntrance(): Promise<Entrance> {
  if (!isFromChat()) return Promise.resolve({ none: 'other_way' })
  return new Promise((resolve) => {
    wx.getGroupEnterInfo({
      success: (result) => resolve(toEntrance(result)),
      fail: (failure) => resolve({ none: reasons[codeOf(failure)] ?? 'unknown' }),
    })
  })
}

/** The same as a call takes it along: undefined when there is none. */
export async function readGroup(): Promise<unknown> {
  const entrance = await readEntrance()
  return 'cloudId' in entrance ? entrance.cloudId : undefined
}

/** `cloudID` is present when cloud development is on, which the typings leave out. */
function toEntrance(result: object): Entrance {
  const id = 'cloudID' in result ? result.cloudID : undefined
  return typeof id === 'string' ? { cloudId: wx.cloud.CloudID(id) } : { none: 'unknown' }
}

/** `errCode` or `errno`, by the version of WeChat. */
function codeOf(failure: object): number {
  const { errCode, errno } = failure as { errCode?: number; errno?: number }
  return errCode ?? errno ?? 0
}
