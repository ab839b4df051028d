import { type Browser, chromium } from 'playwright-core'
import { findChromium } from '../../../scripts/browser'

const options = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Chromium; a sentence that says how to get one when there is none. */
export function openBrowser(): Promise<Browser> {
  const executablePath = findChromium()
  if (!executablePath) {
    throw new Error(
      'The browser tests need a Chromium. Run `node scripts/setup.mjs --browser`, or set CHROMIUM_PATH.',
    )
  }
  return chromium.launch({ executablePath, args: options })
}
