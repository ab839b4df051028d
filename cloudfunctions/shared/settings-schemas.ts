import * as v from 'valibot'
import { chinaCalendar } from '../../core/calendar'
import type { StoredCalendar } from '../../core/calendar'
import { limits } from '../../core/limits'
import type { MessageSettings } from '../../core/notices/message'
import type { Rule } from '../../core/requests/dispatch'
import type { Ownership } from '../../core/requests/ownership'
import type { LevelTerms, Policy, Term, Terms } from '../../core/requests/policy'
import type { Wording } from '../../core/requests/wording'
import { fieldsOf, flag, id, oneOf, words } from './schemas'
import { channels, topics, types } from './vocabulary'

const some = <T>(item: v.GenericSchema<unknown, T>, name: string, most = 100) =>
  v.exactOptional(
    v.pipe(
      v.array(item, `${name}不对。`),
      v.minLength(1, `${name}不能为空。`),
      v.maxLength(most, `${name}太多。`),
    ),
  )

export const timeOfDay = v.pipe(
  v.string('时间不对。'),
  v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, '时间请写成 08:30 这样。'),
)
const span = v.strictObject({ from: timeOfDay, to: timeOfDay })

const rule: v.GenericSchema<unknown, Rule> = v.strictObject({
  id,
  order: v.pipe(v.number('顺序不对。'), v.integer('顺序不对。')),
  isOn: flag,
  when: v.strictObject({
    channels: some(oneOf(channels, '渠道'), '渠道'),
    topics: some(oneOf(topics, '分类'), '分类'),
    types: some(oneOf(types, '类型'), '类型'),
    unitIds: some(id, '单位'),
    words: some(words('关键词', limits.ruleWords), '关键词'),
    timeOfDay: v.exactOptional(span),
  }),
  to: v.strictObject({ unitId: id }),
  note: words('规则说明', limits.note),
})

export const rulesSchema = v.pipe(
  v.array(rule, '规则不对。'),
  v.maxLength(200, '规则最多 200 条。'),
  v.check(
    (rules) => new Set(rules.map((one) => one.id)).size === rules.length,
    '规则的编号重复了。',
  ),
)

const amount = v.pipe(
  v.number('时长不对。'),
  v.integer('时长不对。'),
  v.minValue(1, '时长至少是 1。'),
  v.maxValue(525_600, '时长太长。'),
)
const term: v.GenericSchema<unknown, Term> = v.strictObject({
  amount,
  unit: oneOf(['minute', 'working_day'], '时长单位'),
})
const levelTerms: v.GenericSchema<unknown, LevelTerms> = v.strictObject({
  accept: term,
  share: term,
})
const terms: v.GenericSchema<unknown, Terms> = v.pipe(
  v.strictObject({
    mode: oneOf(['working', 'round_the_clock'], '计时方式'),
    levels: v.strictObject({
      micro_grid: levelTerms,
      area: levelTerms,
      community: levelTerms,
      subdistrict: levelTerms,
      district: levelTerms,
      department: levelTerms,
      partner: levelTerms,
    }),
    final: term,
    overtime: term,
  }),
  v.check(
    ({ mode, final }) => mode === 'working' || final.unit === 'minute',
    '全天计时的时限要用分钟。',
  ),
)
const rows = {
  emergency: terms,
  urgent: terms,
  inquiry: terms,
  normal: terms,
  complex: terms,
}
const days = v.pipe(
  v.number('天数不对。'),
  v.integer('天数不对。'),
  v.minValue(1, '至少 1 天。'),
  v.maxValue(90, '最多 90 天。'),
)

/** The version is ours to count. */
export const policySchema: v.GenericSchema<unknown, Omit<Policy, 'version'>> = v.strictObject({
  terms: v.strictObject(rows),
  byTopic: v.pipe(
    v.array(
      v.strictObject({
        topic: oneOf(topics, '分类'),
        row: oneOf(['emergency', 'urgent', 'inquiry', 'normal', 'complex'], '紧急程度'),
        terms,
      }),
      '按分类的时限不对。',
    ),
    v.maxLength(80, '按分类的时限太多。'),
  ),
  waitingDays: days,
  ratingDays: days,
  reopenDays: days,
})

const minuteOfDay = v.pipe(
  v.number('工作时间不对。'),
  v.integer('工作时间不对。'),
  v.minValue(0, '工作时间不对。'),
  v.maxValue(1440, '工作时间不对。'),
)
const isoDay = v.pipe(v.string('日期不对。'), v.isoDate('日期请写成 2026-10-01 这样。'))

export const calendarSchema: v.GenericSchema<unknown, StoredCalendar> = v.pipe(
  fieldsOf({
    hours: v.exactOptional(v.array(v.tuple([minuteOfDay, minuteOfDay]), '工作时间不对。')),
    days: v.exactOptional(v.record(isoDay, oneOf(['work', 'rest'], '日子'), '节假日不对。')),
    years: v.exactOptional(v.array(v.pipe(v.number('年份不对。'), v.integer('年份不对。')))),
  }),
  v.check((calendar) => isUsable(calendar), '工作时间或日期前后矛盾，请检查。'),
)

function isUsable(calendar: StoredCalendar): boolean {
  try {
    chinaCalendar(calendar)
    return true
  } catch {
    return false
  }
}

const template = v.strictObject({
  id: v.pipe(v.string('模板编号不对。'), v.regex(/^[\w-]{1,64}$/, '模板编号不对。')),
  fields: v.record(
    v.pipe(v.string(), v.regex(/^(thing|phrase|name|character_string|time)\d+$/, '字段名不对。')),
    oneOf(['summary', 'state', 'time', 'number', 'words'], '字段内容'),
    '模板字段不对。',
  ),
})

export const messagesSchema: v.GenericSchema<unknown, MessageSettings> = v.strictObject({
  templates: v.strictObject({
    resident: v.exactOptional(template),
    worker: v.exactOptional(template),
  }),
  quiet: v.nullable(span),
})

const reply = v.strictObject({
  label: words('按钮上的字', limits.replyLabel),
  text: words('答复的话', limits.note),
})
const sentence = words('不予受理时说的话', limits.reason)

export const wordingSchema: v.GenericSchema<unknown, Wording> = v.strictObject({
  replies: v.pipe(
    v.array(reply, '常用答复不对。'),
    v.minLength(1, '至少留一句常用答复。'),
    v.maxLength(limits.replies, `常用答复最多 ${limits.replies} 句。`),
  ),
  declines: v.strictObject({
    emergency_line: sentence,
    court_matter: sentence,
    already_closed: sentence,
    outside_district: sentence,
    not_a_request: sentence,
  }),
})

export const ownershipSchema: v.GenericSchema<unknown, Ownership> = v.strictObject({
  departmentTopics: v.pipe(
    v.array(oneOf(topics, '分类'), '分类不对。'),
    v.maxLength(topics.length, '分类太多。'),
  ),
})
