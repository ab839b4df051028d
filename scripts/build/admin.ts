import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { paths } from '../paths'

/** Builds the staff page into `dist/admin`; nothing happens when it is newer than its source. */
export async function buildAdmin(outDir: string = paths.builtAdmin): Promise<void> {
  if (isFresh(join(outDir, 'index.html'))) return
  const [{ build }, { default: vue }] = await Promise.all([
    import('vite'),
    import('@vitejs/plugin-vue'),
  ])
  await build({
    configFile: false,
    root: paths.admin,
    // Relative, so that the same files work at any address of a static host.
    base: './',
    logLevel: 'warn',
    plugins: [vue()],
    build: {
      outDir,
      emptyOutDir: true,
      reportCompressedSize: false,
      // A data address would be refused by the page's own policy.
      assetsInlineLimit: 0,
      // Charts come with their own library, loaded with the page that draws them.
      chunkSizeWarningLimit: 1000,
      rolldownOptions: { checks: { pluginTimings: false } },
    },
  })
}

function isFresh(built: string): boolean {
  if (!existsSync(built)) return false
  const builtAt = statSync(built).mtimeMs
  const sources = readdirSync(paths.admin, { recursive: true, encoding: 'utf8' })
  return sources.every((name) => statSync(join(paths.admin, name)).mtimeMs < builtAt)
}
