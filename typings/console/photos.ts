import type { ById } from '../calls'

/** A browser reaches no `cloud://` file: it gets addresses that work for a while. */
export interface ConsolePhotos {
  /** All photos of a request that the caller may see, its history's included. */
  'requests.photos': { input: ById; output: { items: { photo: string; url: string }[] } }
}
