import fs from 'node:fs'
import path from 'node:path'
import postcss, { type Rule } from 'postcss'

/**
 * TDesign loads its icon font from a CDN. Offline the same icons come from the tdesign-icons-svg
 * package, each drawn as a mask so that it keeps the text's colour and size.
 */
const iconSelector = /^\.t-icon-([\w-]+):before$/

export function isRemoteIconFont(fontFace: string): boolean {
  return /tdesign\.gtimg\.com/.test(fontFace)
}

/** The rest of the drawing (size, colour) is one rule in the runtime's style sheet. */
export function drawIcon(rule: Rule): void {
  const name = iconSelector.exec(rule.selector)?.[1]
  if (name === undefined) return
  rule.removeAll()
  rule.append(postcss.decl({ prop: 'mask-image', value: `url(icons/${name}.svg)` }))
}

/** The SVG text of an icon, ready to be used as a mask; null when there is no such icon. */
export function readIcon(nodeModules: string, name: string): string | null {
  const file = path.join(nodeModules, 'tdesign-icons-svg', 'src', `${path.basename(name)}.svg`)
  if (!fs.existsSync(file)) return null
  return fs
    .readFileSync(file, 'utf8')
    .replace('view-box', 'viewBox')
    .replace('width="1em" height="1em"', '')
}
