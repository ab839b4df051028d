import type {
  Channel,
  DeclineReason,
  Light,
  Outcome,
  RequestState,
  RequestType,
  Role,
  Topic,
  UnitKind,
  Urgency,
} from '../../typings/domain'

/** How far a request is, in the words residents read. */
export const residentStates = {
  assigned: '等人接手',
  accepted: '已有人接手',
  waiting: '等您补充',
  resolved: '等您评价',
  closed: '已结束',
  withdrawn: '已撤回',
  declined: '没有受理',
  merged: '并到另一件里',
} as const satisfies Record<RequestState, string>

/** The same as a whole group reads it: nobody there is asked for anything. */
export const groupStates = {
  assigned: '等人接手',
  accepted: '正在办',
  waiting: '等补充',
  resolved: '办好了',
  closed: '已办结',
  withdrawn: '已撤回',
  declined: '没有受理',
  merged: '并到另一件里',
} as const satisfies Record<RequestState, string>

/** The same for those who handle it. */
export const staffStates = {
  assigned: '待签收',
  accepted: '办理中',
  waiting: '待补充',
  resolved: '待评价',
  closed: '已关闭',
  withdrawn: '已撤回',
  declined: '不予受理',
  merged: '已合并',
} as const satisfies Record<RequestState, string>

export const topics = {
  sanitation: '环境卫生',
  municipal: '市政设施',
  parking: '停车交通',
  noise: '噪音油烟',
  property: '物业管理',
  utilities: '水电气网',
  safety: '安全隐患',
  dispute: '邻里纠纷',
  eldercare: '助老助残',
  childcare: '托幼助学',
  errand: '帮办代办',
  policy: '政策咨询',
  illegal_building: '违建占道',
  pets: '宠物管理',
  other: '其他',
} as const satisfies Record<Topic, string>

export const types = {
  help: '求助',
  inquiry: '咨询',
  complaint: '投诉',
  suggestion: '建议',
  report: '举报',
  praise: '表扬',
} as const satisfies Record<RequestType, string>

export const urgencies = {
  emergency: '紧急',
  urgent: '急',
  normal: '一般',
  complex: '复杂',
} as const satisfies Record<Urgency, string>

export const levels = {
  micro_grid: '微网格',
  area: '片区',
  community: '社区',
  subdistrict: '街道',
  district: '区中心',
  department: '部门',
  partner: '共建单位',
} as const satisfies Record<UnitKind, string>

export const roles = {
  micro_grid_leader: '微网格长',
  area_leader: '片区网格长',
  community_worker: '社区工作者',
  subdistrict_officer: '街道办理人',
  district_dispatcher: '区中心调度员',
  department_officer: '部门办理人',
  partner_contact: '共建单位联系人',
} as const satisfies Record<Role, string>

export const outcomes = {
  solved: '已经办好',
  explained: '作了说明',
  infeasible: '现在办不了',
  referred: '转到别处办',
} as const satisfies Record<Outcome, string>

export const declineReasons = {
  emergency_line: '要马上打 110、119 或 120',
  court_matter: '归法院或仲裁管',
  already_closed: '同一件事已经办结',
  outside_district: '不在本区',
  not_a_request: '不是要办的事',
} as const satisfies Record<DeclineReason, string>

export const channels = {
  mini_program: '小程序',
  wechat_group: '微信群',
  hotline_12345: '12345 热线',
  urban_110: '城市管理 110',
  e_sanming: 'e三明随手拍',
  mingxintong: '明心通',
  visit: '走访',
  patrol: '巡查',
  home_desk: '近邻家园前台',
} as const satisfies Record<Channel, string>

/** A light as an icon, a word and a tone: never as a colour alone. */
export const lights = {
  calm: { icon: 'time', tone: 'plain', word: '' },
  amber: { icon: 'time', tone: 'soon', word: '时间过半' },
  red: { icon: 'error-circle', tone: 'late', word: '快到时间' },
  overdue: { icon: 'error-circle', tone: 'late', word: '已超时' },
  paused: { icon: 'pause-circle', tone: 'plain', word: '等补充，先停表' },
  stopped: { icon: 'check-circle', tone: 'good', word: '' },
} as const satisfies Record<Light, { icon: string; tone: Tone; word: string }>

export type Tone = 'plain' | 'good' | 'soon' | 'late' | 'accent'

/** Icon and tone that go with a state. */
export const stateLooks = {
  assigned: { icon: 'time', tone: 'plain' },
  accepted: { icon: 'user-checked', tone: 'accent' },
  waiting: { icon: 'chat', tone: 'soon' },
  resolved: { icon: 'check-circle', tone: 'good' },
  closed: { icon: 'check-circle', tone: 'plain' },
  withdrawn: { icon: 'rollback', tone: 'plain' },
  declined: { icon: 'info-circle', tone: 'plain' },
  merged: { icon: 'link', tone: 'plain' },
} as const satisfies Record<RequestState, { icon: string; tone: Tone }>

/** Who has it, by role and place: "罗布社区 07 微网格长", or the unit while nobody took it. */
export function whoHasIt(request: {
  unit: { name: string }
  handler: { label: string } | null
}): string {
  return request.handler?.label ?? request.unit.name
}

/** The entries of a table as choices, in the order it is written. */
export function choices<K extends string>(table: Record<K, string>): { id: K; name: string }[] {
  return (Object.keys(table) as K[]).map((id) => ({ id, name: table[id] }))
}
