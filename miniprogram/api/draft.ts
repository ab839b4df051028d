import type { Contact, Place } from '../../typings/api'
import type { RequestType, Topic } from '../../typings/domain'
import { newKey } from './client'
import type { SavedPhoto } from './upload'

/** Who a report is for: oneself, a neighbour, or what a visit of one's office found. */
export type Purpose = 'me' | 'neighbour' | 'visit'

/** A report in the writing: kept on the phone until the server has it. */
export interface Draft {
  /** Sent with the report, so that a report lost on the way back is not sent twice. */
  key: string
  text: string
  photos: SavedPhoto[]
  place: Place | null
  topic: Topic | null
  type: RequestType | null
  isEmergency: boolean
  isAnonymous: boolean
  isPrivate: boolean
  neighbour: Contact
}

const storedAs = (purpose: Purpose): string => `draft-${purpose}`

export function freshDraft(): Draft {
  return {
    key: newKey(),
    text: '',
    photos: [],
    place: null,
    topic: null,
    type: null,
    isEmergency: false,
    isAnonymous: false,
    isPrivate: false,
    neighbour: {},
  }
}

export function loadDraft(purpose: Purpose): Draft | null {
  const stored = wx.getStorageSync(storedAs(purpose)) as Draft | ''
  return stored || null
}

export function keepDraft(purpose: Purpose, draft: Draft): void {
  wx.setStorageSync(storedAs(purpose), draft)
}

export function dropDraft(purpose: Purpose): void {
  wx.removeStorageSync(storedAs(purpose))
}

export function isWorthKeeping(draft: Draft): boolean {
  return draft.text.trim().length > 0 || draft.photos.length > 0
}
