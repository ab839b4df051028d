import path from 'node:path'
import postcss, { type AtRule, type Root, type Rule } from 'postcss'
import { isFile, readText, type Project } from './project'
import { drawIcon, isRemoteIconFont } from './tdesign-icons'
import type { CompileProblem, ComponentSource } from './types'
import { rewriteSelector, type SelectorScope } from './wxss-selectors'

export interface CompiledStyles {
  css: string
  problems: CompileProblem[]
}

const importStatement = /@import\s+(?:url\()?\s*['"]([^'"]+)['"]\s*\)?\s*;/g
const darkQuery = /\(\s*prefers-color-scheme\s*:\s*(dark|light)\s*\)/
/** WeChat's design width: 750 rpx are 375 px in media queries. */
const pixelsPerRpx = 0.5

/** Units that depend on the phone's screen, which is not the browser's window. */
function convertUnits(value: string): string {
  if (!/\d(?:rpx|vh|vw)\b/.test(value) || /url\(/.test(value)) return value
  return value
    .replace(/(-?(?:\d*\.)?\d+)rpx\b/g, 'calc(var(--phone-rpx) * $1)')
    .replace(/(-?(?:\d*\.)?\d+)(vh|vw)\b/g, 'calc(var(--phone-$2) * $1)')
}

function convertMediaParameters(parameters: string): string {
  return parameters.replace(
    /((?:\d*\.)?\d+)rpx/g,
    (_, n: string) => `${Number(n) * pixelsPerRpx}px`,
  )
}

/** The theme is the phone's setting, not the browser's: the media query becomes an ancestor. */
function convertThemeQuery(media: AtRule): void {
  const theme = darkQuery.exec(media.params)?.[1]
  if (theme === undefined) return
  media.walkRules((rule) => {
    rule.selectors = rule.selectors.map((selector) => `:where([data-theme="${theme}"]) ${selector}`)
  })
  const rest = media.params
    .replace(darkQuery, '')
    .replace(/^\s*and\s+|\s+and\s*$/, '')
    .trim()
  if (rest === '' || rest === 'screen') media.replaceWith(media.nodes ?? [])
  else media.params = rest
}

function isKeyframeStep(rule: Rule): boolean {
  return rule.parent?.type === 'atrule' && /keyframes$/.test((rule.parent as AtRule).name)
}

function rewriteSheet(sheet: Root, scope: SelectorScope): void {
  sheet.walkAtRules('font-face', (rule) => {
    if (isRemoteIconFont(rule.toString())) rule.remove()
  })
  sheet.walkRules((rule) => {
    if (isKeyframeStep(rule)) return
    drawIcon(rule)
    rule.selectors = rule.selectors.map((selector) => rewriteSelector(selector, scope))
  })
  sheet.walkDecls((declaration) => {
    declaration.value = convertUnits(declaration.value)
  })
  sheet.walkAtRules('media', (media) => {
    media.params = convertMediaParameters(media.params)
    convertThemeQuery(media)
  })
}

interface CachedSheet {
  source: string
  css: string
}

/** Compiles WXSS; unchanged sheets come from memory at the next build. */
export class StyleCompiler {
  private readonly cache = new Map<string, CachedSheet>()
  private readonly project: Project

  constructor(project: Project) {
    this.project = project
  }

  /** One sheet for the whole app: app.wxss, then components, then pages, so that later rules win. */
  compile(components: ComponentSource[]): CompiledStyles {
    const result: CompiledStyles = { css: '', problems: [] }
    const shared = { scope: '', host: 'app' }
    const parts = [this.sheet(path.join(this.project.root, 'app.wxss'), shared, result)]
    const pagesLast = [...components].reverse().sort((a, b) => Number(a.isPage) - Number(b.isPage))
    for (const component of pagesLast) {
      parts.push(this.sheet(`${component.base}.wxss`, this.scopeOf(component), result))
    }
    result.css = parts.filter((part) => part !== '').join('\n')
    return result
  }

  private scopeOf({ path: codePath, isPage, scope }: ComponentSource): SelectorScope {
    return isPage ? { scope: '', host: codePath, page: codePath } : { scope, host: scope }
  }

  private sheet(file: string, scope: SelectorScope, result: CompiledStyles): string {
    if (!isFile(file)) return ''
    const source = this.inline(file)
    const key = `${file}|${scope.scope}|${scope.page ?? ''}`
    const cached = this.cache.get(key)
    if (cached?.source === source) return cached.css
    const css = this.rewrite(file, { source, scope, result })
    this.cache.set(key, { source, css })
    return css
  }

  private rewrite(
    file: string,
    job: { source: string; scope: SelectorScope; result: CompiledStyles },
  ): string {
    try {
      const sheet = postcss.parse(job.source, { from: file })
      rewriteSheet(sheet, job.scope)
      return sheet.toString()
    } catch (error) {
      job.result.problems.push({ ...positionOf(error), level: 'error', file: this.nameOf(file) })
      return ''
    }
  }

  private nameOf(file: string): string {
    return this.project.codePath(file)
  }

  /** Each file once per sheet, as WeChat does; a sheet that imports itself stops there. */
  private inline(file: string, seen = new Set<string>()): string {
    if (seen.has(file) || !isFile(file)) return ''
    seen.add(file)
    return readText(file).replace(importStatement, (_, reference: string) =>
      this.inline(this.importedFile(reference, file), seen),
    )
  }

  private importedFile(reference: string, from: string): string {
    if (reference.startsWith('/')) return path.join(this.project.root, reference)
    const relative = path.resolve(path.dirname(from), reference)
    return isFile(relative) ? relative : (this.project.npmFile(reference) ?? relative)
  }
}

function positionOf(error: unknown): { message: string; line?: number; column?: number } {
  if (!(error instanceof postcss.CssSyntaxError)) return { message: String(error) }
  return {
    message: error.reason,
    ...(error.line === undefined ? {} : { line: error.line }),
    ...(error.column === undefined ? {} : { column: error.column }),
  }
}
