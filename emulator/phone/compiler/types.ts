/** A problem found while compiling; `error` stops the page from working, `warning` does not. */
export interface CompileProblem {
  level: 'error' | 'warning'
  file: string
  line?: number
  column?: number
  message: string
}

export interface TabBarItem {
  pagePath: string
  text: string
  iconPath?: string
  selectedIconPath?: string
}

export interface TabBarConfig {
  custom?: boolean
  color?: string
  selectedColor?: string
  backgroundColor?: string
  borderStyle?: string
  position?: 'bottom' | 'top'
  list: TabBarItem[]
}

export interface SubpackageConfig {
  root: string
  name?: string
  pages: string[]
  independent?: boolean
}

export interface AppConfig {
  pages: string[]
  entryPagePath?: string
  window?: Record<string, unknown>
  tabBar?: TabBarConfig
  subPackages?: SubpackageConfig[]
  subpackages?: SubpackageConfig[]
  usingComponents?: Record<string, string>
  componentFramework?: string
  darkmode?: boolean
  themeLocation?: string
  networkTimeout?: Record<string, number>
  permission?: Record<string, { desc: string }>
  requiredPrivateInfos?: string[]
  resolveAlias?: Record<string, string>
}

export interface ComponentConfig {
  component?: boolean
  usingComponents?: Record<string, string>
  componentGenerics?: Record<string, true | { default?: string }>
  componentPlaceholder?: Record<string, string>
  styleIsolation?: string
  addGlobalClass?: boolean
  pureDataPattern?: string
  [windowOption: string]: unknown
}

/** One page or component found by walking app.json. */
export interface ComponentSource {
  /** Code path, e.g. `pages/home/home` or `miniprogram_npm/kit/button/button`. */
  path: string
  /** Absolute path without extension. */
  base: string
  isPage: boolean
  config: ComponentConfig
  script: string | undefined
  /** Tag → code path. */
  using: Record<string, string>
  /** Class-name prefix that keeps its styles to itself; empty when its styles are shared. */
  scope: string
}

/** What app.json and the files it leads to say. */
export interface AppGraph {
  app: AppConfig
  /** Colours of theme.json: theme → variable → value. */
  theme: Record<'light' | 'dark', Record<string, string>>
  pages: string[]
  components: ComponentSource[]
  problems: CompileProblem[]
}
