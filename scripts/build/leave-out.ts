import { readFile } from 'node:fs/promises'
import type { Plugin } from 'esbuild'

/**
 * Leaves out of the bundles the SDK's AI client with the stream polyfills it brings: a tenth of
 * every bundle, loaded with the SDK and reached only by `app.ai()`, which nothing here calls.
 */
export const withoutAiClient: Plugin = {
  name: 'without-ai-client',
  setup: ({ onLoad }) =>
    onLoad({ filter: /@cloudbase[\\/]node-sdk[\\/]dist[\\/]ai[\\/]index\.js$/ }, () => ({
      contents: `exports.createAI = () => { throw new Error('app.ai() is left out of this bundle') }`,
    })),
}

interface HolidayList {
  holidays: Record<string, string>
  workdays: Record<string, string>
}

/** Before the service began no deadline was ever counted. */
const firstYear = '2025'

/** Leaves out the names of the holidays, which nobody is shown, and the years long gone. */
export const slimHolidays: Plugin = {
  name: 'slim-holidays',
  setup: ({ onLoad }) =>
    onLoad({ filter: /chinese-days[\\/]dist[\\/]chinese-days\.json$/ }, async ({ path }) => {
      const { holidays, workdays } = JSON.parse(await readFile(path, 'utf8')) as HolidayList
      const list = { holidays: daysOf(holidays), workdays: daysOf(workdays) }
      return { contents: JSON.stringify(list), loader: 'json' }
    }),
}

function daysOf(days: Record<string, string>): Record<string, 1> {
  const kept = Object.keys(days).filter((day) => day >= firstYear)
  return Object.fromEntries(kept.map((day) => [day, 1]))
}
