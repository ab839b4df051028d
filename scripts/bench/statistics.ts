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
