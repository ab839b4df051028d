import { shownFileUrl } from '../files/address'

const source = Object.getOwnPropertyDescriptor(HTMLImageElement.prototype, 'src')

/** A picture to draw on a canvas; its `src` is any path the mini program may name. */
export function createCanvasImage(): HTMLImageElement {
  const image = new Image()
  let path = ''
  const load = async (): Promise<void> => {
    const asked = path
    const url = await shownFileUrl(asked, '')
    if (asked === path) source?.set?.call(image, url)
  }
  return Object.defineProperty(image, 'src', {
    get: () => path,
    set(value: unknown) {
      path = String(value)
      void load()
    },
  })
}
