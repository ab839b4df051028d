import type { HandlerApi } from '../../typings/api'
import type { Operations } from '../shared/operation'
import { wxCaller } from '../shared/sdk/wx'
import { serve } from '../shared/serve'
import { bookings } from './bookings'
import { commands } from './commands'
import { leave } from './leave'
import { queue } from './queue'
import { requests } from './requests'
import { settings } from './settings'
import { targets } from './targets'

export const operations: Operations<HandlerApi> = {
  ...queue,
  ...requests,
  ...commands,
  ...targets,
  ...leave,
  ...settings,
  ...bookings,
}

export const main = serve(operations, wxCaller)
