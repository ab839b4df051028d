import * as v from 'valibot'
import type { Reviews } from '../../../typings/safety'
import type { Operations } from '../operation'
import { pageSize } from '../paging'
import { decideReview, listReviews } from '../reviews'
import { id, oneOf, page, reason } from '../schemas'
import { refused } from '../serve'

/** What people wrote and WeChat doubts, or could not look at: for staff, in their scope. */
export const reviews: Operations<Reviews> = {
  'reviews.list': {
    input: v.strictObject(page),
    run: ({ cursor = '', ...input }, context) =>
      listReviews(context, { after: cursor, limit: pageSize(input) }),
  },
  'reviews.decide': {
    input: v.strictObject({
      id,
      piece: id,
      decision: oneOf(['pass', 'hide'], '决定'),
      reason: v.exactOptional(reason),
    }),
    async run({ reason: why = '', ...input }, context) {
      if (input.decision === 'hide' && why === '')
        throw refused('BAD_INPUT', '请写一句不公开的原因，发布的人会看到。', 'reason')
      return decideReview(context, { ...input, reason: why })
    },
  },
}
