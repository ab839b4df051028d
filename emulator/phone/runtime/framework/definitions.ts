import type { GeneralBehavior, GeneralComponent } from 'glass-easel'
import type { CodeSpace } from 'glass-easel-miniprogram-adapter'
import { componentAt } from '../description'

type LooseDefinition = Record<string, unknown> & {
  behaviors?: unknown[]
  options?: { styleIsolation?: string; addGlobalClass?: boolean }
}

type AppInstance = Record<string, unknown>
type Lifetime = (this: AppInstance, parameter?: unknown) => void

const nativeBehaviors = new Map<string, unknown>()
let codeSpace: CodeSpace | null = null
let currentPath = ''
let app: AppInstance = {}

function space(): CodeSpace {
  if (codeSpace === null) throw new Error('Component() was called before the phone had started')
  return codeSpace
}

/** Behaviours WeChat names by a string, such as wx://form-field. */
function resolveBehaviors(definition: LooseDefinition): LooseDefinition {
  if (definition.behaviors === undefined) return definition
  const behaviors = definition.behaviors
    .map((behavior) => (typeof behavior === 'string' ? nativeBehaviors.get(behavior) : behavior))
    .filter((behavior) => behavior !== undefined)
  return Object.assign(definition, { behaviors })
}

/** Style options given in the script count as if they stood in the JSON. */
function applyStyleOptions({ options }: LooseDefinition): void {
  const config = componentAt(currentPath)?.config
  if (config === undefined || options === undefined) return
  if (options.styleIsolation !== undefined) config.styleIsolation ??= options.styleIsolation
  if (options.addGlobalClass) config.addGlobalClass = true
}

export function defineNativeBehaviors(target: CodeSpace): void {
  codeSpace = target
  const formField = target
    .behavior()
    .definition({ properties: { name: { type: String }, value: { type: null } } })
    .register()
  nativeBehaviors.set('wx://form-field', formField)
  for (const name of ['form-field-group', 'form-field-button', 'component-export']) {
    nativeBehaviors.set(`wx://${name}`, target.behavior().definition({}).register())
  }
}

/** Whether a component declares one of WeChat's own behaviours. */
export function hasNativeBehavior(component: GeneralComponent, name: string): boolean {
  const behavior = nativeBehaviors.get(name) as { _$: GeneralBehavior } | undefined
  return behavior !== undefined && component.hasBehavior(behavior._$)
}

/** App, Page, Component and Behavior as scripts call them. */
export const definitions = {
  /** Names the component whose script runs next. */
  enter(path: string): void {
    currentPath = path
  },
}

function registerComponent(definition?: LooseDefinition): unknown {
  if (definition === undefined) return space().component(currentPath)
  const resolved = resolveBehaviors(definition)
  applyStyleOptions(resolved)
  return space().componentEnv(currentPath, ({ Component }) => Component(resolved as object))
}

function registerPage(definition: LooseDefinition): void {
  const resolved = resolveBehaviors(definition)
  space().componentEnv(currentPath, ({ Page }) => Page(resolved as object))
}

function registerBehavior(definition: LooseDefinition): unknown {
  return space()
    .behavior()
    .definition(resolveBehaviors(definition) as object)
    .register()
}

function registerApp(definition: AppInstance): void {
  app = definition
}

export const definitionGlobals = {
  App: registerApp,
  Page: registerPage,
  Component: registerComponent,
  Behavior: registerBehavior,
  getApp: () => app,
}

/** Calls a method of the App, if it has one. */
export function callApp(name: string, parameter?: unknown): boolean {
  const method = app[name]
  if (typeof method !== 'function') return false
  ;(method as Lifetime).call(app, parameter)
  return true
}
