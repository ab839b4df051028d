import { readFileSync } from 'node:fs'
import path from 'node:path'
import { isPlainObject } from './engine/values'
import { StartError } from './errors'

/** Where a project keeps what the emulator needs; paths are relative to the project's root. */
export interface EmulatorConfig {
  /** Folder with one folder per function bundle: index.js exporting main, config.json. */
  functions: string
  /** JSON file that declares collections and indexes. */
  database: string
  /** cloudbaserc.json: envId and the functions' settings. */
  deployment: string
  /** The mini program's root. */
  miniprogram: string
  /** Folder for everything that is kept between runs. */
  data: string
  /** Function that takes what WeChat pushes by itself, such as the result of a picture's check. */
  messagePush?: string
  /** JSON file of people and groups for the start page. */
  people?: string
}

export type ProjectConfig = EmulatorConfig & { root: string }

const fileName = 'emulator.config.json'
const required = ['functions', 'database', 'deployment', 'miniprogram', 'data'] as const

/** Reads a JSON file. Throws StartError when it can't be read or parsed. */
export function readJsonFile(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as unknown
  } catch (error) {
    const reason = error instanceof SyntaxError ? 'is not valid JSON' : "can't be read"
    throw new StartError(`${file} ${reason}`)
  }
}

/** Reads `emulator.config.json` at a project's root. Throws StartError naming what is missing. */
export function readConfig(projectRoot: string): ProjectConfig {
  const root = path.resolve(projectRoot)
  const file = path.join(root, fileName)
  const raw = readJsonFile(file)
  if (!isPlainObject(raw)) throw new StartError(`${file} must be an object`)
  const missing = required.find((name) => typeof raw[name] !== 'string' || raw[name] === '')
  if (missing) throw new StartError(`${file} must have a path in "${missing}"`)
  return { ...(raw as unknown as EmulatorConfig), root }
}

/** A path of the configuration as an absolute one. */
export function resolvePath(config: { root?: string }, relative: string): string {
  return path.resolve(config.root ?? process.cwd(), relative)
}
