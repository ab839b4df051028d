import * as v from 'valibot'
import type { Unit } from '../../core/grids/types'
import type { ProfileView, ResidentApi } from '../../typings/api'
import type { Context, Operations } from '../shared/operation'
import { contact, flag, id, nothing, words } from '../shared/schemas'
import { wxDatabase as database } from '../shared/sdk/wx'
import { refused } from '../shared/serve'
import { findSurroundings } from '../shared/stores/surroundings'
import { findChain, findHeld } from '../shared/stores/units'
import { saveUser } from '../shared/stores/users'
import { viewProfile } from '../shared/views'

type Profile = Pick<ResidentApi, 'profile.get' | 'profile.join' | 'profile.update'>

export const profile: Operations<Profile> = {
  'profile.get': { input: nothing, run: (_, context) => readProfile(context) },
  'profile.join': {
    input: v.strictObject({
      gridCode: v.exactOptional(words('网格码', 32)),
      gridId: v.exactOptional(id),
    }),
    async run(input, context) {
      const chain = await findGrid(input, context)
      await saveUser(database, context.openid, {
        set: { gridId: chain.at(-1)?._id ?? null },
        now: context.now,
      })
      return readProfile(context)
    },
  },
  'profile.update': {
    input: v.strictObject({
      contact: v.exactOptional(contact),
      elderView: v.exactOptional(flag),
    }),
    async run(input, context) {
      await saveUser(database, context.openid, { set: input, now: context.now })
      return readProfile(context)
    },
  },
}

async function readProfile({ openid, now }: Context): Promise<ProfileView> {
  const [around, held] = await Promise.all([
    findSurroundings(database, { openid }),
    findHeld(database, openid),
  ])
  return viewProfile({
    openid,
    user: around?.user ?? null,
    ownChain: around?.ownChain ?? [],
    held,
    now,
  })
}

/** The unit a person may join: a micro-grid, or a community that has none below it. */
async function findGrid(
  input: { gridCode?: string; gridId?: string },
  context: Context,
): Promise<Unit[]> {
  const where = await whereGrid(input, context)
  const chain = await findChain(database, where)
  const unit = chain.at(-1)
  if (unit?.kind === 'micro_grid' || unit?.kind === 'community') return chain
  if ('groupId' in where) throw refused('GROUP_UNKNOWN')
  throw refused('NOT_FOUND', '没有找到这个微网格，请检查后再选一次。')
}

async function whereGrid(input: { gridCode?: string; gridId?: string }, context: Context) {
  if (input.gridCode !== undefined) return { gridCode: input.gridCode }
  if (input.gridId !== undefined) return { _id: input.gridId }
  const groupId = await context.group()
  if (groupId) return { groupId }
  throw refused('NOT_FROM_GROUP')
}
