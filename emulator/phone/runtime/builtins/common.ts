import { playAnimation, type ExportedAnimation } from '../api/animation'
import { nodeOf } from '../framework/descriptor'
import type { Builtin, PropertyTable } from './builtin'

const ariaAttributes: Record<string, string> = {
  ariaRole: 'role',
  ariaLabel: 'aria-label',
  ariaHidden: 'aria-hidden',
  ariaChecked: 'aria-checked',
  ariaDisabled: 'aria-disabled',
  ariaSelected: 'aria-selected',
  ariaExpanded: 'aria-expanded',
  ariaControls: 'aria-controls',
  ariaDescribedby: 'aria-describedby',
  ariaLabelledby: 'aria-labelledby',
  ariaRoledescription: 'aria-roledescription',
  ariaLive: 'aria-live',
  ariaAtomic: 'aria-atomic',
  ariaBusy: 'aria-busy',
  ariaModal: 'aria-modal',
  ariaValuemin: 'aria-valuemin',
  ariaValuemax: 'aria-valuemax',
  ariaValuenow: 'aria-valuenow',
  ariaValuetext: 'aria-valuetext',
  ariaHaspopup: 'aria-haspopup',
  ariaRequired: 'aria-required',
  ariaInvalid: 'aria-invalid',
  ariaPressed: 'aria-pressed',
  ariaCurrent: 'aria-current',
  ariaLevel: 'aria-level',
  tabindex: 'tabindex',
}

export const commonProperties: PropertyTable = {
  hidden: 'boolean',
  hoverClass: ['string', 'none'],
  hoverStartTime: ['number', 50],
  hoverStayTime: ['number', 400],
  hoverStopPropagation: 'boolean',
  animation: 'any',
  ...Object.fromEntries(Object.keys(ariaAttributes).map((name) => [name, 'any' as const])),
}

/** Writes an attribute, or takes it away where it says nothing. */
export function setAttribute(node: Element, name: string, value: unknown): void {
  if (value === undefined || value === null || value === '') node.removeAttribute(name)
  else node.setAttribute(name, String(value))
}

function isAnimation(value: unknown): value is ExportedAnimation {
  return typeof value === 'object' && value !== null && 'actions' in value
}

const ariaNames = Object.keys(ariaAttributes)

const idReferences = new Set(['aria-controls', 'aria-describedby', 'aria-labelledby'])

/** Ids of WXML belong to one component; in the document they carry a prefix. */
function referredId(builtin: Builtin, name: string): string {
  const id = builtin.get(name)
  if (typeof id !== 'string' || id === '') return ''
  const found = builtin.component.ownerShadowRoot?.querySelector(`#${CSS.escape(id)}`)
  return (found && nodeOf(found)?.id) ?? ''
}

/** Aria attributes of WXML become real ones; an emptied one goes away again. */
function followAria(builtin: Builtin): void {
  const written = new Set<string>()
  builtin.watch(ariaNames, () => {
    for (const name of ariaNames) {
      const attribute = ariaAttributes[name] ?? name
      const value = idReferences.has(attribute) ? referredId(builtin, name) : builtin.text(name)
      if (value !== '') written.add(attribute)
      if (written.has(attribute)) setAttribute(builtin.ariaNode, attribute, value)
    }
  })
}

function hover(builtin: Builtin): void {
  const classes = (): string[] => {
    const name = builtin.text('hoverClass')
    const isIdle = name === '' || name === 'none' || builtin.flag('disabled')
    return isIdle ? [] : name.split(/\s+/)
  }
  const toggle = (isOn: boolean): void => {
    for (const name of classes()) builtin.component.classList?.toggle(name, isOn)
  }
  let timer: ReturnType<typeof setTimeout> | undefined
  builtin.node.addEventListener('pointerdown', () => {
    timer = setTimeout(() => toggle(true), builtin.number('hoverStartTime'))
  })
  const end = (): void => {
    clearTimeout(timer)
    setTimeout(() => toggle(false), builtin.number('hoverStayTime'))
  }
  for (const type of ['pointerup', 'pointercancel', 'pointerleave']) {
    builtin.node.addEventListener(type, end)
  }
}

/** What every built-in component does: hidden, hover, animation, aria. */
export function setupCommon(builtin: Builtin): void {
  builtin.watch(['hidden'], () => {
    builtin.node.toggleAttribute('hidden', builtin.flag('hidden'))
  })
  followAria(builtin)
  builtin.watch(['animation'], () => {
    const animation = builtin.get('animation')
    if (isAnimation(animation)) void playAnimation(builtin.node, animation)
  })
  hover(builtin)
}
