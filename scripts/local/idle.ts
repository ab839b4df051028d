import { setTimeout as wait } from 'node:timers/promises'
import type { Cloud } from '../../emulator'

const patienceMs = 20_000

/** Resolves once no function runs: what an action has set going in the background has ended. */
export async function untilIdle({ url }: Pick<Cloud, 'url'>): Promise<void> {
  const until = Date.now() + patienceMs
  while (Date.now() < until && (await isBusy(url))) await wait(5)
}

async function isBusy(url: string): Promise<boolean> {
  const response = await fetch(`${url}/_emulator/status`)
  const { load } = (await response.json()) as { load: { running: number; waiting: number } }
  return load.running + load.waiting > 0
}
