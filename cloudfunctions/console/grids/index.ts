import type { ConsoleGrids } from '../../../typings/console/grids'
import type { ConsoleOperations } from '../context'
import { appointments } from './appointments'
import { files } from './files'
import { imports } from './imports'
import { outlines } from './outlines'
import { units } from './units'

/** The place and its people: one tree, the outlines, who has charge, and files in and out. */
export const grids: ConsoleOperations<ConsoleGrids> = {
  ...units,
  ...outlines,
  ...appointments,
  ...files,
  ...imports,
}
