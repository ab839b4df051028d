/** Draws the mini program's code of a page, as WeChat does. */
export interface CodePainter {
  /** A PNG as Base64; null when WeChat draws none, as before the first release. */
  paint: (code: { page: string; scene: string }) => Promise<string | null>
}
