import { bundles } from './bundles'
import { mainJob } from './main-job'
import type { Bench } from './types'

/** Every measurement, in the order they run. */
export const benches: readonly Bench[] = [bundles, mainJob]
