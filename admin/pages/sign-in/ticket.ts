import { computed, ref, shallowRef } from 'vue'
import type { SignInProgress, SignInTicket } from '../../../typings/console'
import { type Failure, ask } from '../../api/client'
import { useEvery } from '../../parts/every'

const pollEvery = 1_500
const second = 1_000
/** How long a code lives, where the computer's clock and the cloud's do not agree. */
const usualLife = 120 * second

/** One code after another, until somebody has signed in with one. */
export function useTicket(onIn: () => void) {
  const ticket = shallowRef<SignInTicket | null>(null)
  const state = ref<SignInProgress['state'] | 'starting'>('starting')
  const label = ref('')
  const failure = shallowRef<Failure | null>(null)
  const left = ref(0)
  let endsAt = 0

  async function start(): Promise<void> {
    state.value = 'starting'
    const result = await ask('signIn.start', {}, { isAnonymous: true })
    failure.value = result.ok ? null : result.failure
    if (!result.ok) return
    ticket.value = result.data
    endsAt = Date.now() + lifeOf(result.data)
    left.value = secondsUntil(endsAt)
    state.value = 'waiting'
  }

  /** A page nobody looks at asks nothing; a code that ran out is renewed when somebody does. */
  async function poll(): Promise<void> {
    const current = ticket.value
    if (!current) return
    if (state.value === 'over') return start()
    if (state.value !== 'waiting' && state.value !== 'scanned') return
    const { ticket: id, secret } = current
    const result = await ask('signIn.poll', { ticket: id, secret }, { isAnonymous: true })
    if (!result.ok || ticket.value !== current) return
    state.value = result.data.state
    label.value = result.data.label ?? ''
    if (state.value === 'in') onIn()
  }

  useEvery(pollEvery, poll)
  useEvery(second, () => Promise.resolve((left.value = secondsUntil(endsAt))))
  void start()

  const isShown = computed(() => state.value === 'waiting' || state.value === 'scanned')
  return { ticket, state, isShown, label, failure, left, start }
}

function lifeOf({ endsAt }: SignInTicket): number {
  const life = Date.parse(endsAt) - Date.now()
  return life > 0 && life <= usualLife ? life : usualLife
}

function secondsUntil(at: number): number {
  return Math.max(0, Math.round((at - Date.now()) / second))
}
