/** Long enough for the call to leave; its answer is of no interest here. */
const longest = 50

/** Has another function started without waiting for what it answers; never fails. */
export async function startedWithin(started: Promise<unknown>): Promise<void> {
  await Promise.race([started.catch(() => null), delay(longest)])
}

const delay = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds))
