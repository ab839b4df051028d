import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { paths } from '../paths'
import { buildPackages } from './npm-packages'
import { writeIfChanged } from './files'

const library = 'tdesign-miniprogram'
const libraryRoot = join(paths.nodeModules, library, 'miniprogram_dist')
const target = join(paths.miniprogram, 'miniprogram_npm')

export interface NpmFiles {
  files: number
  bytes: number
}

/**
 * Fills miniprogram/miniprogram_npm for WeChat DevTools with what the mini program uses and no
 * more: the components named in its json files, everything those refer to, and its npm packages.
 * DevTools packs the whole folder, and all of the library would be 1.4 MB.
 */
export async function buildNpmComponents(): Promise<NpmFiles> {
  const sources = filesUnder(paths.miniprogram)
  const wanted = new Set<string>()
  for (const component of componentsIn(sources)) follow(join(libraryRoot, component), wanted)
  const copies = [...wanted].map((file) => ({
    path: join(target, library, relative(libraryRoot, file)),
    content: readFileSync(file) as Uint8Array,
  }))
  const written = [...copies, ...(await buildPackages(sources, target))]
  for (const { path, content } of written) writeIfChanged(path, content)
  removeOthers(new Set(written.map(({ path }) => path)))
  const bytes = written.reduce((sum, { content }) => sum + content.length, 0)
  return { files: written.length, bytes }
}

/** `tdesign-miniprogram/button/button` → `button/button`, from every usingComponents. */
function componentsIn(sources: readonly string[]): string[] {
  return sources
    .filter((file) => file.endsWith('.json'))
    .flatMap((file) => usedComponents(readFileSync(file, 'utf8')))
    .filter((path) => path.startsWith(`${library}/`))
    .map((path) => path.slice(library.length + 1))
}

function usedComponents(json: string): string[] {
  const parsed = JSON.parse(json) as { usingComponents?: Record<string, string> }
  return Object.values(parsed.usingComponents ?? {})
}

/** Adds a component's or a script's files, and all that they refer to. */
function follow(path: string, wanted: Set<string>): void {
  for (const file of filesAt(path)) {
    if (wanted.has(file)) continue
    wanted.add(file)
    for (const reference of referencesIn(file)) follow(reference, wanted)
  }
}

/** A reference names a file, a component without its endings, or a folder with an index. */
function filesAt(path: string): string[] {
  if (/\.(js|json|wxml|wxss|wxs)$/.test(path)) return existsSync(path) ? [path] : []
  const endings = existsSync(`${path}.json`) ? ['.js', '.json', '.wxml', '.wxss'] : ['.js']
  const own = endings.map((ending) => path + ending).filter((file) => existsSync(file))
  if (own.length > 0) return own
  return ['/index.js'].map((ending) => path + ending).filter((file) => existsSync(file))
}

const referencePatterns: Readonly<Record<string, RegExp>> = {
  js: /(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\(\s*)["']([^"']+)["']/g,
  wxs: /\brequire\(\s*["']([^"']+)["']/g,
  wxml: /<(?:import|include|wxs)\b[^>]*?\bsrc=["']([^"']+)["']/g,
  wxss: /@import\s*["']([^"']+)["']/g,
}

function referencesIn(file: string): string[] {
  const content = readFileSync(file, 'utf8')
  const ending = file.slice(file.lastIndexOf('.') + 1)
  const pattern = referencePatterns[ending]
  const found = pattern
    ? [...content.matchAll(pattern)].map((match) => match[1] ?? '')
    : usedComponents(content)
  return found.map((reference) => resolve(file, reference))
}

function resolve(from: string, reference: string): string {
  if (reference.startsWith('/')) return join(libraryRoot, reference)
  const isNpm = from.endsWith('.js') && !reference.startsWith('.')
  return isNpm ? join(libraryRoot, 'miniprogram_npm', reference) : join(dirname(from), reference)
}

function removeOthers(kept: ReadonlySet<string>): void {
  if (!existsSync(target)) return
  for (const file of allFilesUnder(target)) if (!kept.has(file)) rmSync(file)
}

function filesUnder(folder: string): string[] {
  if (!existsSync(folder)) return []
  return allFilesUnder(folder).filter((file) => !file.startsWith(target))
}

function allFilesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}
