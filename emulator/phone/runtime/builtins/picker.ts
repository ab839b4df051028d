import { pickFromWheels } from '../shell/wheel-sheet'
import type { Builtin, BuiltinDefinition } from './builtin'
import { registerField } from './fields'
import { dateColumns, dateFromColumns, timeColumns, timeFromColumns } from './picker-dates'

const modes = ['selector', 'multiSelector', 'time', 'date', 'region'] as const
type Mode = (typeof modes)[number]

function labelOf(builtin: Builtin, item: unknown): string {
  const key = builtin.text('rangeKey')
  if (key === '' || typeof item !== 'object' || item === null) return String(item)
  return String((item as Record<string, unknown>)[key] ?? '')
}

function change(builtin: Builtin, value: unknown, extra: object = {}): void {
  builtin.set('value', value)
  builtin.emit('change', { value, ...extra })
}

async function pickOne(builtin: Builtin): Promise<boolean> {
  const columns = [builtin.list('range').map((item) => labelOf(builtin, item))]
  const picked = await ask(builtin, columns, [builtin.number('value')])
  if (picked === null) return false
  change(builtin, picked[0] ?? 0)
  return true
}

function multiColumns(builtin: Builtin): string[][] {
  return builtin
    .list('range')
    .map((column) => (Array.isArray(column) ? column.map((item) => labelOf(builtin, item)) : []))
}

async function pickMany(builtin: Builtin): Promise<boolean> {
  const value = builtin.list('value').map(Number)
  const picked = await pickFromWheels({
    title: builtin.text('headerText'),
    columns: () => multiColumns(builtin),
    value: multiColumns(builtin).map((_, position) => value[position] ?? 0),
    onColumnChange: (column, index) => builtin.emit('columnchange', { column, value: index }),
  })
  if (picked === null) return false
  change(builtin, picked)
  return true
}

async function pickTime(builtin: Builtin): Promise<boolean> {
  const columns = timeColumns(builtin.text('value'))
  const picked = await ask(builtin, columns.labels, columns.value)
  if (picked === null) return false
  change(builtin, timeFromColumns(columns, picked))
  return true
}

async function pickDate(builtin: Builtin): Promise<boolean> {
  const columns = dateColumns({
    value: builtin.text('value'),
    start: builtin.text('start'),
    end: builtin.text('end'),
    fields: builtin.text('fields') || 'day',
  })
  const picked = await ask(builtin, columns.labels, columns.value)
  if (picked === null) return false
  change(builtin, dateFromColumns(columns, picked))
  return true
}

/** The phone carries no list of regions; one is typed as words: province, city, district. */
function pickRegion(builtin: Builtin): boolean {
  const known = builtin.list('value').map(String)
  const typed = prompt('省 市 区（用空格分开）', known.join(' '))
  if (typed === null) return false
  const value = typed.split(/\s+/).filter((word) => word !== '')
  change(builtin, value, { code: [], postcode: '' })
  return true
}

function ask(builtin: Builtin, columns: string[][], value: number[]): Promise<number[] | null> {
  return pickFromWheels({ title: builtin.text('headerText'), columns: () => columns, value })
}

async function open(builtin: Builtin, mode: Mode): Promise<boolean> {
  switch (mode) {
    case 'selector':
      return pickOne(builtin)
    case 'multiSelector':
      return pickMany(builtin)
    case 'time':
      return pickTime(builtin)
    case 'date':
      return pickDate(builtin)
    case 'region':
      return pickRegion(builtin)
  }
}

async function openPicker(builtin: Builtin): Promise<void> {
  if (builtin.flag('disabled')) return
  const mode = modes.find((known) => known === builtin.text('mode')) ?? 'selector'
  if (!(await open(builtin, mode))) builtin.emit('cancel', {})
}

export const picker: BuiltinDefinition = {
  tag: 'picker',
  properties: {
    mode: ['string', 'selector'],
    range: 'array',
    rangeKey: 'string',
    value: 'any',
    start: 'string',
    end: 'string',
    fields: 'string',
    customItem: 'string',
    level: 'string',
    disabled: 'boolean',
    headerText: 'string',
    name: 'string',
  },
  values: { mode: modes },
  setup(builtin) {
    builtin.onTap(() => void openPicker(builtin))
    registerField(builtin, {
      value: () => builtin.get('value'),
      reset: () => builtin.set('value', null),
    })
  },
}
