import { viewport } from '../framework/backend'
import type { Builtin } from './builtin'

/** Whether the page area has the size and orientation a match-media element asks for. */
export function matchesMedia(builtin: Builtin): boolean {
  const { clientWidth: width, clientHeight: height } = viewport.element
  const orientation = width > height ? 'landscape' : 'portrait'
  const wanted = builtin.text('orientation')
  return (
    isWithin(builtin, 'width', width) &&
    isWithin(builtin, 'height', height) &&
    (wanted === '' || wanted === orientation)
  )
}

function isWithin(builtin: Builtin, side: 'width' | 'height', size: number): boolean {
  const label = side === 'width' ? 'Width' : 'Height'
  const [exact, least, most] = [side, `min${label}`, `max${label}`].map((name) =>
    builtin.number(name),
  )
  return (!exact || size === exact) && (!least || size >= least) && (!most || size <= most)
}
