import { computed, reactive, ref } from 'vue'
import type { UnitRow } from '../../../../typings/console'
import { type Failure, ask } from '../../../api/client'

/** A row of the tree as it is shown. */
export interface TreeRow {
  unit: UnitRow
  depth: number
  isOpen: boolean
  isLoading: boolean
}

const top = ''

/** Levels of the place before the organisations beside them. */
function sorted(units: readonly UnitRow[]): UnitRow[] {
  const rank = ({ level }: UnitRow) => Number(level === 'department' || level === 'partner')
  return units.toSorted((a, b) => rank(a) - rank(b))
}

interface Known {
  below: ReadonlyMap<string, UnitRow[]>
  open: ReadonlySet<string>
  loading: ReadonlySet<string>
}

/** What stands below a unit, and below whatever of that is open. */
function rowsAt(known: Known, id: string, depth = 0): TreeRow[] {
  const { below, open, loading } = known
  return (below.get(id) ?? []).flatMap((unit) => {
    const isOpen = open.has(unit.id)
    const row = { unit, depth, isOpen, isLoading: loading.has(unit.id) }
    return [row, ...(isOpen ? rowsAt(known, unit.id, depth + 1) : [])]
  })
}

/** The tree of units, brought level by level. */
export function useTree() {
  const below = reactive(new Map<string, UnitRow[]>())
  const open = reactive(new Set<string>())
  const loading = reactive(new Set<string>())
  const failure = ref<Failure | null>(null)

  async function load(id: string): Promise<UnitRow[]> {
    loading.add(id)
    const result = await ask('units.tree', id === top ? {} : { parentId: id })
    loading.delete(id)
    failure.value = result.ok ? null : result.failure
    if (result.ok) below.set(id, sorted(result.data.items))
    return below.get(id) ?? []
  }

  async function expand(id: string): Promise<void> {
    open.add(id)
    if (!below.has(id)) await load(id)
  }

  function collapse(id: string): void {
    open.delete(id)
  }

  /** Opens the way down to a unit, from the first of these that is shown. */
  async function reveal(path: readonly string[]): Promise<void> {
    await started
    for (const id of path.slice(0, -1)) if (find(id)) await expand(id)
  }

  /** Brings what is shown up to date. */
  async function refresh(): Promise<void> {
    await Promise.all([top, ...open].filter((id) => below.has(id)).map(load))
  }

  const started = start()
  async function start(): Promise<void> {
    const items = await load(top)
    await Promise.all(items.filter(({ hasBelow }) => hasBelow).map(({ id }) => expand(id)))
  }

  function find(id: string): UnitRow | undefined {
    return [...below.values()].flat().find((unit) => unit.id === id)
  }

  const rows = computed(() => rowsAt({ below, open, loading }, top))
  const isReady = computed(() => below.has(top))
  return { rows, isReady, failure, expand, collapse, reveal, refresh, find }
}

export type Tree = ReturnType<typeof useTree>
