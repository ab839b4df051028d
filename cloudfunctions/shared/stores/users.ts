import type { Contact } from '../../../core/requests/types'
import type { Database } from '../database'

/** A resident as the neighbourhood knows them. `_id` is their openid. */
export interface User {
  _id: string
  gridId: string | null
  contact: Contact
  elderView: boolean
  joinedAt: number
  /** Template id → subscribe messages the person has granted and we have not sent. */
  grants: Record<string, number>
}

export type Profile = Pick<User, 'gridId' | 'contact' | 'elderView'>

/** Sets what changed, making the person's document if there is none. */
export async function saveUser(
  database: Database,
  openid: string,
  change: { set: Partial<Profile>; now: number },
): Promise<void> {
  const save = () => database.update('users', { _id: openid }, { set: change.set })
  if ((await save()) === 1) return
  const created = await database.insert('users', { ...newcomer(openid, change.now), ...change.set })
  if (created === 'duplicate') await save()
}

export async function findUser(database: Database, openid: string): Promise<User | null> {
  const [user] = await database.find<User>('users', { _id: openid }, { limit: 1 })
  return user ?? null
}

/** Gives a grid to somebody who has none; false when they have one by now. */
export async function settleUser(
  database: Database,
  openid: string,
  { gridId, now, isKnown }: { gridId: string; now: number; isKnown: boolean },
): Promise<boolean> {
  if (!isKnown) {
    const created = await database.insert('users', { ...newcomer(openid, now), gridId })
    if (created === 'inserted') return true
  }
  return (await database.update('users', { _id: openid, gridId: null }, { set: { gridId } })) === 1
}

const newcomer = (openid: string, now: number): User => ({
  _id: openid,
  gridId: null,
  contact: {},
  elderView: false,
  joinedAt: now,
  grants: {},
})

/** Template ids hold no dots or dollars, so each is a field of its own: grants add up without a read. */
export async function addGrants(
  database: Database,
  openid: string,
  { templates, now }: { templates: string[]; now: number },
): Promise<void> {
  if (templates.length === 0) return
  const inc = Object.fromEntries(templates.map((template) => [`grants.${template}`, 1]))
  const add = () => database.update('users', { _id: openid }, { inc })
  if ((await add()) === 1) return
  await database.insert('users', newcomer(openid, now))
  await add()
}

const readAtOnce = 500

/** Who of these people has a granted message left. */
export async function findGranted(
  database: Database,
  ids: readonly string[],
  template: string,
): Promise<string[]> {
  const found: string[] = []
  for (let start = 0; start < ids.length; start += readAtOnce) {
    const some = ids.slice(start, start + readAtOnce)
    const where = { _id: { $in: some }, [`grants.${template}`]: { $gt: 0 } }
    const users = await database.find<User>('users', where, { limit: readAtOnce })
    found.push(...users.map(({ _id }) => _id))
  }
  return found
}

/** Takes one granted message; false when the person has granted none. */
export async function spendGrant(database: Database, openid: string, template: string) {
  const field = `grants.${template}`
  const where = { _id: openid, [field]: { $gt: 0 } }
  return (await database.update('users', where, { inc: { [field]: -1 } })) === 1
}

export async function giveGrantBack(database: Database, openid: string, template: string) {
  await database.update('users', { _id: openid }, { inc: { [`grants.${template}`]: 1 } })
}

/** WeChat says that nothing is granted: so does the ledger from now on. */
export async function dropGrants(database: Database, openid: string, template: string) {
  await database.update('users', { _id: openid }, { set: { [`grants.${template}`]: 0 } })
}
