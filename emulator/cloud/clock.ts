/** The cloud's time: real time plus an offset that tests and demonstrations move. */
export interface Clock {
  /** Milliseconds since 1970, as every function and the database see it. */
  now(): number
  /** Moves the time by that many milliseconds. */
  advance(milliseconds: number): void
  /** Makes it that time now; from there it runs on. */
  set(milliseconds: number): void
  /** The offset in milliseconds, in memory that function workers share. */
  shared: SharedArrayBuffer
}

export function createClock(): Clock {
  const shared = new SharedArrayBuffer(Float64Array.BYTES_PER_ELEMENT)
  const offset = new Float64Array(shared)
  const move = (milliseconds: number) => {
    if (!Number.isFinite(milliseconds)) throw new RangeError('the clock needs a finite number')
    offset[0] = milliseconds
  }
  return {
    now: () => Date.now() + (offset[0] as number),
    advance: (milliseconds) => move((offset[0] as number) + milliseconds),
    set: (milliseconds) => move(milliseconds - Date.now()),
    shared,
  }
}
