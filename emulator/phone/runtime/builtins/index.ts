import type { CodeSpace } from 'glass-easel-miniprogram-adapter'
import { countSetData } from '../stats'
import { button } from './button'
import { canvas } from './canvas'
import { choices } from './choices'
import { commonProperties, setupCommon } from './common'
import { containers } from './containers'
import { form } from './form'
import { image } from './image'
import { inputs } from './input'
import { media } from './media'
import { movable } from './movable'
import { navigator } from './navigator'
import { pageMeta } from './page-meta'
import { picker } from './picker'
import { pickerView } from './picker-view'
import { richText } from './rich-text'
import { scrollView } from './scroll-view'
import { slider } from './slider'
import { swiper } from './swiper'
import { isBuiltin, registerBuiltin, type BuiltinDefinition } from './builtin'

export const builtins: readonly BuiltinDefinition[] = [
  ...containers,
  ...choices,
  ...inputs,
  ...media,
  ...movable,
  ...pageMeta,
  ...pickerView,
  ...swiper,
  button,
  canvas,
  form,
  image,
  navigator,
  picker,
  richText,
  scrollView,
  slider,
]

export function registerBuiltins(codeSpace: CodeSpace): void {
  const space = codeSpace.getComponentSpace()
  const common = { properties: commonProperties, setup: setupCommon }
  for (const definition of builtins) registerBuiltin(space, definition, common)
  countSetData((component) => !isBuiltin(component))
}
