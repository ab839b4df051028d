import { computed, shallowRef } from 'vue'
import type { StaffView } from '../../typings/console'
import { type Failure, ask } from './client'
import { openGate, passGate } from './session-gate'

type Session =
  | { kind: 'loading' }
  | { kind: 'out' }
  | { kind: 'failed'; failure: Failure }
  | { kind: 'in'; me: StaffView }

export const session = shallowRef<Session>({ kind: 'loading' })

/** Who is signed in; null until somebody is. */
export const me = computed(() => (session.value.kind === 'in' ? session.value.me : null))

/** Finds out who is signed in in this browser. */
export async function readSession(): Promise<void> {
  const result = await ask('sessions.current', {}, { isAnonymous: true })
  if (result.ok) enter(result.data)
  else if (result.failure.code === 'SIGNED_OUT') session.value = { kind: 'out' }
  else session.value = { kind: 'failed', failure: result.failure }
}

/** Somebody has just signed in. Work that waited goes on, unless it was another person's. */
export async function onSignedIn(): Promise<void> {
  const before = me.value
  await readSession()
  const after = me.value
  if (before && after && !isSamePerson(before, after)) location.reload()
  else if (after) passGate(true)
}

function enter(staff: StaffView): void {
  session.value = { kind: 'in', me: staff }
  openGate()
}

function isSamePerson(one: StaffView, other: StaffView): boolean {
  return one.label === other.label && one.posts[0]?.unit.id === other.posts[0]?.unit.id
}

/** Leaves: the page starts anew, so that nothing of this person's stays in it. */
export async function signOut(): Promise<void> {
  await ask('sessions.signOut', {}, { isAnonymous: true })
  location.hash = ''
  location.reload()
}

/** Stops waiting for the same person and shows the sign-in page. */
export function leave(): void {
  passGate(false)
  location.reload()
}
