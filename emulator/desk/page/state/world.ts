import { computed, reactive } from 'vue'
import {
  contactOf,
  noticesOf,
  type ClockView,
  type Contact,
  type Content,
  type GroupView,
  type Jump,
  type Link,
  type Message,
  type Person,
  type WorldEvent,
} from '../../types'
import { listen, server } from './server'

interface WorldState {
  title: string
  people: Person[]
  groups: GroupView[]
  messages: Message[]
  links: Link[]
  /** How far the cloud's clock is ahead of this browser's, in milliseconds. */
  ahead: number
  isMoving: boolean
  /** The last thing that went wrong, as a sentence. */
  problem: string
}

export const world = reactive<WorldState>({
  title: '',
  people: [],
  groups: [],
  messages: [],
  links: [],
  ahead: 0,
  isMoving: false,
  problem: '',
})

const messagesByChat = computed(() => {
  const chats = new Map<string, Message[]>()
  for (const message of world.messages) {
    const chat = chats.get(message.chat)
    if (chat) chat.push(message)
    else chats.set(message.chat, [message])
  }
  return chats
})

export function messagesIn(chat: string): Message[] {
  return messagesByChat.value.get(chat) ?? []
}

export function personOf(openid: string): Person | undefined {
  return world.people.find((person) => person.openid === openid)
}

export function groupOf(id: string): GroupView | undefined {
  return world.groups.find((group) => group.id === id)
}

/** The chats of a person, the newest message first. */
export function chatsOf(openid: string): string[] {
  const newest = (chat: string) => messagesIn(chat).at(-1)?.id ?? 0
  const talk = contactOf(openid)
  const talks = messagesIn(talk).length > 0 ? [talk] : []
  const chats = [...(personOf(openid)?.groups ?? []), noticesOf(openid), ...talks]
  return chats.sort((one, other) => newest(other) - newest(one))
}

/** Fetches what these people see; the server's choice of people when none is named. */
export async function loadWorld(openids: readonly string[]): Promise<void> {
  await report(async () => {
    const { clock, ...seen } = await server.world(openids)
    Object.assign(world, seen)
    takeClock(clock)
  })
}

/** Keeps the world up to date; `openids` names those on the desk at that moment. */
export function followWorld(openids: () => readonly string[]): void {
  let isFirst = true
  listen(takeEvent, () => {
    if (!isFirst) void loadWorld(openids())
    isFirst = false
  })
}

export async function post(from: string, group: string, content: Content): Promise<void> {
  await report(async () => takeMessage(await server.post(from, group, content)))
}

/** Says something to customer service, or comes into its conversation. */
export async function contact(from: string, content: Contact): Promise<void> {
  await report(async () => {
    const { message } = await server.contact(from, content)
    if (message) takeMessage(message)
  })
}

export async function jump(to: Jump): Promise<void> {
  world.isMoving = true
  await report(async () => takeClock(await server.jump(to)))
  world.isMoving = false
}

function takeEvent(event: WorldEvent): void {
  switch (event.kind) {
    case 'message':
      return takeMessage(event.message)
    case 'clock':
      return takeClock(event.clock)
  }
}

/** A message comes twice to the page that posted it: as the answer and as an event. */
function takeMessage(message: Message): void {
  if (!world.messages.some(({ id }) => id === message.id)) world.messages.push(message)
}

function takeClock({ now, isMoving }: ClockView): void {
  world.ahead = now - Date.now()
  world.isMoving = isMoving
}

async function report(action: () => Promise<void>): Promise<void> {
  try {
    await action()
    world.problem = ''
  } catch (error) {
    world.problem = error instanceof Error ? error.message : String(error)
  }
}
