/** The Chromium that the browser tests drive: `CHROMIUM_PATH`, else a usual place, else null. */
export function findChromium(): string | null
