import type { RequestView } from './requests'

export interface Page<T> {
  items: T[]
  /** Pass it back as `cursor` for the next page; null at the end. */
  next: string | null
}

export interface PageInput {
  cursor?: string
  /** 1–50, 20 unless told. */
  limit?: number
}

export interface ById {
  id: string
}

export interface Words extends ById {
  text: string
  photos?: string[]
}

export interface Act<I> {
  input: I
  output: RequestView
}
