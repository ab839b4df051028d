import type { Browser } from 'playwright-core'

/** What every journey plays on; read inside a test, when both are there. */
export type Stage = () => { browser: Browser; url: string }
