import type { Poster } from '../types'

const keptCodes = 20

/** The mini program codes drawn since the start, for the phones to scan. */
export interface Codes {
  /** Takes in a code as it was drawn: the page it opens, with its scene. */
  add(code: { path: string; scene: string }): void
  /** The latest first, each once. */
  latest(): Poster[]
}

/** `posters`: those of the people file; a code that one of them carries goes by its label. */
export function createCodes(posters: readonly Poster[]): Codes {
  const labels = new Map(posters.map(({ path, label }) => [path, label]))
  let drawn: Poster[] = []
  return {
    add({ path, scene }) {
      const label = labels.get(path) ?? `小程序码 ${scene}`
      const others = drawn.filter((code) => code.path !== path)
      drawn = [{ label, text: scene, path }, ...others].slice(0, keptCodes)
    },
    latest: () => drawn,
  }
}
