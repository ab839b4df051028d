import { Query } from 'mingo'
import { changesOf, whereOf } from '../../cloudfunctions/shared/stores/slots'
import type { Slot } from '../../core/bookings/types'
import type { SlotWrite } from '../../core/bookings/writes'

/** One slot document that takes writes as the database does: all of a write, or nothing. */
export class MemorySlot {
  constructor(public slot: Slot) {}

  read(): Slot {
    return structuredClone(this.slot)
  }

  /** False when a guard does not hold. */
  write(write: SlotWrite): boolean {
    const document = structuredClone(this.slot) as unknown as Record<string, unknown>
    if (!new Query(whereOf(write)).test(document)) return false
    const { set = {}, inc = {}, push = {}, pull = {} } = changesOf(write)
    for (const [path, value] of Object.entries(set)) setAt(document, path, structuredClone(value))
    for (const [name, by] of Object.entries(inc)) document[name] = (document[name] as number) + by
    for (const [name, values] of Object.entries(push))
      document[name] = [...(document[name] as unknown[]), ...structuredClone(values)]
    for (const [name, values] of Object.entries(pull))
      document[name] = (document[name] as unknown[]).filter((one) => !values.includes(one))
    this.slot = document as unknown as Slot
    return true
  }
}

function setAt(document: Record<string, unknown>, path: string, value: unknown): void {
  const [name = '', index] = path.split('.')
  if (index === undefined) document[name] = value
  else (document[name] as unknown[])[Number(index)] = value
}
