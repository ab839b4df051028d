export interface NoticeView {
  id: string
  at: string
  /** What happened, as a sentence. */
  text: string
  requestId: string | null
  /** Which page answers it. */
  opens: 'request' | 'answer' | 'follow' | 'booking' | 'none'
  /** Where `opens` says `booking`. */
  bookingId?: string
  isRead: boolean
}

/** A message that WeChat would not take. */
export interface StuckMessage {
  id: string
  at: string
  text: string
  requestId: string | null
  error: string
}
