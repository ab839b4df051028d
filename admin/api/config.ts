/** What a deployment decides, in `config.json` beside the page. */
export interface Config {
  /** Where the `console` function answers. */
  api: string
  /** A tile address with {z}, {x}, {y}; maps are drawn on a plain ground without it. */
  tiles: string | null
}

let reading: Promise<Config> | undefined

export function readConfig(): Promise<Config> {
  reading ??= fetchConfig().catch((error: unknown) => {
    reading = undefined
    throw error
  })
  return reading
}

async function fetchConfig(): Promise<Config> {
  const response = await fetch('./config.json', { cache: 'no-cache' })
  return (await response.json()) as Config
}
