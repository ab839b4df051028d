import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { StartError } from '../errors'
import { isPlainObject } from '../engine/values'
import type { Fields } from '../engine/values'

export interface Trigger {
  name: string
  /** Seven fields: second minute hour day month weekday year, in UTC+8. */
  config: string
}

/** One function as it is deployed: its folder and its settings. */
export interface Bundle {
  name: string
  entry: string
  /** Milliseconds. */
  timeout: number
  memorySize: number
  environment: Record<string, string>
  triggers: Trigger[]
  /** Open APIs its config.json asks for. */
  permissions: string[]
}

const defaultTimeout = 5
const defaultMemory = 256

function readJson(file: string): unknown {
  let content: string
  try {
    content = readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
  try {
    return JSON.parse(content)
  } catch {
    throw new StartError(`${file} is not valid JSON`)
  }
}

function asObject(value: unknown): Fields {
  return isPlainObject(value) ? value : {}
}

function triggersIn(value: unknown): Trigger[] {
  if (!Array.isArray(value)) return []
  return value
    .filter(isPlainObject)
    .filter((trigger) => trigger.type === 'timer')
    .map((trigger) => ({ name: String(trigger.name), config: String(trigger.config) }))
}

function permissionsIn(config: Fields): string[] {
  const { openapi } = asObject(config.permissions)
  return Array.isArray(openapi) ? openapi.map(String) : []
}

/** What a deployment file says of the whole environment and of each function. */
export interface Deployment {
  environment: string
  functions: Map<string, Fields>
}

/** Reads `cloudbaserc.json`. Throws StartError when it names no environment. */
export function readDeployment(file: string): Deployment {
  const raw = asObject(readJson(file))
  if (typeof raw.envId !== 'string' || raw.envId === '') {
    throw new StartError(`${file} must exist and name an environment in "envId"`)
  }
  const functions = Array.isArray(raw.functions) ? raw.functions.filter(isPlainObject) : []
  return {
    environment: raw.envId,
    functions: new Map(functions.map((settings) => [String(settings.name), settings])),
  }
}

function environmentOf(settings: Fields): Record<string, string> {
  const variables = Object.entries(asObject(settings.envVariables))
  return Object.fromEntries(variables.map(([name, value]) => [name, String(value)]))
}

function isFile(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFile() ?? false
}

/** A function's bundle by name; undefined when its folder holds no index.js. */
export function findBundle(
  folder: string,
  name: string,
  deployment: Deployment,
): Bundle | undefined {
  const entry = path.join(folder, name, 'index.js')
  if (!/^[A-Za-z][\w-]*$/.test(name) || !isFile(entry)) return undefined
  const config = asObject(readJson(path.join(folder, name, 'config.json')))
  const settings = deployment.functions.get(name) ?? {}
  const { timeout, memorySize } = settings
  return {
    name,
    entry,
    timeout: (typeof timeout === 'number' ? timeout : defaultTimeout) * 1000,
    memorySize: typeof memorySize === 'number' ? memorySize : defaultMemory,
    environment: environmentOf(settings),
    triggers: [...triggersIn(settings.triggers), ...triggersIn(config.triggers)],
    permissions: permissionsIn(config),
  }
}

/** All functions in a folder. */
export function listBundles(folder: string, deployment: Deployment): Bundle[] {
  const names = statSync(folder, { throwIfNoEntry: false }) ? readdirSync(folder) : []
  return names
    .map((name) => findBundle(folder, name, deployment))
    .filter((bundle) => bundle !== undefined)
}
