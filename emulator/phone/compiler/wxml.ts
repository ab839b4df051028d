import { createRequire } from 'node:module'
import path from 'node:path'
import { builtinTags } from './builtin-tags'
import { isFile, packedNpmFolder, readText, type Project } from './project'
import type { CompileProblem, ComponentSource } from './types'
import { requiredFiles, toJavaScript } from './wxs'

interface TemplateParseError {
  path: string
  message: string
  isError: boolean
  startLine: number
  startColumn: number
}

/** The part of glass-easel's template compiler that is used; its own typings say `any`. */
interface TemplateGroup {
  addTmpl(path: string, text: string): TemplateParseError[]
  addScript(path: string, text: string): void
  getDirectDependencies(path: string): string[]
  getScriptDependencies(path: string): string[]
  getInlineScriptModuleNames(path: string): string[]
  getInlineScript(path: string, name: string): string
  setInlineScript(path: string, name: string, text: string): void
  setExtraRuntimeScript(text: string): void
  getTmplGenObjectGroups(): string
  free(): void
}

const require = createRequire(import.meta.url)

/** `change:` properties and event handlers go through the runtime, which gives WXS its instances. */
const runtimeHooks = [
  'Q.A=function(f,p){return globalThis.__phone.wxs.changeListener(f,p)};',
  'Q.C=function(c,e,f,p){return globalThis.__phone.wxs.callHandler(c,e,f,p)};',
].join('')

const knownTags = [...builtinTags, 'wxs', 'template', 'import', 'include', 'slot']

/** Comments, WXS, expressions and attribute values: a `<` in them begins no tag. */
const notMarkup = /<!--[\s\S]*?-->|<wxs[\s\S]*?<\/wxs>|\{\{[\s\S]*?\}\}|="[^"]*"|='[^']*'/g

/** Each tag of a template with the line it first stands on. */
function tagsOf(template: string): Map<string, number> {
  const found = new Map<string, number>()
  const bare = template.replace(notMarkup, (skipped) => skipped.replace(/[^\n]/g, ' '))
  for (const match of bare.matchAll(/<([a-z][\w-]*)/g)) {
    const [, tag = ''] = match
    if (!found.has(tag)) found.set(tag, bare.slice(0, match.index).split('\n').length)
  }
  return found
}

export interface CompiledTemplates {
  /** A JavaScript expression: code path → generator of the template. */
  code: string
  problems: CompileProblem[]
}

/** Compiles the WXML of all components with what it imports and includes, and the WXS it uses. */
export class TemplateCompiler {
  private readonly group: TemplateGroup
  private readonly seen = new Set<string>()
  private readonly problems: CompileProblem[] = []
  private readonly project: Project

  private constructor(project: Project) {
    const { TmplGroup } = require('glass-easel-template-compiler') as {
      TmplGroup: new () => TemplateGroup
    }
    this.project = project
    this.group = new TmplGroup()
  }

  static compile(project: Project, components: ComponentSource[]): CompiledTemplates {
    const compiler = new TemplateCompiler(project)
    for (const component of components) {
      compiler.addTemplate(`${component.base}.wxml`)
      if (!component.path.startsWith(packedNpmFolder)) compiler.checkTags(component)
    }
    return compiler.finish()
  }

  private finish(): CompiledTemplates {
    this.group.setExtraRuntimeScript(runtimeHooks)
    const code = this.group
      .getTmplGenObjectGroups()
      .replace('return module.exports;', 'return globalThis.__phone.wxs.mark(module.exports);')
    this.group.free()
    return { code, problems: this.problems }
  }

  private addTemplate(file: string): void {
    if (this.seen.has(file)) return
    this.seen.add(file)
    const codePath = this.project.codePath(file).replace(/\.wxml$/, '')
    if (!isFile(file)) {
      this.problems.push({ level: 'error', file: `${codePath}.wxml`, message: 'file not found' })
      return
    }
    for (const problem of this.group.addTmpl(codePath, readText(file))) this.report(problem)
    this.convertInlineScripts(codePath)
    this.addDependencies(codePath)
  }

  /** A tag nobody defines is mostly a forgotten entry of usingComponents. */
  private checkTags({ base, path: codePath, using, config }: ComponentSource): void {
    if (!isFile(`${base}.wxml`)) return
    const known = new Set([...knownTags, ...Object.keys(using)])
    for (const name of Object.keys(config.componentGenerics ?? {})) known.add(name)
    for (const [tag, line] of tagsOf(readText(`${base}.wxml`))) {
      if (known.has(tag)) continue
      const message = `<${tag}> is neither built in nor in usingComponents`
      this.problems.push({ level: 'warning', file: `${codePath}.wxml`, line, message })
    }
  }

  private convertInlineScripts(codePath: string): void {
    for (const name of this.group.getInlineScriptModuleNames(codePath)) {
      const source = this.group.getInlineScript(codePath, name)
      this.group.setInlineScript(codePath, name, toJavaScript(source))
    }
  }

  private addDependencies(codePath: string): void {
    for (const template of this.group.getDirectDependencies(codePath)) {
      this.addTemplate(`${this.project.fileOf(template)}.wxml`)
    }
    for (const script of this.group.getScriptDependencies(codePath)) {
      this.addScript(`${this.project.fileOf(script)}.wxs`)
    }
  }

  private addScript(file: string): void {
    if (this.seen.has(file)) return
    this.seen.add(file)
    const codePath = this.project.codePath(file).replace(/\.wxs$/, '')
    if (!isFile(file)) {
      this.problems.push({ level: 'error', file: `${codePath}.wxs`, message: 'file not found' })
      return
    }
    const source = readText(file)
    this.group.addScript(codePath, toJavaScript(source))
    for (const required of requiredFiles(source, file, this.project.root)) {
      this.addScript(path.extname(required) === '.wxs' ? required : `${required}.wxs`)
    }
  }

  /** Warnings in packages are nothing the author of the mini program can mend. */
  private report(problem: TemplateParseError): void {
    if (!problem.isError && problem.path.startsWith(packedNpmFolder)) return
    this.problems.push({
      level: problem.isError ? 'error' : 'warning',
      file: `${problem.path}.wxml`,
      line: problem.startLine + 1,
      column: problem.startColumn + 1,
      message: problem.message,
    })
  }
}
