import { parseArgs } from 'node:util'

/** What `npm run call` is asked for. */
export type CallOptions =
  | { kind: 'people'; words: string }
  | {
      kind: 'call'
      functionName: string
      operation: string
      input: unknown
      openid: string
      group?: string
      key?: string
      explain: boolean
    }
  | { kind: 'wrong'; why: string }

export const usage = `Usage:
  npm run call -- <function> <operation> '<input as JSON>' --as <openid> [--group <openGId>] [--key <key>] [--explain]
  npm run call -- --people <words>

For example:
  npm run call -- --people 罗布社区 07 微网格长
  npm run call -- resident home.get '{}' --as resident_luobu_07_1
  npm run call -- resident requests.submit '{"text":"楼道灯不亮了"}' --as resident_luobu_07_1 --group group_luobu_07
  npm run call -- console today.get '{}' --as worker_luobu_1`

const options = {
  as: { type: 'string' },
  group: { type: 'string' },
  key: { type: 'string' },
  explain: { type: 'boolean' },
  people: { type: 'boolean' },
} as const

/** Reads the command line; npm keeps a flag given before `--` in the environment. */
export function readCallOptions(args: string[], environment: NodeJS.ProcessEnv): CallOptions {
  const parsed = parse(args)
  if (typeof parsed === 'string') return { kind: 'wrong', why: parsed }
  const { values, positionals } = parsed
  if (values.people) {
    const words = positionals.join(' ').trim()
    return words ? { kind: 'people', words } : wrong('--people needs words to look for.')
  }
  const [functionName, operation, json = '{}', ...others] = positionals
  if (!functionName || !operation) return wrong('A function and an operation are needed.')
  if (others.length > 0) return wrong(`One input is expected; ${others.join(' ')} is too much.`)
  if (!values.as) return wrong('Who calls is needed: --as <openid>.')
  const input = parseJson(json)
  if (input === undefined) return wrong(`The input is not JSON: ${json}`)
  const explain = values.explain ?? environment['npm_config_explain'] === 'true'
  return {
    kind: 'call',
    functionName,
    operation,
    input,
    openid: values.as,
    explain,
    ...(values.group ? { group: values.group } : {}),
    ...(values.key ? { key: values.key } : {}),
  }
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, options, allowPositionals: true })
  } catch (error) {
    return (error as Error).message
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

function wrong(why: string): CallOptions {
  return { kind: 'wrong', why }
}
