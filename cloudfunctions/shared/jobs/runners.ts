import { runImport } from '../grids/import'
import { runExport, runRebuild } from '../numbers/jobs'
import type { Runners } from './run'

/** Who does which kind of long work; the clock and the staff page both go on with it. */
export const runners: Runners = {
  import: runImport,
  export: runExport,
  rebuild: runRebuild,
}
