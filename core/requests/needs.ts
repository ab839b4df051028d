import type { CommandInput } from './command-input'
import type { Request } from './types'

/** What the shell has to read before it can decide. */
export interface Needs {
  /** The units of the request's path, with their people. */
  chain: boolean
  /** Units whose chains the command moves it to, or calls. */
  targets: string[]
}

/**
 * Which units a command needs; most need none, so that an answer costs one read and one write.
 * Without a handler, the people of the unit have to be read to be told.
 */
export function needsOf(request: Request, command: CommandInput): Needs {
  const chain = request.handler === null && tellsWorkers(command.name)
  switch (command.name) {
    case 'escalate':
    case 'return':
    case 'extend':
    case 'pass_deadline':
    case 'rehome':
    case 'reopen':
      return { chain: true, targets: [] }
    case 'rate':
      return { chain: !command.solved, targets: [] }
    case 'delegate':
      return { chain, targets: [command.unitId] }
    case 'transfer':
      return command.appointmentId === undefined
        ? { chain, targets: command.unitId === undefined ? [] : [command.unitId] }
        : { chain: true, targets: [] }
    case 'co_handle':
      return { chain: false, targets: command.parts.map(({ unitId }) => unitId) }
    default:
      return { chain, targets: [] }
  }
}

const tellWorkers: readonly CommandInput['name'][] = [
  'delegate',
  'transfer',
  'supplement',
  'withdraw',
  'urge',
  'supervise',
  'decline',
  'merge',
  'absorb',
  'co_reply',
  'stop_waiting',
]

function tellsWorkers(name: CommandInput['name']): boolean {
  return tellWorkers.includes(name)
}
