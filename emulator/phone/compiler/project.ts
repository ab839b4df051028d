import fs from 'node:fs'
import path from 'node:path'

/** Where a mini program's files are: its own folder and the folder of its npm packages. */
export interface ProjectFolders {
  /** Absolute path of the folder that holds app.json. */
  miniprogramRoot: string
  /** Absolute path of node_modules; used where miniprogram_npm has not been packed. */
  nodeModules: string
}

export const packedNpmFolder = 'miniprogram_npm'

export function isFile(file: string): boolean {
  return fs.statSync(file, { throwIfNoEntry: false })?.isFile() ?? false
}

export function readText(file: string): string {
  return fs.readFileSync(file, 'utf8')
}

/** Reads JSON. Throws an error that names the file, as DevTools does. */
export function readJson<T>(file: string): T {
  try {
    return JSON.parse(readText(file)) as T
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function toPosix(file: string): string {
  return file.split(path.sep).join('/')
}

function packageNameOf(id: string): string {
  const parts = id.split('/')
  return id.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? id)
}

/** Finds files the way the WeChat client does: by code path, by relative path, or in an npm package. */
export class Project {
  readonly root: string
  readonly nodeModules: string
  private readonly packageFolders = new Map<string, string | null>()

  constructor(folders: ProjectFolders) {
    this.root = path.resolve(folders.miniprogramRoot)
    this.nodeModules = path.resolve(folders.nodeModules)
  }

  /** The folder of an npm package that holds mini program code, or null when there is none. */
  private packageFolder(name: string): string | null {
    const known = this.packageFolders.get(name)
    if (known !== undefined) return known
    const folder = this.findPackageFolder(name)
    this.packageFolders.set(name, folder)
    return folder
  }

  private findPackageFolder(name: string): string | null {
    const packed = path.join(this.root, packedNpmFolder, name)
    const manifest = path.join(this.nodeModules, name, 'package.json')
    if (!isFile(manifest)) return fs.existsSync(packed) ? packed : null
    const { miniprogram = 'miniprogram_dist' } = readJson<{ miniprogram?: string }>(manifest)
    const folder = path.join(this.nodeModules, name, miniprogram)
    if (fs.existsSync(folder)) return folder
    return fs.existsSync(packed) ? packed : null
  }

  /** Absolute path (without extension) that an npm id such as `kit/button/button` stands for. */
  npmFile(id: string): string | null {
    const name = packageNameOf(id)
    const folder = this.packageFolder(name)
    return folder === null ? null : path.join(folder, id.slice(name.length + 1))
  }

  /** The path WeChat would know a file by: relative to the root, npm files under miniprogram_npm. */
  codePath(file: string): string {
    const own = path.relative(this.root, file)
    if (!own.startsWith('..')) return toPosix(own)
    const relative = toPosix(path.relative(this.nodeModules, file))
    const name = packageNameOf(relative)
    const folder = this.packageFolder(name)
    if (folder === null) return relative
    return toPosix(path.join(packedNpmFolder, name, path.relative(folder, file)))
  }

  /** The reverse of {@link codePath}. */
  fileOf(codePath: string): string {
    const prefix = `${packedNpmFolder}/`
    const npm = codePath.startsWith(prefix) ? this.npmFile(codePath.slice(prefix.length)) : null
    return npm ?? path.join(this.root, codePath)
  }

  /** Absolute path, without extension, of the component a `usingComponents` entry names. */
  resolveComponent(reference: string, fromFile: string): string | null {
    const candidates = reference.startsWith('/')
      ? [path.join(this.root, reference)]
      : [path.resolve(path.dirname(fromFile), reference), this.npmFile(reference)]
    for (const candidate of candidates) {
      if (candidate === null) continue
      const found = [candidate, path.join(candidate, 'index')].find((base) =>
        isFile(`${base}.json`),
      )
      if (found !== undefined) return found
    }
    return null
  }

  /** The script of a page or component. */
  scriptOf(base: string): string | undefined {
    return ['.ts', '.js'].map((extension) => base + extension).find(isFile)
  }

  /**
   * The file a bare import stands for when the package ships mini program code; null leaves the
   * import to the bundler's own resolution.
   */
  resolveImport(id: string, importer: string): string | null {
    const bases = [this.bundledWith(importer, id), this.npmFile(id)]
    for (const base of bases) {
      if (base === null) continue
      const found = [base, `${base}.js`, `${base}.ts`, path.join(base, 'index.js')].find(isFile)
      if (found !== undefined) return found
    }
    return null
  }

  /** A package may carry its own miniprogram_npm beside its components. */
  private bundledWith(importer: string, id: string): string | null {
    const relative = toPosix(path.relative(this.nodeModules, importer))
    if (relative.startsWith('..')) return null
    const folder = this.packageFolder(packageNameOf(relative))
    return folder === null ? null : path.join(folder, packedNpmFolder, id)
  }
}
