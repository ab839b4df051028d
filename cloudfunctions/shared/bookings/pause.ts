const step = 15

/** A short, uneven wait before another attempt, so that those who met once don't meet again. */
export function pause(attempt: number): Promise<void> {
  return new Promise((done) => setTimeout(done, Math.random() * step * attempt))
}
