import { shownTo } from '../../core/bulletins/life'
import type { Bulletin } from '../../core/bulletins/types'
import { viewBulletinLine } from '../../core/bulletins/view'
import { postsOf } from '../../core/grids/duty'
import type { Post } from '../../core/grids/duty'
import { groupUnitsOf } from '../../core/grids/groups'
import type { Unit } from '../../core/grids/types'
import { noMessages } from '../../core/notices/message'
import type { MessageSettings } from '../../core/notices/message'
import { viewLine } from '../../core/requests/view'
import type { BulletinLine, HomeView, ResidentApi, UnitName } from '../../typings/api'
import type { Context, Operations } from '../shared/operation'
import { nothing } from '../shared/schemas'
import { wxDatabase as database } from '../shared/sdk/wx'
import { settleNewcomer } from '../shared/settle'
import { findHeldBoards } from '../shared/stores/bulletins'
import { findGroupCase } from '../shared/stores/groups'
import { countUnread } from '../shared/stores/notices'
import { countWork } from '../shared/stores/queue'
import { findOwn } from '../shared/stores/requests'
import { findSurroundings } from '../shared/stores/surroundings'
import { nameOf, viewProfile, viewUnit } from '../shared/views'

const openRequestsShown = 10

export const home: Operations<Pick<ResidentApi, 'home.get'>> = {
  /** The first screen in one call. */
  'home.get': {
    input: nothing,
    async run(_, context): Promise<HomeView> {
      const { openid, now } = context
      const groupId = await context.group()
      const [around, held, open, unread] = await Promise.all([
        findSurroundings(database, { openid, groupId, withBulletins: true }),
        findHeldBoards(database, openid),
        findOwn(database, { reporterId: openid, isOpen: true, limit: openRequestsShown }),
        countUnread(database, openid),
      ])
      const user = around?.user ?? null
      const groupChain = around?.groupChain ?? []
      const newcomer = { user, unit: groupChain.at(-1) ?? null, held }
      const hasJoined = await settleNewcomer(database, newcomer, context)
      const ownChain = hasJoined ? groupChain : (around?.ownChain ?? [])
      const groupGrid = viewUnit(groupChain)
      const person = { userId: openid, posts: [] }
      const posts = postsOf(held, openid, now)
      return {
        profile: viewProfile({ openid, user, ownChain, held, now }),
        groupGrid: groupGrid?.id === ownChain.at(-1)?._id ? null : groupGrid,
        bindable:
          groupId && !groupGrid && posts.length > 0 ? await readBindable(context, groupId) : [],
        hasJoined,
        openRequests: open.map((row) => viewLine(row, person, now)),
        unread,
        templates: templatesOf(around?.steering.messages ?? noMessages),
        work: posts.length > 0 ? await readWork(context) : null,
        bulletin: newest({ ownChain, found: around?.bulletins ?? [], held, posts }, now),
      }
    },
  },
}

/** The units of theirs that the group could be bound to; read only where it is bound to none. */
async function readBindable({ openid, now }: Context, groupId: string): Promise<UnitName[]> {
  return groupUnitsOf(await findGroupCase(database, { openid, groupId, now })).map(nameOf)
}

/** A newcomer, joined by this very call, sees the board of their grid the next time. */
function newest({ ownChain, found, held, posts }: Boards, now: number): BulletinLine | null {
  const working = held.filter(({ _id }) => posts.some(({ unitId }) => unitId === _id))
  const reader = {
    livesIn: ownChain.at(-1)?.path ?? [],
    worksIn: working.flatMap(({ path }) => path),
  }
  const all = [...found, ...working.flatMap(({ bulletins }) => bulletins)]
  const [first] = shownTo(all, reader, now)
  return first ? viewBulletinLine(first) : null
}

interface Boards {
  ownChain: Unit[]
  found: Bulletin[]
  held: Awaited<ReturnType<typeof findHeldBoards>>
  posts: Post[]
}

const templatesOf = ({ templates }: MessageSettings): HomeView['templates'] => ({
  resident: templates.resident?.id ?? null,
  worker: templates.worker?.id ?? null,
})

async function readWork({ openid, now }: Context) {
  const [waiting, overdue] = await Promise.all([
    countWork(database, { openid }),
    countWork(database, { openid, dueBefore: now }),
  ])
  return { waiting, overdue }
}
