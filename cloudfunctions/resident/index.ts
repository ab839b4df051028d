import type { ResidentApi } from '../../typings/api'
import type { Operations } from '../shared/operation'
import { wxCaller } from '../shared/sdk/wx'
import { serve } from '../shared/serve'
import { bookings } from './bookings'
import { bulletins } from './bulletins'
import { claims } from './claims'
import { home } from './home'
import { neighbours } from './neighbours'
import { notices } from './notices'
import { profile } from './profile'
import { requests } from './requests'
import { units } from './units'

export const operations: Operations<ResidentApi> = {
  ...home,
  ...profile,
  ...units,
  ...claims,
  ...requests,
  ...notices,
  ...bookings,
  ...neighbours,
  ...bulletins,
}

export const main = serve(operations, wxCaller)
