import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { type BuildOptions, type OutputFile, build, context } from 'esbuild'
import { paths } from '../paths'
import { readIfExists, writeIfChanged } from './files'
import { slimHolidays, withoutAiClient } from './leave-out'
import { slimMimeDb } from './slim-mime-db'

export interface BuiltFunction {
  name: string
  bytes: number
}

/** The deployed functions: every folder of cloudfunctions with an index.ts. */
export function functionNames(folder: string = paths.cloudfunctions): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, 'index.ts')))
    .map(({ name }) => name)
    .sort()
}

/**
 * Bundles each function into one CommonJS file with the package.json and config.json that a
 * deployment takes: the very files that run locally, in tests and in the cloud.
 */
export async function buildFunctions(): Promise<BuiltFunction[]> {
  const names = functionNames()
  const { outputFiles } = await build({ ...bundleOptions(names), write: false })
  return names.map((name) => writeFunction(name, outputFiles))
}

/** Builds now and again on each change of the sources, until the returned function is called. */
export async function watchFunctions(
  onBuilt: (built: BuiltFunction[]) => void,
): Promise<() => void> {
  const names = functionNames()
  let isFirst = true
  const options = bundleOptions(names)
  const watched = await context({
    ...options,
    write: false,
    logLevel: 'error',
    plugins: [
      ...(options.plugins ?? []),
      {
        name: 'write-functions',
        setup: ({ onEnd }) =>
          onEnd(({ errors, outputFiles = [] }) => {
            if (errors.length > 0) return
            const built = names.map((name) => writeFunction(name, outputFiles))
            if (isFirst) isFirst = false
            else onBuilt(built)
          }),
      },
    ],
  })
  await watched.watch()
  return () => void watched.dispose()
}

function bundleOptions(names: readonly string[]): BuildOptions & { write?: false } {
  return {
    entryPoints: names.map((name) => ({
      in: join(paths.cloudfunctions, name, 'index.ts'),
      out: `${name}/index`,
    })),
    outdir: paths.builtFunctions,
    absWorkingDir: paths.root,
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    charset: 'utf8',
    legalComments: 'none',
    plugins: [slimMimeDb, slimHolidays, withoutAiClient],
    logLevel: 'warning',
  }
}

function writeFunction(name: string, outputs: readonly OutputFile[]): BuiltFunction {
  const folder = join(paths.builtFunctions, name)
  const bundle = outputs.find(({ path }) => path === join(folder, 'index.js'))
  if (!bundle) throw new Error(`no bundle came out for the function ${name}`)
  writeIfChanged(bundle.path, bundle.contents)
  writeIfChanged(join(folder, 'package.json'), json({ name, private: true, main: 'index.js' }))
  const config = readIfExists(join(paths.cloudfunctions, name, 'config.json'))
  writeIfChanged(join(folder, 'config.json'), config ?? json({ permissions: { openapi: [] } }))
  return { name, bytes: bundle.contents.length }
}

const json = (value: object): string => `${JSON.stringify(value, null, 2)}\n`
