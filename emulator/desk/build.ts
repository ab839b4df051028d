import { existsSync, statSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

const source = join(import.meta.dirname, 'page')

/** Where the page's assets are served. */
export const assetBase = '/_desk/page/'

/** Builds the desk's page into `outDir`; nothing happens when it is newer than its source. */
export async function buildDesk(outDir: string): Promise<void> {
  if (await isFresh(join(outDir, 'index.html'))) return
  const [{ build }, { default: vue }] = await Promise.all([
    import('vite'),
    import('@vitejs/plugin-vue'),
  ])
  await build({
    configFile: false,
    root: source,
    base: assetBase,
    logLevel: 'warn',
    plugins: [vue()],
    build: {
      outDir,
      emptyOutDir: true,
      reportCompressedSize: false,
      rolldownOptions: { checks: { pluginTimings: false } },
    },
  })
}

async function isFresh(built: string): Promise<boolean> {
  if (!existsSync(built)) return false
  const builtAt = statSync(built).mtimeMs
  const entries = await readdir(join(source, '..'), { recursive: true })
  return entries.every((name) => statSync(join(source, '..', name)).mtimeMs < builtAt)
}
