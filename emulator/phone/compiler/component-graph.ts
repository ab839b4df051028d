import path from 'node:path'
import { isFile, readJson, readText, type Project } from './project'
import type { AppConfig, AppGraph, ComponentConfig, ComponentSource } from './types'

const sharedIsolations = new Set(['shared', 'page-shared'])

/** Pages of the main package and of every subpackage, in the order of app.json. */
export function listPages(app: AppConfig): string[] {
  const packages = app.subPackages ?? app.subpackages ?? []
  const subpages = packages.flatMap(({ root, pages }) =>
    pages.map((page) => path.posix.join(root, page)),
  )
  return [...app.pages, ...subpages].map((page) => page.replace(/^\//, ''))
}

/** Style options may stand in the script instead of the JSON; both mean the same. */
function styleOptionsInScript(script: string | undefined): ComponentConfig {
  if (script === undefined) return {}
  const text = readText(script)
  const isolation = /styleIsolation['"]?\s*[:=]\s*['"]([\w-]+)['"]/.exec(text)?.[1]
  const addGlobalClass = /addGlobalClass['"]?\s*[:=]\s*(?:true|!0)/.test(text)
  return {
    ...(isolation === undefined ? {} : { styleIsolation: isolation }),
    ...(addGlobalClass ? { addGlobalClass } : {}),
  }
}

function scopeName(codePath: string, position: number): string {
  const name = path.posix.basename(codePath)
  const label = name === 'index' ? path.posix.basename(path.posix.dirname(codePath)) : name
  return `${label.replace(/[^\w-]/g, '')}${position.toString(36)}`
}

function readTheme(project: Project, app: AppConfig): AppGraph['theme'] {
  const file = path.join(project.root, app.themeLocation ?? 'theme.json')
  const theme = isFile(file) ? readJson<Partial<AppGraph['theme']>>(file) : {}
  return { light: theme.light ?? {}, dark: theme.dark ?? {} }
}

/** Walks from app.json over pages and components and collects what is to be compiled. */
export class ComponentGraph {
  private readonly found = new Map<string, ComponentSource>()
  private readonly problems: AppGraph['problems'] = []
  private readonly app: AppConfig
  private readonly project: Project

  private constructor(project: Project) {
    this.project = project
    this.app = readJson<AppConfig>(path.join(project.root, 'app.json'))
  }

  static read(project: Project): AppGraph {
    return new ComponentGraph(project).walk()
  }

  private walk(): AppGraph {
    const pages = listPages(this.app)
    const existing = pages.filter((page) => this.addPage(page))
    if (this.app.tabBar?.custom)
      this.add(path.join(this.project.root, 'custom-tab-bar/index'), false)
    return {
      app: this.app,
      theme: readTheme(this.project, this.app),
      pages: existing,
      components: [...this.found.values()],
      problems: this.problems,
    }
  }

  private addPage(page: string): boolean {
    const base = path.join(this.project.root, page)
    if (isFile(`${base}.wxml`)) {
      this.add(base, true)
      return true
    }
    this.report('app.json', `page "${page}" has no ${page}.wxml`)
    return false
  }

  private add(base: string, isPage: boolean): string {
    const codePath = this.project.codePath(base)
    if (this.found.has(codePath)) return codePath
    const source = this.describe({ base, codePath, isPage })
    this.found.set(codePath, source)
    this.addUsedComponents(source)
    return codePath
  }

  private describe(at: { base: string; codePath: string; isPage: boolean }): ComponentSource {
    const { base, codePath, isPage } = at
    const script = this.project.scriptOf(base)
    const json = isFile(`${base}.json`) ? readJson<ComponentConfig>(`${base}.json`) : {}
    const config = { ...styleOptionsInScript(isPage ? undefined : script), ...json }
    const isShared = isPage || sharedIsolations.has(config.styleIsolation ?? '')
    if (script === undefined) this.report(`${codePath}.json`, `${codePath} has no script`)
    return {
      path: codePath,
      base,
      isPage,
      config,
      script,
      using: {},
      scope: isShared ? '' : scopeName(codePath, this.found.size),
    }
  }

  private addUsedComponents(source: ComponentSource): void {
    const isOwn = !source.path.startsWith('miniprogram_npm/')
    const global = isOwn ? this.app.usingComponents : {}
    for (const [tag, reference] of Object.entries(global ?? {})) {
      this.use(source, { tag, reference, from: path.join(this.project.root, 'app') })
    }
    for (const [tag, reference] of Object.entries(source.config.usingComponents ?? {})) {
      this.use(source, { tag, reference, from: source.base })
    }
    for (const generic of Object.values(source.config.componentGenerics ?? {})) {
      this.useGenericDefault(source, generic)
    }
  }

  private useGenericDefault(source: ComponentSource, generic: true | { default?: string }): void {
    if (generic === true || generic.default === undefined) return
    const base = this.project.resolveComponent(generic.default, source.base)
    if (base !== null) generic.default = `/${this.add(base, false)}`
  }

  private use(
    source: ComponentSource,
    entry: { tag: string; reference: string; from: string },
  ): void {
    const { tag, reference, from } = entry
    if (reference.startsWith('plugin')) {
      this.report(`${source.path}.json`, `<${tag}>: plugins (${reference}) can't run here`)
      return
    }
    const base = this.project.resolveComponent(reference, from)
    if (base === null) this.report(`${source.path}.json`, `<${tag}>: "${reference}" not found`)
    else source.using[tag] = `/${this.add(base, false)}`
  }

  private report(file: string, message: string): void {
    this.problems.push({ level: 'error', file, message })
  }
}
