import { closePortal, openPortal } from '../framework/portal'
import type { BuiltinDefinition } from './builtin'
import { matchesMedia } from './match-media'

const view: BuiltinDefinition = { tag: 'view', properties: {} }

const text: BuiltinDefinition = {
  tag: 'text',
  properties: { selectable: 'boolean', userSelect: 'boolean', space: 'string', decode: 'boolean' },
  setup(builtin) {
    builtin.watch(['selectable', 'userSelect'], () => {
      const isSelectable = builtin.flag('selectable') || builtin.flag('userSelect')
      builtin.node.classList.toggle('phone-is-selectable', isSelectable)
    })
  },
}

const rootPortal: BuiltinDefinition = {
  tag: 'root-portal',
  properties: { enable: ['boolean', true] },
  setup(builtin) {
    builtin.watch(['enable'], () => openPortal(builtin.node, builtin.flag('enable')))
  },
  remove({ node }) {
    closePortal(node)
  },
}

const matchMedia: BuiltinDefinition = {
  tag: 'match-media',
  properties: {
    minWidth: 'number',
    maxWidth: 'number',
    width: 'number',
    minHeight: 'number',
    maxHeight: 'number',
    height: 'number',
    orientation: 'string',
  },
  setup(builtin) {
    const update = (): void => {
      builtin.node.classList.toggle('phone-is-unmatched', !matchesMedia(builtin))
    }
    addEventListener('resize', update)
    update()
  },
}

/** Elements that only hold others, and the cover elements, which need no tricks in a browser. */
export const containers: readonly BuiltinDefinition[] = [
  view,
  text,
  rootPortal,
  matchMedia,
  { tag: 'cover-view', properties: { scrollTop: 'number' } },
  { tag: 'block', properties: {} },
]
