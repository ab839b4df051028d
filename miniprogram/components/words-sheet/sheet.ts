/** What a words-sheet says and asks for. */
export interface Sheet {
  title: string
  hint: string
  placeholder: string
  button: string
  /** Ready-made words. */
  quick: readonly string[]
  isRequired: boolean
  hasPhotos: boolean
}

export const blankSheet: Sheet = {
  title: '',
  hint: '',
  placeholder: '',
  button: '发送',
  quick: [],
  isRequired: false,
  hasPhotos: false,
}
