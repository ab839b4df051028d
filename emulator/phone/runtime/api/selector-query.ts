import * as glassEasel from 'glass-easel'
import { elementOf, nodeOf, rectangleOf, type Caller } from '../framework/descriptor'
import { viewport } from '../framework/backend'
import { topPage } from '../pages/stack'
import { createCanvasImage } from './canvas-image'

export interface FieldRequest {
  id?: boolean
  dataset?: boolean
  mark?: boolean
  rect?: boolean
  size?: boolean
  scrollOffset?: boolean
  properties?: string[]
  computedStyle?: string[]
  context?: boolean
  node?: boolean
}

type FieldResult = Record<string, unknown>
type Callback = (result: unknown) => void

function scrollOffset(node: HTMLElement): FieldResult {
  const { scrollLeft, scrollTop, scrollWidth, scrollHeight } = node
  return { scrollLeft, scrollTop, scrollWidth, scrollHeight }
}

/** Values that structured data can carry; canvas and the like stay as they are. */
function propertyValue(element: glassEasel.Element, name: string): unknown {
  if (!glassEasel.Component.isComponent(element)) return undefined
  return (element.data as Record<string, unknown>)[name]
}

function canvasNode(node: HTMLElement): unknown {
  const canvas = node.querySelector('canvas')
  if (canvas === null) return null
  return Object.assign(canvas, {
    createImage: createCanvasImage,
    requestAnimationFrame: requestAnimationFrame.bind(window),
    cancelAnimationFrame: cancelAnimationFrame.bind(window),
  })
}

function fieldsOf(element: glassEasel.Element, request: FieldRequest): FieldResult {
  const node = nodeOf(element)
  if (node === null) return {}
  const { left, top, right, bottom, width, height } = rectangleOf(node)
  const style = request.computedStyle === undefined ? null : getComputedStyle(node)
  const named = (request.properties ?? []).map((name) => [name, propertyValue(element, name)])
  const styles = (request.computedStyle ?? []).map((name) => [name, style?.[name as 'color']])
  return {
    ...(request.id ? { id: element.id } : {}),
    ...(request.dataset ? { dataset: element.dataset } : {}),
    ...(request.mark ? { mark: element.collectMarks() } : {}),
    ...(request.rect ? { left, top, right, bottom } : {}),
    ...(request.size ? { width, height } : {}),
    ...(request.scrollOffset ? scrollOffset(node) : {}),
    ...(request.node ? { node: canvasNode(node) } : {}),
    ...(request.context ? { context: canvasNode(node) } : {}),
    ...(Object.fromEntries([...named, ...styles]) as FieldResult),
  }
}

/** The page area itself. */
function viewportFields(request: FieldRequest): FieldResult {
  const { clientWidth: width, clientHeight: height } = viewport.element
  const { scroller } = topPage()
  return {
    id: '',
    dataset: {},
    ...(request.rect ? { left: 0, top: 0, right: width, bottom: height } : {}),
    ...(request.size ? { width, height } : {}),
    ...(request.scrollOffset ? scrollOffset(scroller) : {}),
  }
}

interface Query {
  request: FieldRequest
  callback: Callback | undefined
  run(request: FieldRequest): unknown
}

const rectangleRequest = { id: true, dataset: true, rect: true, size: true }
const scrollRequest = { id: true, dataset: true, scrollOffset: true }

class NodesReference {
  private readonly add: (request: FieldRequest, callback?: Callback) => SelectorQuery

  constructor(add: NodesReference['add']) {
    this.add = add
  }

  fields(request: FieldRequest, callback?: Callback): SelectorQuery {
    return this.add(request, callback)
  }

  boundingClientRect(callback?: Callback): SelectorQuery {
    return this.add(rectangleRequest, callback)
  }

  scrollOffset(callback?: Callback): SelectorQuery {
    return this.add(scrollRequest, callback)
  }

  context(callback?: Callback): SelectorQuery {
    return this.add({ context: true }, callback)
  }

  node(callback?: Callback): SelectorQuery {
    return this.add({ node: true }, callback)
  }
}

/** wx.createSelectorQuery: questions are gathered and answered together after the next layout. */
export class SelectorQuery {
  private readonly queries: Query[] = []
  private scope: Caller | null

  constructor(scope: Caller | null = null) {
    this.scope = scope
  }

  in(component: Caller): this {
    this.scope = component
    return this
  }

  select(selector: string): NodesReference {
    return this.reference((request) => {
      const [first] = this.find(selector)
      return first === undefined ? null : fieldsOf(first, request)
    })
  }

  selectAll(selector: string): NodesReference {
    return this.reference((request) => this.find(selector).map((found) => fieldsOf(found, request)))
  }

  selectViewport(): NodesReference {
    return this.reference(viewportFields)
  }

  exec(callback?: (results: unknown[]) => void): this {
    setTimeout(() => {
      const results = this.queries.map(({ run, request, callback: own }) => {
        const result = run(request)
        own?.(result)
        return result
      })
      callback?.(results)
    })
    return this
  }

  private find(selector: string): glassEasel.Element[] {
    const element = this.scope === null ? topPage().component : elementOf(this.scope)
    if (!glassEasel.Component.isComponent(element)) return []
    return element.getShadowRoot()?.querySelectorAll(selector) ?? []
  }

  private reference(run: Query['run']): NodesReference {
    return new NodesReference((request, callback) => {
      this.queries.push({ request, callback, run })
      return this
    })
  }
}
