import { join } from 'node:path'

/** Absolute paths of the project, for every script. */
const root = join(import.meta.dirname, '..')

export const paths = {
  root,
  cloudfunctions: join(root, 'cloudfunctions'),
  builtFunctions: join(root, 'dist/cloudfunctions'),
  admin: join(root, 'admin'),
  builtAdmin: join(root, 'dist/admin'),
  miniprogram: join(root, 'miniprogram'),
  nodeModules: join(root, 'node_modules'),
  cache: join(root, 'node_modules/.cache'),
  deployment: join(root, 'cloudbaserc.json'),
} as const
