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

/**
 * The group whose card was opened, as a CloudID that only the server can read;
 * undefined when it was opened in another way or the group can't be told.
 */
export function readGroup(): Promise<unknown> {
  if (!isFromChat()) return Promise.resolve(undefined)
  return new Promise((resolve) => {
    wx.getGroupEnterInfo({
      success: (result) => resolve(toCloudId(result)),
      fail: () => resolve(undefined),
    })
  })
}

/** `cloudID` is present when cloud development is on, which the typings leave out. */
function toCloudId(result: object): unknown {
  const id = 'cloudID' in result ? result.cloudID : undefined
  return typeof id === 'string' ? wx.cloud.CloudID(id) : undefined
}
