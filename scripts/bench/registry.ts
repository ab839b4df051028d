import { bookingsBench } from './bookings'
import { bundles } from './bundles'
import { journeys } from './journeys'
import { mainJob } from './main-job'
import { staffPageBench } from './staff-page'
import { sweepBench } from './sweep'
import type { Bench } from './types'

/** Every measurement, in the order they run. */
export const benches: readonly Bench[] = [
  bundles,
  mainJob,
  bookingsBench,
  journeys,
  sweepBench('sweep', [10_000, 100_000]),
  staffPageBench('staff_page', [10_000, 100_000]),
  { ...sweepBench('sweep_million', [10_000, 1_000_000]), isLong: true },
  { ...staffPageBench('staff_page_million', [10_000, 1_000_000]), isLong: true },
]
