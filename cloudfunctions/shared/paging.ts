import type { Page, PageInput } from '../../typings/api'

export const pageSize = (input: PageInput) => input.limit ?? 20

/** A page of what was read one row beyond the limit: the cursor is the key of the last row shown. */
export function pageOf<R, T>(
  rows: R[],
  limit: number,
  { key, view }: { key: (row: R) => string; view: (row: R) => T },
): Page<T> {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { items: shown.map(view), next: rows.length > limit && last ? key(last) : null }
}
