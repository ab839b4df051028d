/** The closed vocabularies of the domain. Their Chinese words live with whoever shows them. */

export type UnitLevel = 'micro_grid' | 'area' | 'community' | 'subdistrict' | 'district'

/** A unit is a level of the place, or an organisation that handles beside the levels. */
export type UnitKind = UnitLevel | 'department' | 'partner'

export type Role =
  | 'micro_grid_leader'
  | 'area_leader'
  | 'community_worker'
  | 'subdistrict_officer'
  | 'district_dispatcher'
  | 'department_officer'
  | 'partner_contact'

export type ActorRole = Role | 'resident' | 'system'

export type Channel =
  | 'mini_program'
  | 'wechat_group'
  | 'hotline_12345'
  | 'urban_110'
  | 'e_sanming'
  | 'mingxintong'
  | 'visit'
  | 'patrol'
  | 'home_desk'

export type RequestType = 'inquiry' | 'help' | 'complaint' | 'suggestion' | 'report' | 'praise'

export type Topic =
  | 'sanitation'
  | 'municipal'
  | 'parking'
  | 'noise'
  | 'property'
  | 'utilities'
  | 'safety'
  | 'dispute'
  | 'eldercare'
  | 'childcare'
  | 'errand'
  | 'policy'
  | 'illegal_building'
  | 'pets'
  | 'other'

export type Urgency = 'emergency' | 'urgent' | 'normal' | 'complex'

export type RequestState =
  'assigned' | 'accepted' | 'waiting' | 'resolved' | 'closed' | 'withdrawn' | 'declined' | 'merged'

export type Command =
  | 'submit'
  | 'accept'
  | 'reply'
  | 'ask'
  | 'supplement'
  | 'resolve'
  | 'rate'
  | 'reopen'
  | 'withdraw'
  | 'urge'
  | 'escalate'
  | 'delegate'
  | 'transfer'
  | 'return'
  | 'co_handle'
  | 'co_reply'
  | 'extend'
  | 'approve_extension'
  | 'refuse_extension'
  | 'decline'
  | 'merge'
  | 'supervise'
  /** Within two minutes: the answer just given counts no longer. */
  | 'take_back'
  /** Staff correct type, topic or urgency; `complex` is theirs to set. */
  | 'reclassify'
  /** The main request takes up the one merged into it. */
  | 'absorb'
  /** System only: what the clock does. */
  | 'pass_deadline'
  | 'stop_waiting'
  | 'close'
  | 'rehome'

/** What came of it, in the handler's words; whether it is solved is the resident's to say. */
export type Outcome = 'solved' | 'explained' | 'infeasible' | 'referred'

export type DeclineReason =
  'emergency_line' | 'court_matter' | 'already_closed' | 'outside_district' | 'not_a_request'

/** Which step of dispatch decided where a request goes. */
export type DispatchRule =
  'emergency' | 'staff_rule' | 'group' | 'own_grid' | 'place' | 'community_desk'

export type Light = 'calm' | 'amber' | 'red' | 'overdue' | 'paused' | 'stopped'

/** Long work of the staff page. */
export type JobKind = 'import' | 'export' | 'rebuild'

/** `open`: it waits for its person, to bring more or to decide. */
export type JobState = 'open' | 'running' | 'done' | 'failed' | 'cancelled'

export type ErrorCode =
  | 'BAD_INPUT'
  | 'UNKNOWN_OPERATION'
  | 'NOT_FOUND'
  | 'FORBIDDEN'
  | 'NOT_JOINED'
  | 'NO_APPOINTMENT'
  | 'NOT_FROM_GROUP'
  | 'GROUP_UNKNOWN'
  | 'WRONG_STATE'
  | 'ALREADY_TAKEN'
  | 'CONFLICT'
  | 'KEY_REUSED'
  | 'TOO_MANY'
  | 'TOO_LATE'
  | 'TOO_SOON'
  | 'NOT_YOUR_PHOTO'
  | 'TOP_LEVEL'
  | 'SLOT_FULL'
  | 'SLOT_CLOSED'
  | 'ALREADY_BOOKED'
  | 'OVER_LIMIT'
  | 'NOT_ELIGIBLE'
  | 'SIGNED_OUT'
  | 'TOO_LARGE'
  | 'UNAVAILABLE'
  | 'INTERNAL'
