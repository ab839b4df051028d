import { fileUrl, shownFileUrl } from '../files/address'
import type { Builtin, BuiltinDefinition } from './builtin'

const fits: Record<string, string> = {
  scaleToFill: 'fill',
  aspectFit: 'contain',
  aspectFill: 'cover',
  widthFix: 'fill',
  heightFix: 'fill',
}

/** The cropping modes: top, bottom left and so on. */
function applyMode(builtin: Builtin, image: HTMLImageElement): void {
  const mode = builtin.text('mode')
  const isCrop = !(mode in fits)
  image.style.objectFit = isCrop ? 'none' : (fits[mode] ?? 'fill')
  image.style.objectPosition = isCrop ? mode : ''
  builtin.node.classList.toggle('phone-is-width-fix', mode === 'widthFix')
  builtin.node.classList.toggle('phone-is-height-fix', mode === 'heightFix')
}

async function show(builtin: Builtin, element: HTMLImageElement): Promise<void> {
  const src = builtin.text('src')
  if (src === '') element.removeAttribute('src')
  else if (!src.startsWith('cloud://')) element.src = fileUrl(src, builtin.usedBy)
  else {
    const address = await shownFileUrl(src, builtin.usedBy)
    if (builtin.text('src') === src) element.src = address
  }
}

export const image: BuiltinDefinition = {
  tag: 'image',
  properties: {
    src: 'string',
    mode: ['string', 'scaleToFill'],
    lazyLoad: 'boolean',
    webp: 'boolean',
    showMenuByLongpress: 'boolean',
    fadeIn: 'boolean',
    forceHttp: 'boolean',
  },
  setup(builtin) {
    const element = document.createElement('img')
    element.draggable = false
    element.addEventListener('load', () => {
      builtin.emit('load', { width: element.naturalWidth, height: element.naturalHeight })
    })
    element.addEventListener('error', () => {
      builtin.emit('error', { errMsg: `GET ${builtin.text('src')} failed` })
    })
    builtin.watch(['mode'], () => applyMode(builtin, element))
    builtin.watch(['ariaLabel'], () => {
      element.alt = builtin.text('ariaLabel')
    })
    builtin.watch(['lazyLoad'], () => {
      element.loading = builtin.flag('lazyLoad') ? 'lazy' : 'eager'
    })
    builtin.watch(['src'], () => void show(builtin, element))
    builtin.node.prepend(element)
  },
}
