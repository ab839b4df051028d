/** A browser that asks to be let in, as its person sees it before saying yes. */
export interface SignInView {
  /** "Chrome（Windows）" */
  browser: string
  /** The network address it asks from; null when it is unknown. */
  source: string | null
  askedAt: string
  endsAt: string
  /** As whom they would be in: their first post. */
  label: string
}

type Nothing = Record<string, never>

/** Signing in at the staff page, on the phone's side. */
export interface HandlerSignIn {
  'signIn.look': { input: { ticket: string }; output: SignInView }
  'signIn.confirm': { input: { ticket: string }; output: Nothing }
  'signIn.refuse': { input: { ticket: string }; output: Nothing }
  /** The first administrator's code: makes the caller a dispatcher of the district. */
  'signIn.redeem': { input: { code: string }; output: { label: string } }
}
