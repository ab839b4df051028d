import { launch } from './launch'

/**
 * The host is the page that shows this phone in an iframe. Messages are plain objects posted with
 * `window.postMessage`; each carries `source: 'phone'` or `target: 'phone'`. Without a host the
 * phone works alone.
 */
export type MessageToHost =
  | { type: 'ready' }
  | { type: 'navigate'; path: string; query: Record<string, string>; depth: number }
  | { type: 'title'; title: string }
  | { type: 'share'; card: ShareCard }
  | { type: 'scan'; id: number }
  | { type: 'contact'; session: ContactSession }
  | { type: 'close' }

export interface ShareCard {
  title: string
  path: string
  imageUrl: string
  withShareTicket: boolean
  /** The group's owner may pin it as something to do. */
  isToDo: boolean
}

export interface ContactSession {
  sessionFrom: string
  title: string
  path: string
  imageUrl: string
  /** The conversation offers the card to be sent. */
  showsCard: boolean
}

export type MessageFromHost =
  | {
      type: 'open'
      path: string
      scene?: number
      group?: string | null
      hasLeftGroup?: boolean
    }
  | { type: 'theme'; theme: 'light' | 'dark' }
  | { type: 'fontSize'; fontSize: number }
  | { type: 'network'; isOnline: boolean }
  | { type: 'location'; latitude: number; longitude: number; name?: string; address?: string }
  | { type: 'scanResult'; id: number; result: string | null }
  | { type: 'visibility'; isVisible: boolean }
  | { type: 'clock'; ahead: number }

type Handlers = {
  [Type in MessageFromHost['type']]?: (message: Extract<MessageFromHost, { type: Type }>) => void
}

class Host {
  private readonly handlers: Handlers = {}

  /** Whether somebody shows this phone in a frame. */
  get isPresent(): boolean {
    return window.parent !== window
  }

  send(message: MessageToHost): void {
    if (!this.isPresent) return
    window.parent.postMessage({ source: 'phone', openid: launch.openid, ...message }, '*')
  }

  on<Type extends MessageFromHost['type']>(type: Type, handler: NonNullable<Handlers[Type]>): void {
    this.handlers[type] = handler as Handlers[Type]
  }

  listen(): void {
    addEventListener('message', ({ data, source }: MessageEvent<unknown>) => {
      if (source === window.parent && isMessage(data)) this.receive(data)
    })
  }

  /** Takes a message as if the host had sent it; tests use it where no host is. */
  receive<Message extends MessageFromHost>(message: Message): void {
    const handler = this.handlers[message.type] as ((message: Message) => void) | undefined
    handler?.(message)
  }
}

function isMessage(data: unknown): data is MessageFromHost {
  return typeof data === 'object' && data !== null && 'target' in data && data.target === 'phone'
}

export const host = new Host()
