import type { BuiltinDefinition } from './builtin'

export const canvas: BuiltinDefinition = {
  tag: 'canvas',
  properties: {
    type: 'string',
    canvasId: 'string',
    disableScroll: 'boolean',
  },
  setup(builtin) {
    const element = document.createElement('canvas')
    const { clientWidth, clientHeight } = builtin.node
    element.width = clientWidth || 300
    element.height = clientHeight || 150
    builtin.node.prepend(element)
  },
}
