import type { Content, GroupView, Member, Message, Person, ServiceNotice } from '../types'
import { contactOf, noticesOf } from '../types'
import type { Journal } from './journal'
import type { People } from './people'

/** The chats of the place: a small WeChat that knows people, groups, cards, notices and customer service only. */
export interface World {
  /** Puts a message into a group's chat; a sentence when it is refused. */
  post(from: string, groupId: string, content: Content): Promise<Message | Refusal>
  /** Puts a subscribe message into a person's service notices. */
  notify(openid: string, notice: ServiceNotice): Promise<Message>
  /** Puts a message into a person's talk with customer service: theirs, or its answer. */
  talk(openid: string, from: string | null, content: Content): Promise<Message | Refusal>
  /** What these people see. */
  view(openids: readonly string[]): WorldPart
}

export interface WorldPart {
  people: Person[]
  groups: GroupView[]
  messages: Message[]
}

export interface Refusal {
  status: 403 | 404
  error: string
}

export interface WorldParts {
  people: People
  journal: Journal
  now(): number
  onMessage(message: Message): void
}

export function isRefusal(outcome: Message | Refusal): outcome is Refusal {
  return 'error' in outcome
}

export function createWorld({ people, journal, now, onMessage }: WorldParts): World {
  const add = async (chat: string, from: string | null, content: Content) => {
    const id = Math.max(Date.now(), (journal.messages.at(-1)?.id ?? 0) + 1)
    const message: Message = { id, chat, at: now(), from, content }
    await journal.add(message)
    onMessage(message)
    return message
  }
  return {
    async post(from, groupId, content) {
      const group = people.group(groupId)
      if (!group) return { status: 404, error: '没有这个群。' }
      if (!group.members.includes(from)) return { status: 403, error: '不在这个群里，不能发消息。' }
      return add(groupId, from, content)
    },
    notify: (openid, notice) => add(noticesOf(openid), null, { kind: 'notice', notice }),
    async talk(openid, from, content) {
      if (!people.find(openid)) return { status: 404, error: '没有这个人。' }
      return add(contactOf(openid), from, content)
    },
    view: (openids) => viewFor(openids, people, journal.messages),
  }
}

function viewFor(openids: readonly string[], people: People, messages: Message[]): WorldPart {
  const seen = openids.flatMap((openid) => people.find(openid) ?? [])
  const groupIds = [...new Set(seen.flatMap(({ groups }) => groups))]
  const own = seen.flatMap(({ openid }) => [noticesOf(openid), contactOf(openid)])
  const chats = new Set([...groupIds, ...own])
  return {
    people: seen,
    groups: groupIds.flatMap((id) => viewGroup(id, people)),
    messages: messages.filter(({ chat }) => chats.has(chat)),
  }
}

function viewGroup(id: string, people: People): GroupView[] {
  const group = people.group(id)
  if (!group) return []
  const members = group.members.map((openid) => memberOf(openid, people))
  return [{ id, name: group.name, members }]
}

function memberOf(openid: string, people: People): Member {
  return { openid, label: people.find(openid)?.label ?? openid }
}
