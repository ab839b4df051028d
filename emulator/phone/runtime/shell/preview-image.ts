import { shownFileUrl } from '../files/address'
import { trackDrag } from '../framework/drag'

interface Preview {
  urls: string[]
  current?: string | number
}

const turnDistance = 50

/** Photos over the whole screen; a tap closes, a drag to the side turns over. */
export function previewImages({ urls, current }: Preview): void {
  let index = typeof current === 'number' ? current : Math.max(0, urls.indexOf(current ?? ''))
  const element = document.createElement('div')
  element.className = 'phone-preview phone-shell'
  element.setAttribute('role', 'dialog')
  element.setAttribute('aria-label', '查看图片')
  const image = document.createElement('img')
  const counter = document.createElement('span')
  const show = (): void => {
    void shownFileUrl(urls[index] ?? '', '').then((address) => {
      image.src = address
    })
    image.alt = `第 ${index + 1} 张，共 ${urls.length} 张`
    counter.textContent = urls.length > 1 ? `${index + 1} / ${urls.length}` : ''
  }
  let hasTurned = false
  trackDrag(element, {
    move: () => undefined,
    end: ({ x }) => {
      hasTurned = true
      if (Math.abs(x) < turnDistance) return
      index = Math.min(urls.length - 1, Math.max(0, index - Math.sign(x)))
      show()
    },
  })
  element.addEventListener('click', () => {
    if (!hasTurned) element.remove()
    hasTurned = false
  })
  element.append(image, counter)
  show()
  document.body.append(element)
}
