import * as v from 'valibot'
import { viewRequest } from '../../core/requests/view'
import type { ConsolePhotos } from '../../typings/console/photos'
import type { RequestView } from '../../typings/requests'
import { findVisible } from '../shared/act'
import { id } from '../shared/schemas'
import { nodePhotoLinks } from '../shared/sdk/node'
import type { ConsoleOperations } from './context'

/** Photos are shown to whoever may see the request, and of these only what they may see. */
export const photos: ConsoleOperations<ConsolePhotos> = {
  'requests.photos': {
    input: v.strictObject({ id }),
    async run(input, context) {
      const order = { id: input.id, side: 'handler' } as const
      const { request, person } = await findVisible(context.backend.database, context, order)
      return { items: await nodePhotoLinks.of(photosOf(viewRequest(request, person, context.now))) }
    },
  },
}

function photosOf({ photos: first, history }: RequestView): string[] {
  return [...new Set([...first, ...history.flatMap(({ photos: more = [] }) => more)])]
}
