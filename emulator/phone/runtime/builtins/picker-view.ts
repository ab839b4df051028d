import { Wheel } from '../shell/wheel'
import { builtinOf, type Builtin, type BuiltinDefinition } from './builtin'
import { registerField } from './fields'

interface Column {
  builtin: Builtin
  wheel: Wheel
}

const columns = new WeakMap<Element, Column>()

function columnsOf(view: Builtin): Column[] {
  return Array.from(view.node.querySelectorAll('wx-picker-view-column'), (node) =>
    columns.get(node),
  ).filter((column) => column !== undefined)
}

function viewOf(column: Builtin): Builtin | undefined {
  const node = column.node.closest('wx-picker-view')
  return node === null ? undefined : builtinOf(node)
}

function showValue(view: Builtin): void {
  for (const [position, { wheel }] of columnsOf(view).entries()) {
    wheel.show(Number(view.list('value')[position] ?? 0))
  }
}

function pick(column: Builtin, index: number): void {
  const view = viewOf(column)
  if (view === undefined) return
  const all = columnsOf(view)
  const value = all.map(({ builtin }, position) =>
    builtin === column ? index : Number(view.list('value')[position] ?? 0),
  )
  view.set('value', value)
  view.emit('change', { value })
  view.emit('pickend', {})
}

function setupView(builtin: Builtin): void {
  const frame = document.createElement('i')
  frame.className = 'phone-wheel-frame'
  builtin.node.append(frame)
  builtin.watch(['indicatorStyle', 'indicatorClass'], () => {
    frame.style.cssText = builtin.text('indicatorStyle')
    setTimeout(() => {
      builtin.node.style.setProperty('--phone-item', `${frame.offsetHeight || 34}px`)
      showValue(builtin)
    })
  })
  builtin.watch(['value'], () => setTimeout(() => showValue(builtin)))
  registerField(builtin, {
    value: () => builtin.list('value'),
    reset: () => builtin.set('value', []),
  })
}

function setupColumn(builtin: Builtin): void {
  const { node } = builtin
  const wheel = new Wheel(node, {
    itemHeight: () => node.querySelector<HTMLElement>(':scope > *')?.offsetHeight ?? 34,
    onPick: (index) => pick(builtin, index),
    onStart: () => viewOf(builtin)?.emit('pickstart', {}),
  })
  columns.set(node, { builtin, wheel })
  new MutationObserver(() => {
    const view = viewOf(builtin)
    if (view !== undefined) showValue(view)
  }).observe(node, { childList: true })
}

export const pickerView: readonly BuiltinDefinition[] = [
  {
    tag: 'picker-view',
    properties: {
      value: 'array',
      indicatorStyle: 'string',
      indicatorClass: 'string',
      maskStyle: 'string',
      maskClass: 'string',
      immediateChange: 'boolean',
      name: 'string',
    },
    setup: setupView,
  },
  { tag: 'picker-view-column', properties: {}, setup: setupColumn },
]
