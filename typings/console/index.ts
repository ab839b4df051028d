import type { HandlerApi } from '../handler'
import type { ConsoleBulletins } from './bulletins'
import type { ConsoleGrids } from './grids'
import type { Reviews } from '../safety'
import type { ConsoleHomes } from './homes'
import type { ConsoleJobs } from './jobs'
import type { ConsolePeople } from './people'
import type { ConsoleNumbers } from './numbers'
import type { ConsolePhotos } from './photos'
import type { ConsoleSearch } from './requests'
import type { ConsoleSessions } from './sessions'
import type { ConsoleSettings } from './settings'
import type { ConsoleSignIn } from './sign-in'
import type { ConsoleToday } from './today'

export type * from './bulletins'
export type * from './grids'
export type * from './homes'
export type * from './jobs'
export type * from './people'
export type * from './numbers'
export type * from './photos'
export type * from './requests'
export type * from './sessions'
export type * from './settings'
export type * from './sign-in'
export type * from './today'

/** What community staff do with a request: the mini program's commands, under the same rules. */
type Handling = Omit<
  Pick<HandlerApi, Extract<keyof HandlerApi, `requests.${string}`>>,
  'requests.revealContact'
>
type Settings = Pick<HandlerApi, Extract<keyof HandlerApi, `settings.${string}`> | 'notices.stuck'>

/**
 * The staff page's contract: one POST `{ operation, input, key? }`, answered by an Answer.
 * Each area has its file and stands in the list; who calls is known by the session's cookie.
 */
export interface ConsoleApi
  extends
    ConsoleSignIn,
    ConsoleToday,
    ConsoleSearch,
    ConsoleSessions,
    ConsoleJobs,
    ConsoleGrids,
    ConsolePeople,
    ConsoleNumbers,
    ConsoleBulletins,
    ConsolePhotos,
    ConsoleSettings,
    Handling,
    Settings,
    Reviews,
    ConsoleHomes {}
