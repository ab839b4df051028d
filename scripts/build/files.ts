import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** Writes a file unless it already holds just that, so that what watches it stays calm. */
export function writeIfChanged(file: string, content: string | Uint8Array): boolean {
  const next = Buffer.from(content)
  if (readIfExists(file)?.equals(next)) return false
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, next)
  return true
}

export function readIfExists(file: string): Buffer | null {
  try {
    return readFileSync(file)
  } catch {
    return null
  }
}
