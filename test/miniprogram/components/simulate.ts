import { join } from 'node:path'

export interface Rendered {
  dom: { textContent: string | null }
  instance: { data: Record<string, unknown>; setData(changes: object): void }
  attach(parent: object): void
  querySelector(selector: string): Rendered | undefined
  querySelectorAll(selector: string): Rendered[]
  dispatchEvent(name: string, options?: object): void
  addEventListener(name: string, listener: (event: { detail: unknown }) => void): void
}

interface Simulate {
  load(path: string, tag: string, options: object): string
  render(id: string, properties: object): Rendered
}

/** The test's document, which only the jsdom environment has. */
export const page = globalThis as unknown as { document: { body: { innerHTML: string } } }

const root = join(process.cwd(), 'miniprogram')

/** Renders one of our components, compiled by WeChat's own compiler, into the test's document. */
export function render(name: string, properties: object, wx: object = {}): Rendered {
  jest.resetModules()
  const simulate = jest.requireActual<Simulate>('miniprogram-simulate')
  Object.assign(globalThis, { wx: { getWindowInfo: () => ({}), ...wx } })
  const id = simulate.load(join(root, `components/${name}/${name}`), name, {
    compiler: 'official',
    rootPath: root,
  })
  const component = simulate.render(id, properties)
  component.attach(page.document.body)
  return component
}

export const text = (component: Rendered): string => component.dom.textContent ?? ''

/** Waits until the component's updates are on the screen. */
export function tick(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 20))
}
