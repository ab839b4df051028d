import { viewport } from '../framework/backend'
import { trackDrag } from '../framework/drag'
import type { Builtin, BuiltinDefinition } from './builtin'
import { registerField } from './fields'

interface SliderParts {
  track: HTMLElement
  label: HTMLElement
}

function draw(builtin: Builtin, { track, label }: SliderParts): void {
  const [min, max, value] = [builtin.number('min'), builtin.number('max'), builtin.number('value')]
  const share = max > min ? ((value - min) / (max - min)) * 100 : 0
  track.style.setProperty('--phone-share', `${Math.min(100, Math.max(0, share))}%`)
  track.style.setProperty('--phone-active', builtin.text('activeColor'))
  track.style.setProperty('--phone-rest', builtin.text('backgroundColor'))
  track.style.setProperty('--phone-block', `${builtin.number('blockSize')}px`)
  label.textContent = builtin.flag('showValue') ? String(value) : ''
  for (const [name, text] of Object.entries({ valuemin: min, valuemax: max, valuenow: value })) {
    builtin.node.setAttribute(`aria-${name}`, String(text))
  }
}

function viewportLeft(): number {
  return viewport.element.getBoundingClientRect().left
}

function valueAt(builtin: Builtin, track: HTMLElement, clientX: number): number {
  const { left, width } = track.getBoundingClientRect()
  const [min, max, step] = [
    builtin.number('min'),
    builtin.number('max'),
    builtin.number('step') || 1,
  ]
  const share = Math.min(1, Math.max(0, (clientX - left) / width))
  return Math.min(max, min + Math.round((share * (max - min)) / step) * step)
}

function setup(builtin: Builtin): void {
  const track = document.createElement('i')
  const label = document.createElement('span')
  track.className = 'phone-slider-track'
  label.className = 'phone-slider-value'
  builtin.node.append(track, label)
  builtin.node.setAttribute('role', 'slider')
  builtin.node.tabIndex = 0
  const names = ['min', 'max', 'value', 'activeColor', 'backgroundColor', 'blockSize', 'showValue']
  builtin.watch(names, () => draw(builtin, { track, label }))
  const move = (clientX: number, event: 'changing' | 'change'): void => {
    if (builtin.flag('disabled')) return
    builtin.set('value', valueAt(builtin, track, clientX))
    builtin.emit(event, { value: builtin.number('value') })
  }
  trackDrag(track, {
    accepts: ({ x, y }) => Math.abs(x) > Math.abs(y),
    move: (_, event) =>
      move('touches' in event ? (event.touches[0]?.clientX ?? 0) : event.clientX, 'changing'),
    end: () => builtin.emit('change', { value: builtin.number('value') }),
  })
  builtin.onTap(({ changedTouches }) => {
    const [touch] = changedTouches
    if (touch !== undefined) move(touch.clientX + viewportLeft(), 'change')
  })
  registerField(builtin, {
    value: () => builtin.number('value'),
    reset: () => builtin.set('value', builtin.number('min')),
  })
}

export const slider: BuiltinDefinition = {
  tag: 'slider',
  properties: {
    min: 'number',
    max: ['number', 100],
    step: ['number', 1],
    disabled: 'boolean',
    value: 'number',
    color: 'string',
    selectedColor: 'string',
    activeColor: ['string', '#1aad19'],
    backgroundColor: ['string', '#e9e9e9'],
    blockSize: ['number', 28],
    blockColor: 'string',
    showValue: 'boolean',
    name: 'string',
  },
  setup,
}
