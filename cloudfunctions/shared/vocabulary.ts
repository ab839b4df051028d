import type {
  Channel,
  DeclineReason,
  Outcome,
  RequestState,
  RequestType,
  Topic,
  Urgency,
} from '../../typings/domain'

/** The closed lists of the contract as values, for schemas. A word left out does not compile. */
export const every =
  <T extends string>() =>
  <const U extends readonly T[]>(...values: [T] extends [U[number]] ? U : never): U =>
    values

export const states = every<RequestState>()(
  'assigned',
  'accepted',
  'waiting',
  'resolved',
  'closed',
  'withdrawn',
  'declined',
  'merged',
)

export const types = every<RequestType>()(
  'inquiry',
  'help',
  'complaint',
  'suggestion',
  'report',
  'praise',
)

export const topics = every<Topic>()(
  'sanitation',
  'municipal',
  'parking',
  'noise',
  'property',
  'utilities',
  'safety',
  'dispute',
  'eldercare',
  'childcare',
  'errand',
  'policy',
  'illegal_building',
  'pets',
  'other',
)

export const urgencies = every<Urgency>()('emergency', 'urgent', 'normal', 'complex')

export const outcomes = every<Outcome>()('solved', 'explained', 'infeasible', 'referred')

export const declineReasons = every<DeclineReason>()(
  'emergency_line',
  'court_matter',
  'already_closed',
  'outside_district',
  'not_a_request',
)

export const channels = every<Channel>()(
  'mini_program',
  'wechat_group',
  'hotline_12345',
  'urban_110',
  'e_sanming',
  'mingxintong',
  'visit',
  'patrol',
  'home_desk',
)
