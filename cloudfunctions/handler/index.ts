import type { HandlerApi } from '../../typings/api'
import type { Operations } from '../shared/operation'
import { commands } from '../shared/operations/commands'
import { desk } from '../shared/operations/desk'
import { requests } from '../shared/operations/requests'
import { reviews } from '../shared/operations/reviews'
import { settings } from '../shared/operations/settings'
import { targets } from '../shared/operations/targets'
import { wxCaller } from '../shared/sdk/wx'
import { serve } from '../shared/serve'
import { groups } from './groups'
import { chatCards } from './chat-cards'
import { leave } from './leave'
import { queue } from './queue'
import { signIn } from './sign-in'

export const operations: Operations<HandlerApi> = {
  ...queue,
  ...requests,
  ...commands,
  ...targets,
  ...leave,
  ...settings,
  ...reviews,
  ...chatCards,
  ...desk,
  ...signIn,
  ...groups,
}

export const main = serve(operations, wxCaller)
