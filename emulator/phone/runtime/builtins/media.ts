import { fileUrl } from '../files/address'
import type { Builtin, BuiltinDefinition, PropertyTable } from './builtin'

/** Says in its place what a component can't do here. */
function explain(builtin: Builtin, sentence: string): void {
  const note = document.createElement('p')
  note.className = 'phone-not-available'
  note.textContent = sentence
  builtin.node.prepend(note)
}

const videoProperties: PropertyTable = {
  src: 'string',
  controls: ['boolean', true],
  autoplay: 'boolean',
  loop: 'boolean',
  muted: 'boolean',
  poster: 'string',
  objectFit: ['string', 'contain'],
  initialTime: 'number',
}

function setupVideo(builtin: Builtin): void {
  const video = document.createElement('video')
  video.playsInline = true
  builtin.watch(['src'], () => {
    video.src = builtin.text('src') === '' ? '' : fileUrl(builtin.text('src'), builtin.usedBy)
  })
  builtin.watch(['controls', 'autoplay', 'loop', 'muted', 'objectFit'], () => {
    for (const name of ['controls', 'autoplay', 'loop', 'muted'] as const) {
      video[name] = builtin.flag(name)
    }
    video.style.objectFit = builtin.text('objectFit')
  })
  for (const type of ['play', 'pause', 'ended', 'error', 'waiting']) {
    video.addEventListener(type, () => builtin.emit(type, {}))
  }
  builtin.node.prepend(video)
}

function setupWebView(builtin: Builtin): void {
  const frame = document.createElement('iframe')
  frame.title = '网页'
  frame.addEventListener('load', () => builtin.emit('load', { src: builtin.text('src') }))
  builtin.watch(['src'], () => {
    if (builtin.text('src') !== '') frame.src = builtin.text('src')
  })
  builtin.node.append(frame)
}

function setupProgress(builtin: Builtin): void {
  const bar = document.createElement('i')
  const info = document.createElement('span')
  bar.className = 'phone-progress-bar'
  info.className = 'phone-progress-info'
  builtin.node.append(bar, info)
  builtin.node.setAttribute('role', 'progressbar')
  builtin.watch(['percent', 'showInfo', 'activeColor', 'backgroundColor', 'strokeWidth'], () => {
    const percent = Math.min(100, Math.max(0, builtin.number('percent')))
    bar.style.cssText = `--phone-percent:${percent}%;--phone-active:${builtin.text('activeColor')}`
    bar.style.height = `${builtin.number('strokeWidth')}px`
    bar.style.backgroundColor = builtin.text('backgroundColor')
    info.textContent = builtin.flag('showInfo') ? `${percent}%` : ''
    builtin.node.setAttribute('aria-valuenow', String(percent))
  })
}

const iconMarks: Record<string, string> = {
  success: '✓',
  success_no_circle: '✓',
  info: 'i',
  warn: '!',
  waiting: '…',
  cancel: '×',
  download: '↓',
  search: '⌕',
  clear: '×',
}

function setupIcon(builtin: Builtin): void {
  builtin.watch(['type', 'size', 'color'], () => {
    const { node } = builtin
    const size = builtin.text('size')
    node.dataset.type = builtin.text('type')
    node.dataset.mark = iconMarks[builtin.text('type')] ?? ''
    node.style.fontSize = /^\d+$/.test(size) ? `${size}px` : size
    node.style.setProperty('--phone-icon-colour', builtin.text('color') || null)
  })
}

function setupOpenData(builtin: Builtin): void {
  builtin.watch(['type', 'openGid'], () => {
    const { node } = builtin
    const names: Record<string, string> = { groupName: '微信群', userNickName: '微信用户' }
    node.textContent = builtin.text('defaultText') || (names[builtin.text('type')] ?? '')
    node.dataset.openGid = builtin.text('openGid')
  })
}

/** Media and display elements. */
export const media: readonly BuiltinDefinition[] = [
  { tag: 'video', properties: videoProperties, setup: setupVideo },
  { tag: 'web-view', properties: { src: 'string' }, setup: setupWebView },
  {
    tag: 'map',
    properties: {
      longitude: 'number',
      latitude: 'number',
      scale: ['number', 16],
      markers: 'array',
      polygons: 'array',
      showLocation: 'boolean',
    },
    setup: (builtin) => explain(builtin, '这里不能显示地图，请在微信中查看'),
  },
  {
    tag: 'progress',
    properties: {
      percent: 'number',
      showInfo: 'boolean',
      strokeWidth: ['number', 6],
      activeColor: ['string', '#09BB07'],
      backgroundColor: ['string', '#EBEBEB'],
      active: 'boolean',
      borderRadius: 'any',
      duration: 'number',
    },
    setup: setupProgress,
  },
  {
    tag: 'icon',
    properties: { type: 'string', size: ['any', 23], color: 'string' },
    setup: setupIcon,
  },
  {
    tag: 'open-data',
    properties: { type: 'string', openGid: 'string', lang: 'string', defaultText: 'string' },
    setup: setupOpenData,
  },
  {
    tag: 'cover-image',
    properties: { src: 'string' },
    setup(builtin) {
      const image = document.createElement('img')
      image.alt = ''
      builtin.watch(['src'], () => {
        image.src = fileUrl(builtin.text('src'), builtin.usedBy)
      })
      builtin.node.append(image)
    },
  },
]
