import * as v from 'valibot'
import { faultOfText, phoneOf } from '../../../core/grids/sheet'
import { limits } from '../../../core/limits'
import type { UnitKind } from '../../../typings/domain'
import { day, id, words } from '../../shared/schemas'
import { every } from '../../shared/vocabulary'

const kinds = every<UnitKind>()(
  'micro_grid',
  'area',
  'community',
  'subdistrict',
  'district',
  'department',
  'partner',
)

export const level = v.picklist(kinds, '请选择级别。')

export const version = v.pipe(
  v.number('缺少版本号。'),
  v.integer('版本号不对。'),
  v.minValue(0, '版本号不对。'),
)

/** What stands in files too: nothing that a spreadsheet would calculate. */
const plain = (name: string, most: number) =>
  v.pipe(
    words(name, most),
    v.check((text) => faultOfText(text, most) === null, `${name}不能以 = + - @ 开头。`),
  )

export const unitName = plain('名称', limits.unitName)
export const label = plain('称呼', limits.label)

export const code = v.pipe(
  v.string('请填写编号。'),
  v.trim(),
  v.regex(/^[A-Za-z0-9][\w:.@-]*$/, '编号只能用字母、数字和 - _ . : @，并以字母或数字开头。'),
  v.maxLength(limits.unitCode, `编号最多 ${limits.unitCode} 个字符。`),
)

/** Files list places with marks between them, so none of the marks stands in one. */
const placeName = v.pipe(
  plain('小区楼栋', limits.placeName),
  v.regex(/^[^、,，;；\n]*$/, '请把每个小区楼栋分开填写。'),
)

export const places = v.pipe(
  v.array(placeName, '小区楼栋不对。'),
  v.maxLength(limits.unitPlaces, `最多 ${limits.unitPlaces} 个小区楼栋。`),
  v.transform((names) => [...new Set(names)]),
)

/** As it will be kept; empty for none. */
export const phone = v.pipe(
  v.string('电话不对。'),
  v.trim(),
  v.check(
    (text) => text === '' || phoneOf(text) !== null,
    '请填 11 位手机号或带区号的座机，没有就空着。',
  ),
  v.transform((text) => phoneOf(text) ?? ''),
)

const degrees = (most: number) =>
  v.pipe(v.number('坐标不对。'), v.minValue(-most, '坐标不对。'), v.maxValue(most, '坐标不对。'))

export const ring = v.pipe(
  v.array(v.strictTuple([degrees(180), degrees(85)], '坐标不对。'), '轮廓不对。'),
  v.minLength(3, '轮廓至少要有三个点。'),
  v.maxLength(limits.outlinePoints + 1, `轮廓最多 ${limits.outlinePoints} 个点，请先简化。`),
)

export const ofPerson = { id, version, personId: id }
export const leave = v.strictObject({ from: day, to: day })
