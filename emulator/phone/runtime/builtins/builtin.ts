import * as glassEasel from 'glass-easel'
import type { BuiltinTag } from '../../compiler/builtin-tags'
import { nodeOf, type EventTarget } from '../framework/descriptor'
import { dispatch, type EventOptions } from '../framework/events'

export type PropertyKind = 'string' | 'number' | 'boolean' | 'array' | 'any'
export type PropertyTable = Record<string, PropertyKind | [PropertyKind, unknown]>

/** One of WeChat's own components. */
export interface BuiltinDefinition {
  tag: BuiltinTag
  properties: PropertyTable
  /** Values an attribute may take, for `wx.canIUse('button.open-type.share')`. */
  values?: Record<string, readonly string[]>
  setup?(builtin: Builtin): void
  remove?(builtin: Builtin): void
}

/** A tap as event shaping makes it. */
export interface TapEvent {
  target: EventTarget
  changedTouches: { clientX: number; clientY: number }[]
}

type Watcher = () => void

/** A built-in component in use: its element, its properties, its events. */
export class Builtin {
  readonly component: glassEasel.GeneralComponent
  readonly node: HTMLElement
  /** Where aria attributes go: a field's own control, else the element itself. */
  ariaNode: HTMLElement
  private readonly watchers: { names: ReadonlySet<string>; run: Watcher }[] = []

  constructor(component: glassEasel.GeneralComponent) {
    this.component = component
    const node = nodeOf(component)
    if (node === null) throw new Error(`<${component.is}> has no element`)
    this.node = node
    this.ariaNode = node
  }

  get(name: string): unknown {
    return (this.component.data as Record<string, unknown>)[name]
  }

  text(name: string): string {
    const value = this.get(name)
    return value === null || value === undefined ? '' : String(value)
  }

  number(name: string): number {
    const value = Number(this.get(name))
    return Number.isFinite(value) ? value : 0
  }

  flag(name: string): boolean {
    return Boolean(this.get(name))
  }

  list(name: string): unknown[] {
    const value = this.get(name)
    return Array.isArray(value) ? value : []
  }

  /** Changes a property from inside, e.g. the text of an input; `model:` bindings follow. */
  set(name: string, value: unknown): void {
    this.component.setData({ [name]: value })
  }

  /** Runs at once and whenever one of the properties changes. */
  watch(names: readonly string[], run: Watcher): void {
    this.watchers.push({ names: new Set(names), run })
    run()
  }

  changed(name: string): void {
    for (const { names, run } of this.watchers) if (names.has(name)) run()
  }

  emit(type: string, detail: unknown, options: EventOptions = {}): void {
    dispatch(this.component, type, { detail, ...options })
  }

  onTap(run: (event: TapEvent) => void): void {
    this.component.addListener('tap', (event) => run(event as unknown as TapEvent))
  }

  /** Code path of the component whose template this element stands in. */
  get usedBy(): string {
    return this.component.ownerShadowRoot?.getHostNode().is ?? ''
  }
}

const constructors = {
  string: String,
  number: Number,
  boolean: Boolean,
  array: Array,
  any: null,
} as const

function toProperties(table: PropertyTable): Record<string, object> {
  const entries = Object.entries(table).map(([name, entry]) => {
    const [kind, value] = Array.isArray(entry) ? entry : [entry, undefined]
    const type = constructors[kind]
    return [name, value === undefined ? { type } : { type, value }] as const
  })
  return Object.fromEntries(entries)
}

const builtins = new WeakMap<glassEasel.GeneralComponent, Builtin>()

/** The built-in component an element of the DOM belongs to. */
export function builtinOf(node: Element): Builtin | undefined {
  const { __wxElement: element } = node as { __wxElement?: glassEasel.Element }
  return element !== undefined && glassEasel.Component.isComponent(element)
    ? builtins.get(element)
    : undefined
}

export function isBuiltin(component: glassEasel.GeneralComponent): boolean {
  return builtins.has(component)
}

type Observers = Record<string, (this: glassEasel.GeneralComponent) => void>

function toObservers(table: PropertyTable): Observers {
  const entries = Object.keys(table).map((name) => {
    const observe: Observers[string] = function () {
      builtins.get(this)?.changed(name)
    }
    return [name, observe] as const
  })
  return Object.fromEntries(entries)
}

/** Registers a built-in tag for every component of the mini program. */
export function registerBuiltin(
  space: glassEasel.ComponentSpace,
  definition: BuiltinDefinition,
  common: { properties: PropertyTable; setup(builtin: Builtin): void },
): void {
  const properties = { ...common.properties, ...definition.properties }
  const component = space.defineComponent({
    is: `built-in/${definition.tag}`,
    properties: toProperties(properties),
    observers: toObservers(properties),
    lifetimes: {
      attached() {
        const self = this as unknown as glassEasel.GeneralComponent
        if (builtins.has(self)) return
        const builtin = new Builtin(self)
        builtins.set(self, builtin)
        definition.setup?.(builtin)
        common.setup(builtin)
      },
      detached() {
        const builtin = builtins.get(this as unknown as glassEasel.GeneralComponent)
        if (builtin !== undefined) definition.remove?.(builtin)
      },
    },
  } as Parameters<typeof space.defineComponent>[0])
  space.setGlobalUsingComponent(
    definition.tag,
    component as unknown as glassEasel.GeneralComponentDefinition,
  )
}
