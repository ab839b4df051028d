/** What a deployment fills in; everything works with the values left empty. */
export const config = {
  /** The CloudBase environment; empty: the one the mini program is bound to. */
  cloudEnvironment: '',
  /**
   * Whether WeChat has approved the chat tool for this account: without it the answer page does
   * not offer it. See docs/adr/0019-chat-tool.md.
   */
  hasChatTool: false as boolean,
} as const
