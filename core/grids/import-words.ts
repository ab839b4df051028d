import { limits } from '../limits'
import type { Problem, ProblemCode } from './import-types'
import { type Column, columnNames } from './sheet'

export const columnTitle = (column: Column): string => columnNames[column][0]

const mostOf: Partial<Record<Column, number>> = {
  code: limits.unitCode,
  parent: limits.unitCode,
  name: limits.unitName,
  person: limits.label,
  places: limits.placeName,
}

const sentences: Record<
  ProblemCode,
  (about: { title: string; value: string; most: number }) => string
> = {
  missing_column: ({ title }) => `缺少“${title}”这一列。`,
  doubled_column: ({ title }) => `“${title}”这一列出现了两次。`,
  no_rows: () => '表里只有表头，没有内容。',
  missing_value: ({ title }) => `没有填${title}。`,
  bad_code: ({ value }) => `编号“${value}”只能用字母、数字和 - _ . : @，并以字母或数字开头。`,
  scientific_code: ({ value }) =>
    `编号“${value}”被表格软件改成了科学计数，请把这一列设为文本后重新填写。`,
  too_long: ({ title, most }) => `${title}太长，最多 ${most} 个字。`,
  too_many: ({ title }) => `${title}太多。`,
  strange_text: ({ title }) => `${title}里有乱码或看不见的字符，请检查文件的编码。`,
  formula: ({ title }) => `${title}像一个公式（以 = + - @ 开头），请改成文字。`,
  unknown_level: ({ value }) =>
    `级别“${value}”不认识，请填 微网格、片区、社区、街道、区、部门 或 共建单位。`,
  bad_phone: ({ value }) => `电话“${value}”不对，请填 11 位手机号或带区号的座机。`,
  bad_day: ({ title, value }) => `${title}“${value}”不是日期，请写成 2026-01-31 这样。`,
  days_reversed: () => '结束日期早于开始日期。',
  duplicate_code: ({ value }) => `编号“${value}”在前面已经出现过。`,
  duplicate_name: ({ value }) => `同一个上级下面已经有“${value}”。`,
  duplicate_person: ({ value }) => `“${value}”在这个单位里重复了。`,
  unknown_parent: ({ value }) => `上级编号“${value}”不存在。`,
  wrong_parent: ({ value }) =>
    `上级“${value}”的级别不对，微网格在片区或社区下，片区在社区下，依此类推。`,
  parent_at_fault: ({ value }) => `上级“${value}”那一行有错误，请先改好那一行。`,
  cycle: ({ value }) => `上级“${value}”绕回了自己，请检查这几行的上级编号。`,
  level_changed: () => '已有单位的级别不能改，请新建一个单位。',
  outside_scope: ({ value }) => `“${value}”不在您能修改的范围里。`,
  still_open: ({ value }) => `“${value}”还有没办结的诉求，没有移除。`,
  still_below: ({ value }) => `“${value}”下面还有不能移除的单位，没有移除。`,
}

/** What is wrong, and what to do about it, in a sentence. */
export function problemWords({ code, column, value = '' }: Problem): string {
  const title = column ? columnTitle(column) : ''
  return sentences[code]({ title, value, most: (column && mostOf[column]) ?? limits.cell })
}
