import { join, resolve } from 'node:path'
import { readConfig } from '../../emulator/cloud/config'
import { paths } from '../paths'

export interface LocalFiles {
  /** The folder a local cloud keeps its data in. */
  data: string
  /** Who can be called as. */
  people: string
}

/** Absolute paths from emulator.config.json; `LOCAL_DATA` names another data folder. */
export function localFiles(): LocalFiles {
  const { data, people = join(data, 'people.json') } = readConfig(paths.root)
  const other = process.env['LOCAL_DATA']
  if (other) return { data: resolve(other), people: resolve(other, 'people.json') }
  return { data: join(paths.root, data), people: join(paths.root, people) }
}
