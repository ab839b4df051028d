/** What a deployment fills in; everything works with the values left empty. */
export const config = {
  /** The CloudBase environment; empty: the one the mini program is bound to. */
  cloudEnvironment: '',
} as const
