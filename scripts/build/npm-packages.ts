import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { paths } from '../paths'

export interface NpmFile {
  path: string
  content: Uint8Array
}

const importPattern =
  /^(?:import|export)\s(?!type\b)[^;'"]*?from\s+'([^'.][^']*)'|^import\s+'([^'.][^']*)'/gm

/** Each npm package (or file of one) that the mini program's scripts import, as one CommonJS file. */
export async function buildPackages(
  sources: readonly string[],
  target: string,
): Promise<NpmFile[]> {
  const names = importedPackages(sources)
  if (names.length === 0) return []
  const results = await Promise.all(names.map((name) => buildPackage(name, names, target)))
  return results.flat()
}

function importedPackages(sources: readonly string[]): string[] {
  const names = sources
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(importPattern)])
    .map((match) => match[1] ?? match[2] ?? '')
  return [...new Set(names)].sort()
}

/** The other packages stay outside, so that a plugin meets the same dayjs as the page. */
async function buildPackage(
  name: string,
  names: readonly string[],
  target: string,
): Promise<NpmFile[]> {
  const isWhole = name.split('/').length === (name.startsWith('@') ? 2 : 1)
  const { outputFiles } = await build({
    entryPoints: [{ in: name, out: isWhole ? join(name, 'index') : name }],
    outdir: target,
    absWorkingDir: paths.root,
    bundle: true,
    minify: true,
    format: 'cjs',
    target: 'es2017',
    charset: 'utf8',
    external: names.filter((other) => other !== name),
    write: false,
  })
  return outputFiles.map(({ path, contents }) => ({ path, content: contents }))
}
