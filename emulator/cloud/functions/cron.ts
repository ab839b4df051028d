const shanghaiOffset = 8 * 60 * 60_000

/** Values the seven fields take at a moment: second minute hour day month weekday year, UTC+8. */
function fieldsAt(time: number): number[] {
  const local = new Date(time + shanghaiOffset)
  return [
    local.getUTCSeconds(),
    local.getUTCMinutes(),
    local.getUTCHours(),
    local.getUTCDate(),
    local.getUTCMonth() + 1,
    local.getUTCDay(),
    local.getUTCFullYear(),
  ]
}

/** One item of a field: a star, a number, a range, or either with a step. */
function matchesItem(item: string, value: number): boolean {
  const [span = '*', step = '1'] = item.split('/')
  const [from, to] = span === '*' ? [undefined, undefined] : span.split('-').map(Number)
  const first = from ?? 0
  const last = to ?? (span === '*' || item.includes('/') ? Number.POSITIVE_INFINITY : first)
  return value >= first && value <= last && (value - first) % Number(step) === 0
}

function matchesField(field: string, value: number): boolean {
  return field.split(',').some((item) => matchesItem(item, value))
}

/**
 * True when a seven-field schedule names this second. As on the platform, day and weekday are
 * alternatives when both are given.
 */
export function matchesCron(schedule: string, time: number): boolean {
  const fields = schedule.trim().split(/\s+/)
  if (fields.length !== 7) return false
  const matches = fieldsAt(time).map((value, at) => matchesField(fields[at] as string, value))
  const [second, minute, hour, day, month, weekday, year] = matches
  const bothGiven = fields[3] !== '*' && fields[5] !== '*'
  const dayMatches = bothGiven ? day || weekday : day && weekday
  return Boolean(second && minute && hour && dayMatches && month && year)
}
