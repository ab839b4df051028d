import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { buildSync } from 'esbuild'
import { startCloud } from '../../../emulator'
import type { Cloud, CloudOptions } from '../../../emulator'

export const environment = 'local-test-env'

const schema = {
  collections: {
    things: {
      indexes: [
        { name: 'owner_rank', keys: { ownerId: 1, rank: -1 } },
        { name: 'code', keys: { code: 1 }, unique: true },
        { name: 'tags', keys: { tags: 1, rank: 1 } },
      ],
    },
    people: { indexes: [{ name: 'team', keys: { team: 1, age: 1 } }] },
    counters: { indexes: [] },
  },
}

/** A throw-away project with a data folder, some functions and the collections above. */
export interface Project {
  root: string
  config: Parameters<typeof startCloud>[0]
  /** Writes `source` as the function's bundle, SDK included. */
  addFunction: (name: string, source: string, config?: object) => void
  start: (options?: CloudOptions) => Promise<Cloud>
  remove: () => void
}

const packagesFolder = path.resolve(import.meta.dirname, '../..')

function bundle(source: string, outfile: string): void {
  buildSync({
    stdin: { contents: source, resolveDir: packagesFolder, loader: 'ts' },
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    outfile,
    logLevel: 'error',
  })
}

export function createProject(settings: object[] = []): Project {
  const root = mkdtempSync(path.join(os.tmpdir(), 'emulator-'))
  const config = {
    root,
    functions: 'functions',
    database: 'database.json',
    deployment: 'cloudbaserc.json',
    miniprogram: 'miniprogram',
    data: 'data',
  }
  writeFileSync(path.join(root, 'database.json'), JSON.stringify(schema))
  const functions = [{ name: 'run', timeout: 60 }, ...settings]
  const deployment = { envId: environment, functions }
  writeFileSync(path.join(root, 'cloudbaserc.json'), JSON.stringify(deployment))
  return {
    root,
    config,
    addFunction: (name, source, functionConfig = {}) => {
      const folder = path.join(root, 'functions', name)
      mkdirSync(folder, { recursive: true })
      bundle(source, path.join(folder, 'index.js'))
      writeFileSync(path.join(folder, 'config.json'), JSON.stringify(functionConfig))
    },
    start: (options = {}) => startCloud(config, { log: () => undefined, ...options }),
    remove: () => rmSync(root, { recursive: true, force: true }),
  }
}
