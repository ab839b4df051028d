import type { ServiceNotice } from '../types'

/**
 * A subscribe message as it is shown. The template's own title and field names are known to
 * WeChat alone, so the fields stand without names.
 */
export function noticeFrom(data: Record<string, unknown>): ServiceNotice {
  const fields = Object.values(asObject(data.data)).map((field) => textOf(asObject(field).value))
  const [title = '服务通知', ...others] = fields.filter((text) => text !== '')
  return { title, fields: others, path: textOf(data.page) }
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
