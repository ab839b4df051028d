import type { AppConfig, ComponentConfig, CompileProblem } from '../compiler/types'

/** One page or component as the compiler hands it over. */
export interface ComponentDescription {
  path: string
  isPage: boolean
  scope: string
  config: ComponentConfig
}

export interface AppDescription {
  app: AppConfig
  theme: Record<'light' | 'dark', Record<string, string>>
  pages: string[]
  components: ComponentDescription[]
  problems: CompileProblem[]
}

let current: AppDescription | null = null

export function setDescription(description: AppDescription): void {
  current = description
}

/** The mini program this phone runs. */
export function description(): AppDescription {
  if (current === null) throw new Error('The mini program has not been started')
  return current
}

export function componentAt(path: string): ComponentDescription | undefined {
  return description().components.find((component) => component.path === path)
}

export function isTabPage(path: string): boolean {
  return description().app.tabBar?.list.some(({ pagePath }) => pagePath === path) ?? false
}
