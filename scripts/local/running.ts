import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CallOutcome } from '../../emulator'

export interface Caller {
  openid: string
  group?: string
}

/** What calls functions: a cloud of this process, or one that runs beside it. */
export interface LocalCloud {
  /** Where it answers over HTTP. */
  url: string
  call(functionName: string, data: unknown, caller: Caller): Promise<CallOutcome>
  close(): Promise<void>
}

/** The address of the cloud that serves a data folder now; null when none does. */
export async function runningUrl(dataFolder: string): Promise<string | null> {
  const url = readServerUrl(join(dataFolder, 'server.json'))
  if (!url) return null
  const answers = await fetch(`${url}/_emulator/status`).then(
    ({ ok }) => ok,
    () => false,
  )
  return answers ? url : null
}

/** Calls through the server of a running `npm start`. */
export function runningCloud(url: string): LocalCloud {
  return {
    url,
    call: async (functionName, data, { openid, group }) => {
      const response = await fetch(`${url}/_emulator/call`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ function: functionName, data, openid, group }),
      })
      return (await response.json()) as CallOutcome
    },
    close: () => Promise.resolve(),
  }
}

function readServerUrl(file: string): string | null {
  try {
    return (JSON.parse(readFileSync(file, 'utf8')) as { url: string }).url
  } catch {
    return null
  }
}
