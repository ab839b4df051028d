/** Figures by name, e.g. `submit.p95_ms.10000`; the unit is part of the name. */
export type Figures = Record<string, number>

/** One measurement, run by its name. */
export interface Bench {
  name: string
  /** What it measures, in one line. */
  about: string
  /** Takes minutes and gigabytes: runs only when asked for by its name. */
  isLong?: boolean
  /** `say` is told how it gets on. */
  run(say: (sentence: string) => void): Promise<Figures>
}
