import * as v from 'valibot'
import { shownTo } from '../../core/bulletins/life'
import { viewBulletin, viewBulletinLine } from '../../core/bulletins/view'
import type { ResidentBulletins } from '../../typings/bulletins'
import type { Operations } from '../shared/operation'
import { id, nothing } from '../shared/schemas'
import { refused } from '../shared/serve'
import { findBoard, findRead, insertReading } from '../shared/stores/bulletins'

/** What units tell everybody below them; who has an appointment is told by this way too. */
export const bulletins: Operations<ResidentBulletins> = {
  'bulletins.list': {
    input: nothing,
    async run(_, { openid, now, backend }) {
      const { found, reader } = await findBoard(backend.database, { openid, now })
      const shown = shownTo(found, reader, now)
      const ids = shown.map(({ _id }) => _id)
      const read = await findRead(backend.database, { ids, openid })
      return {
        items: shown.map((one) => ({ ...viewBulletinLine(one), isRead: read.has(one._id) })),
      }
    },
  },
  'bulletins.read': {
    input: v.strictObject({ id }),
    async run({ id: bulletinId }, { openid, now, backend }) {
      const { found, reader } = await findBoard(backend.database, { openid, now })
      const bulletin = shownTo(found, reader, now).find(({ _id }) => _id === bulletinId)
      if (!bulletin) throw refused('NOT_FOUND', '这条通知已经结束，或者不是发给您的。')
      await insertReading(backend.database, { bulletinId, openid, now })
      return viewBulletin(bulletin)
    },
  },
}
