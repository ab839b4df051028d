import { trackDrag } from '../framework/drag'
import type { Builtin, BuiltinDefinition } from './builtin'

interface Position {
  x: number
  y: number
}

function clamp(value: number, room: number): number {
  return Math.min(Math.max(value, Math.min(0, room)), Math.max(0, room))
}

function setupMovableView(builtin: Builtin): void {
  const { node } = builtin
  let position: Position = { x: 0, y: 0 }
  let from: Position = position
  const place = (wanted: Position, source: string): void => {
    const area = node.closest<HTMLElement>('wx-movable-area')
    const room = {
      x: (area?.clientWidth ?? 0) - node.offsetWidth,
      y: (area?.clientHeight ?? 0) - node.offsetHeight,
    }
    position = { x: clamp(wanted.x, room.x), y: clamp(wanted.y, room.y) }
    node.style.transform = `translate(${position.x}px, ${position.y}px)`
    builtin.emit('change', { ...position, source })
  }
  builtin.watch(['x', 'y'], () => {
    const wanted = { x: builtin.number('x'), y: builtin.number('y') }
    setTimeout(() => place(wanted, ''))
  })
  trackDrag(node, {
    accepts: () => !builtin.flag('disabled') && !['', 'none'].includes(builtin.text('direction')),
    start: () => {
      from = position
    },
    move: ({ x, y }) => {
      const direction = builtin.text('direction')
      const dx = direction === 'vertical' ? 0 : x
      const dy = direction === 'horizontal' ? 0 : y
      place({ x: from.x + dx, y: from.y + dy }, 'touch')
    },
    end: () => undefined,
  })
}

export const movable: readonly BuiltinDefinition[] = [
  { tag: 'movable-area', properties: { scaleArea: 'boolean' } },
  {
    tag: 'movable-view',
    properties: {
      direction: ['string', 'none'],
      inertia: 'boolean',
      outOfBounds: 'boolean',
      x: 'any',
      y: 'any',
      damping: 'number',
      friction: 'number',
      disabled: 'boolean',
      scale: 'boolean',
      animation: ['boolean', true],
    },
    setup: setupMovableView,
  },
]
