import fs from 'node:fs'
import path from 'node:path'
import esbuild, { type BuildContext, type Plugin } from 'esbuild'
import { ComponentGraph } from './component-graph'
import { scriptPrefix, writeEntry, writeFailurePage } from './entry'
import { Project, readText, type ProjectFolders } from './project'
import type { AppGraph, CompileProblem } from './types'
import { TemplateCompiler } from './wxml'
import { StyleCompiler } from './wxss'

export interface BuildStats {
  components: number
  milliseconds: number
  scriptBytes: number
  styleBytes: number
}

export interface BuildResult {
  stats: BuildStats
  problems: CompileProblem[]
}

interface Compilation {
  graph: AppGraph
  entry: string
  css: string
  problems: CompileProblem[]
}

const runtimeFolder = path.resolve(import.meta.dirname, '../runtime')
const entryId = 'mini-program'

/** Builds one mini program into a folder of static files and keeps what it can for the next build. */
export class Bundler {
  private readonly project: Project
  private readonly styles: StyleCompiler
  private readonly outDir: string
  private context: BuildContext | null = null
  private compilation: Compilation | null = null
  private last: Promise<unknown> = Promise.resolve()

  constructor(folders: ProjectFolders & { outDir: string }) {
    this.project = new Project(folders)
    this.styles = new StyleCompiler(this.project)
    this.outDir = folders.outDir
  }

  /** Builds once more; a call during a build waits its turn. */
  build(): Promise<BuildResult> {
    this.last = this.last.then(
      () => this.buildNow(),
      () => this.buildNow(),
    )
    return this.last as Promise<BuildResult>
  }

  private async buildNow(): Promise<BuildResult> {
    const startedAt = performance.now()
    this.write('index.html', readText(path.join(runtimeFolder, 'index.html')))
    const { graph, css, problems } = (this.compilation = this.compile())
    this.write('app.css', css)
    this.context ??= await esbuild.context(this.options())
    const scriptBytes = await this.bundle(problems)
    const stats = {
      components: graph.components.length,
      milliseconds: Math.round(performance.now() - startedAt),
      scriptBytes,
      styleBytes: Buffer.byteLength(css),
    }
    return { stats, problems }
  }

  async close(): Promise<void> {
    await this.context?.dispose()
    this.context = null
  }

  private compile(): Compilation {
    const graph = ComponentGraph.read(this.project)
    const templates = TemplateCompiler.compile(this.project, graph.components)
    const styles = this.styles.compile(graph.components)
    const problems = [...graph.problems, ...templates.problems, ...styles.problems]
    const entry = writeEntry({
      graph,
      appScript: this.project.scriptOf(path.join(this.project.root, 'app')),
      templates: templates.code,
      problems,
      runtime: path.join(runtimeFolder, 'main.ts'),
    })
    return { graph, entry, css: runtimeStyles() + styles.css, problems }
  }

  /** Bundles the scripts; returns the size of the result in bytes. */
  private async bundle(problems: CompileProblem[]): Promise<number> {
    try {
      const result = await this.context?.rebuild()
      problems.push(
        ...(result?.warnings ?? []).map((message) => this.toProblem('warning', message)),
      )
      const files = result?.outputFiles ?? []
      for (const file of files) this.write(path.basename(file.path), file.contents)
      return files.find((file) => file.path.endsWith('.js'))?.contents.length ?? 0
    } catch (error) {
      if (!isBuildFailure(error)) throw error
      const errors = error.errors.map((message) => this.toProblem('error', message))
      problems.push(...errors)
      this.write('app.js', writeFailurePage(errors))
      return 0
    }
  }

  /** Puts a file in place at once: a phone that loads during a build gets the old one whole. */
  private write(name: string, content: string | Uint8Array): void {
    fs.mkdirSync(this.outDir, { recursive: true })
    const unfinished = path.join(this.outDir, `.${name}`)
    fs.writeFileSync(unfinished, content)
    fs.renameSync(unfinished, path.join(this.outDir, name))
  }

  private toProblem(level: CompileProblem['level'], message: esbuild.Message): CompileProblem {
    const { location, text } = message
    if (location === null) return { level, file: 'app.js', message: text }
    const file = this.project.codePath(path.resolve(location.file))
    return { level, file, line: location.line, column: location.column + 1, message: text }
  }

  private options(): esbuild.BuildOptions & { write: false } {
    return {
      stdin: { contents: `import ${JSON.stringify(entryId)}`, resolveDir: runtimeFolder },
      bundle: true,
      format: 'esm',
      target: 'es2022',
      outfile: path.join(this.outDir, 'app.js'),
      sourcemap: 'linked',
      sourcesContent: false,
      write: false,
      logLevel: 'silent',
      minifySyntax: true,
      minifyWhitespace: true,
      nodePaths: [this.project.nodeModules],
      define: { 'process.env.NODE_ENV': '"production"' },
      tsconfigRaw: {},
      plugins: [this.plugin()],
    }
  }

  private plugin(): Plugin {
    return {
      name: 'mini-program',
      setup: (build) => {
        build.onResolve({ filter: /^mini-program$/ }, () => ({ path: entryId, namespace: entryId }))
        build.onLoad({ filter: /.*/, namespace: entryId }, () => ({
          contents: this.compilation?.entry ?? '',
          resolveDir: runtimeFolder,
        }))
        build.onResolve({ filter: /^[\w@~/]/ }, ({ path: id, importer, kind }) =>
          kind === 'entry-point' ? null : this.resolve(id, importer),
        )
        build.onLoad({ filter: /\.[tj]s$/ }, ({ path: file }) => this.loadScript(file))
      },
    }
  }

  private resolve(id: string, importer: string): { path: string } | null {
    if (importer.startsWith(runtimeFolder) || importer === entryId) return null
    if (id.startsWith('/')) {
      const file = this.project.scriptOf(path.join(this.project.root, id.replace(/\.[tj]s$/, '')))
      return file === undefined ? null : { path: file }
    }
    const alias = this.resolveAlias(id)
    const file = alias ?? this.project.resolveImport(id, importer)
    return file === null ? null : { path: file }
  }

  /** `resolveAlias` of app.json, e.g. `"~/*": "/*"`. */
  private resolveAlias(id: string): string | null {
    for (const [from, to] of Object.entries(this.compilation?.graph.app.resolveAlias ?? {})) {
      const prefix = from.replace(/\*$/, '')
      if (!id.startsWith(prefix)) continue
      const rest = id.slice(prefix.length).replace(/\.[tj]s$/, '')
      const file = path.join(this.project.root, to.replace(/\*$/, ''), rest)
      return this.project.scriptOf(file) ?? this.project.scriptOf(path.join(file, 'index')) ?? null
    }
    return null
  }

  private loadScript(file: string): esbuild.OnLoadResult | null {
    const codePath = this.project.codePath(file.replace(/\.[tj]s$/, ''))
    const isComponent = this.compilation?.graph.components.some(({ path: p }) => p === codePath)
    if (!isComponent) return null
    return {
      contents: scriptPrefix(codePath) + readText(file),
      loader: path.extname(file) === '.ts' ? 'ts' : 'js',
    }
  }
}

function runtimeStyles(): string {
  const folder = path.join(runtimeFolder, 'styles')
  const sheets = fs.readdirSync(folder).filter((name) => name.endsWith('.css'))
  return sheets.map((name) => `${readText(path.join(folder, name))}\n`).join('')
}

function isBuildFailure(error: unknown): error is esbuild.BuildFailure {
  return error instanceof Error && 'errors' in error && Array.isArray(error.errors)
}
