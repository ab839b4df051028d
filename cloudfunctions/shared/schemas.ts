import * as v from 'valibot'
import { addDays } from '../../core/calendar'
import { limits } from '../../core/limits'
import { topics, types } from './vocabulary'

/** Words of people: trimmed, not empty, bounded, without control characters. */
export const words = (name: string, most: number) =>
  v.pipe(
    v.string(`请填写${name}。`),
    v.check((text) => !hasControlCharacter(text), `${name}里有看不见的特殊字符，请删掉后再试。`),
    v.trim(),
    v.minLength(1, `请填写${name}。`),
    v.maxLength(most, `${name}最多 ${most} 个字，请写短一些。`),
  )

function hasControlCharacter(text: string): boolean {
  // Tab, line feed and carriage return are what people type; the rest is not.
  return /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/.test(text)
}

export const text = words('内容', limits.words)
export const reason = words('原因', limits.reason)

/** Ids of ours and of WeChat: printable, no spaces. */
export const id = v.pipe(
  v.string('缺少编号。'),
  v.regex(/^[\w:.@-]{1,128}$/, '这个编号不对，请返回重试。'),
)

export const oneOf = <const T extends readonly [string, ...string[]]>(values: T, name: string) =>
  v.picklist(values, `${name}不在可选的范围里。`)

export const photos = v.pipe(
  v.array(
    v.pipe(
      v.string('照片没传好，请重新添加。'),
      v.regex(/^cloud:\/\/[\w.-]+\/[\w./-]{1,200}$/, '照片没传好，请重新添加。'),
    ),
    '照片没传好，请重新添加。',
  ),
  v.maxLength(limits.photos, `照片最多 ${limits.photos} 张。`),
)

/** Anything but a list: JavaScript calls those objects too. */
const noList = v.pipe(
  v.unknown(),
  v.check((value) => !Array.isArray(value), '内容的格式不对。'),
)

/** An object with these fields only. */
export const fieldsOf = <const E extends v.ObjectEntries>(entries: E) =>
  v.pipe(noList, v.strictObject(entries))

/** An object of any names, all with values of one kind. */
export const recordOf = <K extends v.BaseSchema<string, string, v.BaseIssue<unknown>>, T>(
  name: K,
  value: v.GenericSchema<unknown, T>,
) => v.pipe(noList, v.record(name, value, '内容的格式不对。'))

/** A day in China, YYYY-MM-DD, that there is. */
export const day = v.pipe(v.string('请选择日期。'), v.check(isDay, '日期不对，请重新选择。'))

function isDay(text: string): boolean {
  return /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(text) && addDays(text, 0) === text
}

/** An instant as ISO 8601 in UTC. */
export const instant = v.pipe(
  v.string('请选择时间。'),
  v.check(
    (text) =>
      /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?Z$/.test(text) &&
      !Number.isNaN(Date.parse(text)),
    '时间不对，请重新选择。',
  ),
)

export const flag = v.boolean('请选择是或否。')

export const phone = v.pipe(
  v.string('电话号码不对。'),
  v.trim(),
  v.regex(/^[\d+\- ]{5,20}$/, '电话号码不对，请检查。'),
)

export const contact = fieldsOf({
  name: v.exactOptional(words('称呼', limits.personName)),
  phone: v.exactOptional(phone),
})

export const place = v.strictObject({
  name: words('地点', limits.placeName),
  point: v.exactOptional(
    v.strictObject({
      latitude: v.pipe(
        v.number('位置不对。'),
        v.minValue(-90, '位置不对。'),
        v.maxValue(90, '位置不对。'),
      ),
      longitude: v.pipe(
        v.number('位置不对。'),
        v.minValue(-180, '位置不对。'),
        v.maxValue(180, '位置不对。'),
      ),
    }),
  ),
})

export const page = {
  cursor: v.exactOptional(
    v.pipe(v.string('翻页出错了。'), v.regex(/^[\w:.-]{1,160}$/, '翻页出错了，请从头看起。')),
  ),
  limit: v.exactOptional(
    v.pipe(
      v.number('每页数量不对。'),
      v.integer('每页数量不对。'),
      v.minValue(1, '每页数量不对。'),
      v.maxValue(50, '每页最多 50 条。'),
    ),
  ),
}

/** What a person fills in to report something. */
export const draftEntries = {
  text: words('内容', limits.requestText),
  type: v.exactOptional(oneOf(types, '类型')),
  topic: v.exactOptional(oneOf(topics, '分类')),
  urgency: v.exactOptional(oneOf(['emergency', 'urgent', 'normal'], '紧急程度')),
  place: v.exactOptional(place),
  photos: v.exactOptional(photos),
  contact: v.exactOptional(contact),
  isAnonymous: v.exactOptional(flag),
  isPrivate: v.exactOptional(flag),
  onBehalfOf: v.exactOptional(contact),
}

export const nothing = v.strictObject({})

export const callSchema = v.object({
  operation: v.pipe(v.string('缺少操作名。'), v.maxLength(64, '操作名不对。')),
  input: v.optional(recordOf(v.string(), v.unknown())),
  key: v.optional(
    v.pipe(
      v.string('请求标识不对。'),
      v.regex(/^[\w-]{8,64}$/, '请求标识不对，应为 8 到 64 位字母或数字。'),
    ),
  ),
  /** What WeChat's servers put in the place of a CloudID. */
  group: v.optional(v.unknown()),
})

export function isCloudId(value: unknown): value is { cloudID: string } {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof (value as { cloudID?: unknown }).cloudID === 'string'
  )
}

const forbiddenKeys = new Set(['__proto__', 'constructor', 'prototype'])

/** The first key anywhere inside that could reach an object's prototype. */
export function findForbiddenKey(value: unknown, depth = 0): string | null {
  if (typeof value !== 'object' || value === null || depth > 8) return null
  for (const key of Object.keys(value)) {
    if (forbiddenKeys.has(key)) return key
    const inner = findForbiddenKey((value as Record<string, unknown>)[key], depth + 1)
    if (inner) return inner
  }
  return null
}
