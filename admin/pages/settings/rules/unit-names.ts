import { reactive } from 'vue'
import type { UnitName } from '../../../../typings/api'
import { ask } from '../../../api/client'

/** What units are called, by their id; asked for once. */
const names = reactive(new Map<string, string>())
const asked = new Set<string>()

export function learnNames(units: readonly UnitName[]): void {
  for (const { id, name } of units) names.set(id, name)
}

/** The unit's name, or dots until it is known. */
export function unitName(id: string): string {
  if (!names.has(id) && !asked.has(id)) void find(id)
  return names.get(id) ?? '…'
}

async function find(id: string): Promise<void> {
  asked.add(id)
  const result = await ask('units.get', { id })
  names.set(id, result.ok ? result.data.name : '（已经不在的单位）')
}
