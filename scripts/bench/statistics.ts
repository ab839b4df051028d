/** The value below which a share of the samples lies (0.5: the median). */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b)
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]
  if (value === undefined) throw new RangeError('no samples')
  return value
}

/** Two decimals: more would pretend. */
export function rounded(value: number): number {
  return Math.round(value * 100) / 100
}

/** How long each run of an action takes, in milliseconds, one after the other. */
export async function timeEach(
  times: number,
  action: (index: number) => Promise<unknown>,
): Promise<number[]> {
  const samples: number[] = []
  for (let index = 0; index < times; index++) {
    const started = performance.now()
    await action(index)
    samples.push(performance.now() - started)
  }
  return samples
}
