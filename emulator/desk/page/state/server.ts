import type {
  ClockView,
  Contact,
  Content,
  DeskRefusal,
  Jump,
  Message,
  Person,
  Poster,
  WorldEvent,
  WorldView,
} from '../../types'

/** The desk's own server; a refused or lost call throws an Error with a sentence to show. */
export const server = {
  world: (openids: readonly string[]) => get<WorldView>('world', pairs('openid', openids)),
  people: (query: string) => get<Person[]>('people', pairs('q', [query])),
  posters: (query: string) => get<Poster[]>('posters', pairs('q', [query])),
  codes: () => get<Poster[]>('codes', ''),
  post: (from: string, group: string, content: Content) =>
    post<Message>('messages', { from, group, content }),
  contact: (from: string, content: Contact) =>
    post<{ message: Message | null }>('contact', { from, content }),
  jump: (jump: Jump) => post<ClockView>('clock', { jump }),
}

/**
 * Listens to the server while the page is in front: browsers allow six connections to one server,
 * and pages behind must not take them. `onOpen` runs at each connection, so that what was missed is
 * fetched.
 */
export function listen(onEvent: (event: WorldEvent) => void, onOpen: () => void): void {
  let source: EventSource | null = null
  const follow = () => {
    source?.close()
    source = null
    if (document.hidden) return
    source = new EventSource('/_desk/events')
    source.addEventListener('open', onOpen)
    source.addEventListener('message', ({ data }) => onEvent(JSON.parse(data)))
  }
  document.addEventListener('visibilitychange', follow)
  follow()
}

function pairs(name: string, values: readonly string[]): string {
  return new URLSearchParams(values.map((value) => [name, value])).toString()
}

function get<T>(name: string, query: string): Promise<T> {
  return call<T>(`/_desk/${name}?${query}`)
}

function post<T>(name: string, body: object): Promise<T> {
  return call<T>(`/_desk/${name}`, { method: 'POST', body: JSON.stringify(body) })
}

async function call<T>(address: string, init?: RequestInit): Promise<T> {
  const response = await fetch(address, init).catch(() => null)
  if (!response) throw new Error('连不上本机的服务，请看看终端里 npm start 是否还开着。')
  const body = (await response.json()) as T | DeskRefusal
  if (!response.ok) throw new Error((body as DeskRefusal).error)
  return body as T
}
