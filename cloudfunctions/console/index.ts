import { commands } from '../shared/operations/commands'
import { desk } from '../shared/operations/desk'
import { requests } from '../shared/operations/requests'
import { settings } from '../shared/operations/settings'
import { targets } from '../shared/operations/targets'
import { nodeBackend } from '../shared/sdk/node'
import { jobs } from './jobs'
import { serveConsole } from './serve'
import { sessions } from './sessions'
import type { ConsoleApi } from '../../typings/console'
import type { ConsoleOperations } from './context'

const closed: ConsoleOperations<ConsoleApi> = {
  ...sessions,
  ...jobs,
  ...commands,
  ...requests,
  ...targets,
  ...settings,
  ...desk,
}
const open = {}

export const operations = { ...closed, ...open }

export const main = serveConsole({ closed, open }, nodeBackend)
