/** A code for a browser that nobody has signed in with yet. */
export interface SignInTicket {
  ticket: string
  /** What only this browser has: the ticket alone opens nothing. */
  secret: string
  code: {
    /** What a code of one's own drawing says: the mini program's scan opens it. */
    text: string
    /** WeChat's own code as a Base64 PNG, which every WeChat scans; null when it draws none. */
    image: string | null
  }
  endsAt: string
}

/** How far it is: nobody scanned it, scanned, in (the cookie is set), refused, too late or used. */
export interface SignInProgress {
  state: 'waiting' | 'scanned' | 'in' | 'refused' | 'over'
  /** Once scanned: who did. */
  label?: string
}

export interface ConsoleSignIn {
  'signIn.start': { input: Record<string, never>; output: SignInTicket }
  'signIn.poll': { input: { ticket: string; secret: string }; output: SignInProgress }
}
