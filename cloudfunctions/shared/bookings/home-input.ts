import * as v from 'valibot'
import { limits } from '../../../core/limits'
import type { HomeDraft, ServiceDraft } from '../../../typings/console'
import { day, flag, id, oneOf, phone, reason, words } from '../schemas'
import { timeOfDay } from '../settings-schemas'
import { serviceKinds } from './input'

const { homeName, homeWords, homeItems, homeDays } = limits

/** Words that may be left out. */
const maybe = (name: string, most: number) =>
  v.union([v.pipe(v.string(), v.trim(), v.literal('')), words(name, most)], `${name}不对或太长。`)

const whole = (name: string, least: number, most: number) =>
  v.pipe(
    v.number(`${name}不对。`),
    v.integer(`${name}要是整数。`),
    v.minValue(least, `${name}最少是 ${least}。`),
    v.maxValue(most, `${name}最多是 ${most}。`),
  )

const listOf = <T>(item: v.GenericSchema<unknown, T>, name: string, most: number) =>
  v.pipe(v.array(item, `${name}不对。`), v.maxLength(most, `${name}最多 ${most} 条。`))

const age = (name: string) => whole(name, 0, 150)
const minutesOf = (name: string, least: number) => whole(name, least, 60 * 24 * 60)
const span = { from: timeOfDay, to: timeOfDay }

const service: v.GenericSchema<unknown, ServiceDraft> = v.strictObject({
  id: v.nullable(id),
  name: words('服务名称', homeName),
  kind: oneOf(serviceKinds, '服务种类'),
  price: words('价格', limits.note),
  note: maybe('说明', homeWords),
  ages: v.nullable(v.strictObject({ from: age('年龄下限'), to: age('年龄上限') })),
  unitIds: listOf(id, '单位', homeItems),
  minutes: whole('时长', 5, 24 * 60),
  capacity: whole('名额', 1, 1000),
  partyMost: whole('一次最多几位', 1, 50),
  waitlistMost: whole('候补人数', 0, 200),
  leadMinutes: minutesOf('提前多久', 0),
  horizonDays: whole('提前几天开放', 1, 60),
  cancelMinutes: minutesOf('取消期限', 0),
  perDay: v.nullable(whole('每天几次', 1, 20)),
  perWeek: v.nullable(whole('每周几次', 1, 50)),
  needsApproval: flag,
  sessions: listOf(
    v.strictObject({ rule: words('重复方式', limits.note), ...span }),
    '时间',
    homeItems,
  ),
  days: oneOf(['every', 'working'], '哪些日子'),
  except: listOf(day, '停的日子', homeDays),
  extra: listOf(v.strictObject({ day, ...span }), '加的日子', homeDays),
})

const point = v.nullable(
  v.strictObject({
    latitude: v.pipe(v.number('位置不对。'), v.minValue(-90), v.maxValue(90)),
    longitude: v.pipe(v.number('位置不对。'), v.minValue(-180), v.maxValue(180)),
  }),
)

export const homeEntries = {
  id,
  version: v.pipe(v.number('版本不对。'), v.integer('版本不对。'), v.minValue(0, '版本不对。')),
  name: words('家园名称', limits.unitName),
  address: words('地址', limits.placeName),
  phone: v.union([v.literal(''), phone], '电话号码不对，请检查。'),
  contact: words('联系人', homeName),
  hours: words('开放时间', limits.note),
  accessibility: listOf(words('无障碍设施', homeName), '无障碍设施', homeItems),
  point,
  closures: listOf(v.strictObject({ from: day, to: day, reason }), '不开放的日子', homeDays),
  services: listOf(service, '服务', homeItems),
} as const

export const homeDraft: v.GenericSchema<unknown, HomeDraft> = v.strictObject(homeEntries)
