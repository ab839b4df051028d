import { commands } from '../shared/operations/commands'
import { requests } from '../shared/operations/requests'
import { reviews } from '../shared/operations/reviews'
import { settings } from '../shared/operations/settings'
import { targets } from '../shared/operations/targets'
import { nodeBackend } from '../shared/sdk/node'
import { bulletins } from './bulletins'
import { grids } from './grids'
import { audits } from './audits'
import { logging } from './audit'
import { homes } from './homes'
import { jobs } from './jobs'
import { numberJobs } from './number-jobs'
import { numbers } from './numbers'
import { assign } from './assign'
import { duplicates } from './duplicates'
import { views } from './views'
import { people } from './people'
import { requestLists } from './requests'
import { photos } from './photos'
import { serveConsole } from './serve'
import { sessions } from './sessions'
import { tryRules } from './settings-try'
import { signIn } from './sign-in'
import { today } from './today'
import { unmask } from './unmask'
import type { ConsoleApi } from '../../typings/console'
import type { ConsoleSignIn } from '../../typings/console/sign-in'
import type { ConsoleOperations } from './context'

const closed: ConsoleOperations<Omit<ConsoleApi, keyof ConsoleSignIn>> = {
  ...sessions,
  ...today,
  ...jobs,
  ...grids,
  ...numbers,
  ...numberJobs,
  ...bulletins,
  ...commands,
  ...requests,
  ...requestLists,
  ...targets,
  ...settings,
  ...tryRules,
  ...reviews,
  ...homes,
  ...people,
  ...photos,
  ...assign,
  ...duplicates,
  ...views,
  ...audits,
  ...unmask,
}
export const operations = { ...closed, ...signIn }

export const main = serveConsole({ closed: logging(closed), open: signIn }, nodeBackend)
