import * as glassEasel from 'glass-easel'
import {
  MiniProgramEnv,
  type AssociatedBackend,
  type CodeSpace,
} from 'glass-easel-miniprogram-adapter'
import type { AppDescription, ComponentDescription } from '../description'
import { reportError } from '../shell/problem-overlay'
import { PhoneBackend } from './backend'
import { nodeOf } from './descriptor'
import { installEventShape } from './events'

export type Templates = Record<string, glassEasel.template.ComponentTemplate['content']>

/** The component framework of this phone: one code space, one backend. */
export interface Framework {
  codeSpace: CodeSpace
  backend: AssociatedBackend
}

/** glass-easel warns of what WeChat accepts silently, e.g. unknown properties of a component. */
const quietWarnings = /is not a valid (property|event)|Use number as for-list/

function listenToProblems(): void {
  glassEasel.globalOptions.throwGlobalError = false
  glassEasel.addGlobalErrorListener((error) => {
    reportError(error)
    return false
  })
  glassEasel.addGlobalWarningListener((warning) => {
    const { message } = warning as { message?: string }
    const text = message ?? String(warning)
    if (!quietWarnings.test(text)) console.warn(text)
    return false
  })
}

/** The element's own node, or that of the first child where the host itself is virtual. */
function firstNode(element: glassEasel.Element): Element | null {
  const own = nodeOf(element)
  if (own !== null) return own
  let found: Element | null = null
  element.forEachComposedChild((child) => {
    if (found === null && !(child instanceof glassEasel.TextNode)) found = firstNode(child)
  })
  return found
}

/** data-* attributes reach the DOM, so that tests and styles can use them. */
function writeDatasetToDom(): void {
  const { setDataset } = glassEasel.Element.prototype
  glassEasel.Element.prototype.setDataset = function (name: string, value: unknown) {
    setDataset.call(this, name, value)
    if (typeof value === 'object') return
    const attribute = `data-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
    const write = (): void => firstNode(this)?.setAttribute(attribute, String(value))
    if (nodeOf(this) === null) setTimeout(write)
    else write()
  }
}

/** `ready` comes when the tree a component is part of has been laid out, inner ones first. */
function raiseReady(codeSpace: CodeSpace): void {
  const waiting: glassEasel.GeneralComponent[] = []
  const flush = (): void => {
    for (const component of waiting.splice(0).reverse()) component.triggerLifetime('ready', [])
  }
  const behavior = codeSpace.getComponentSpace().defineBehavior({
    lifetimes: {
      attached() {
        if (waiting.length === 0) setTimeout(flush)
        waiting.push(componentOf(this))
      },
    },
  })
  codeSpace.setOverallBehavior(behavior as unknown as glassEasel.GeneralBehavior)
}

function componentOf(caller: object): glassEasel.GeneralComponent {
  return '_$' in caller
    ? (caller._$ as glassEasel.GeneralComponent)
    : (caller as glassEasel.GeneralComponent)
}

function addComponent(
  codeSpace: CodeSpace,
  component: ComponentDescription,
  templates: Templates,
): void {
  const { path, config, scope } = component
  codeSpace.addComponentStaticConfig(
    path,
    config as Parameters<CodeSpace['addComponentStaticConfig']>[1],
  )
  const content = templates[path]
  if (content !== undefined) {
    codeSpace.addCompiledTemplate(path, {
      groupList: templates,
      content,
      fallbackListenerOnNativeNode: true,
    })
  }
  if (scope !== '') codeSpace.addStyleSheet(path, path, scope)
}

export function createFramework(description: AppDescription, templates: Templates): Framework {
  listenToProblems()
  installEventShape()
  writeDatasetToDom()
  const environment = new MiniProgramEnv()
  const codeSpace = environment.createCodeSpace('', true)
  codeSpace.getComponentSpace().updateComponentOptions({ writeIdToDOM: true })
  const backend = environment.associateBackend(new PhoneBackend())
  raiseReady(codeSpace)
  for (const component of description.components) addComponent(codeSpace, component, templates)
  return { codeSpace, backend }
}
