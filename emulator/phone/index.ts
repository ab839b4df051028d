import fs from 'node:fs'
import path from 'node:path'
import { Bundler, type BuildStats } from './compiler/bundler'
import { packedNpmFolder } from './compiler/project'
import type { CompileProblem } from './compiler/types'
import { createRoutes, type PhoneRoute } from './routes'
import { printFailure, printProblems } from './problems'

export interface PhoneOptions {
  /** Folder that holds app.json. */
  miniprogramRoot: string
  /** The node_modules folder that npm components come from. */
  nodeModules: string
  /** Where the built files go. */
  outDir: string
  /** Rebuilds when a file changes and reloads the open phones. */
  watch?: boolean
}

export interface Phone {
  /** Handlers for a server: everything under /phone/. */
  routes: PhoneRoute[]
  /** Builds again now; resolves with what the compiler found. */
  rebuild(): Promise<CompileProblem[]>
  /** Of the last build. */
  readonly stats: BuildStats
  close(): Promise<void>
}

/** Changes that come together, e.g. from a formatter, are one rebuild. */
const settleTime = 30

/**
 * Builds a native mini program for the browser and offers the routes that show it: one phone is
 * one page, `/phone/?openid=<id>`; see README.md for the other parameters.
 */
export async function createPhone(options: PhoneOptions): Promise<Phone> {
  const bundler = new Bundler(options)
  const { routes, reload, closeStreams } = createRoutes(options)
  let result = await bundler.build()
  printProblems(result.problems)
  const rebuild = async (): Promise<CompileProblem[]> => {
    result = await bundler.build()
    printProblems(result.problems)
    reload()
    return result.problems
  }
  const watcher = options.watch ? watchFiles(options.miniprogramRoot, rebuild) : null
  return {
    routes,
    rebuild,
    get stats() {
      return result.stats
    },
    async close() {
      watcher?.close()
      closeStreams()
      await bundler.close()
    },
  }
}

const sourceFile = /\.(json|wxml|wxss|wxs|ts|js)$/

function watchFiles(root: string, rebuild: () => Promise<unknown>): fs.FSWatcher {
  let timer: NodeJS.Timeout | undefined
  return fs.watch(path.resolve(root), { recursive: true }, (_, file) => {
    if (file === null || !sourceFile.test(file) || file.startsWith(packedNpmFolder)) return
    clearTimeout(timer)
    timer = setTimeout(() => {
      rebuild().catch(printFailure)
    }, settleTime)
  })
}

export type { BuildStats, CompileProblem, PhoneRoute }
