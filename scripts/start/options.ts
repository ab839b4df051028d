import { parseArgs } from 'node:util'

/** What `npm start` is asked for. */
export interface StartOptions {
  port: number
  host: string
  /** Throws away what was kept and loads the place anew. */
  fresh: boolean
}

export const startUsage = `Usage: npm start -- [--port 8787] [--host 127.0.0.1] [--fresh]`

/** Reads the command line; a sentence when it makes no sense. */
export function readStartOptions(args: string[]): StartOptions | string {
  try {
    const { values } = parseArgs({
      args,
      options: {
        port: { type: 'string', default: '8787' },
        host: { type: 'string', default: '127.0.0.1' },
        fresh: { type: 'boolean', default: false },
      },
    })
    const port = Number(values.port)
    const isPort = Number.isInteger(port) && port >= 0 && port < 65_536
    return isPort ? { ...values, port } : `${values.port} is no port.`
  } catch (error) {
    return (error as Error).message
  }
}
